import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

/// Every step that payloads can make in a small system, found by trying each payload at each agent on the router.
///
/// Knows nothing of classes, boxes or cubes; states are pairs of an agent and a payload that it received.
struct BruteForceLoops {
  private let source: LoopSystem
  private let router: Router
  private let payloads: [JSONValue]
  /// For each payload and field the position of its value, from 1; 0 where it has none.
  private let values: [[Int]]
  private let positions: [JSONValue: Int]
  /// The steps that a run can take for ever, and all steps that it can take at some time; sorted, each once.
  private var endless: [[Int]]
  private var every: [[Int]]
  /// Where a run may finish, or is with a human.
  private var isEnd: [Bool]

  init(_ source: LoopSystem) throws {
    self.source = source
    var system = source.system
    system.limits = nil
    router = Router(system)
    payloads = source.payloads
    values = payloads.map { payload in
      source.fields.map { field in
        payload[field.name].flatMap { field.values.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      }
    }
    positions = Dictionary(uniqueKeysWithValues: payloads.enumerated().map { ($1, $0) })
    let count = system.agents.count * payloads.count
    endless = [[Int]](repeating: [], count: count)
    every = endless
    isEnd = [Bool](repeating: false, count: count)
    for agent in system.agentIndices { try explore(agent) }
  }

  /// The states of an agent.
  func states(of agent: AgentIndex) -> Range<Int> {
    agent.rawValue * payloads.count..<(agent.rawValue + 1) * payloads.count
  }

  /// The state of an agent that receives a payload; members that no guard tests do not count, and a counter is held down
  /// to the highest value that is told apart.
  private func state(_ agent: AgentIndex, _ payload: JSONValue) -> Int? {
    var members: JSONObject = [:]
    for field in source.fields {
      guard let value = payload[field.name] else { continue }
      let isHigh = field.isCounter && value.intValue ?? 0 > LoopSystem.top
      members[field.name] = isHigh ? .number(JSONNumber(LoopSystem.top)) : value
    }
    return positions[.object(members)].map { agent.rawValue * payloads.count + $0 }
  }

  /// Where one way of ending a visit leads.
  private struct Outcome {
    var late: [Int]
    var all: [Int]
    /// The agents that get again what this one had received.
    var retries: [AgentIndex]
    var mayFinish: Bool
  }

  private func outcome(_ visit: Visit, _ spent: RunCounts) throws -> Outcome {
    let (late, early) = (try router.routing(of: visit, after: spent), try router.routing(of: visit))
    var retries: [AgentIndex] = []
    for enabled in late.enabled + early.enabled {
      if case .received = enabled.carried { retries.append(enabled.target) }
    }
    return Outcome(
      late: targets(late), all: targets(late) + targets(early), retries: retries,
      mayFinish: late.mayFinish || early.mayFinish)
  }

  private func targets(_ routing: Routing) -> [Int] {
    let handoffs = routing.enabled.flatMap { enabled -> [Int] in
      if case .received = enabled.carried { return [] }
      return enabled.carried.payloads.compactMap { state(enabled.target, $0) }
    }
    let returns = routing.returns.compactMap { way -> Int? in
      // Control comes back as often as it was given.
      let caller = router.system[way.target]
      let isSpent = router.system[way.handoff].limit != nil || caller.limit != nil && !caller.limitResets
      return isSpent ? nil : state(way.target, way.payload)
    }
    return handoffs + returns
  }

  private mutating func explore(_ index: AgentIndex) throws {
    let system = router.system
    let agent = system[index]
    // A human may hand work on, but no loop goes through one.
    let isHuman = agent.kind == .human
    if isHuman { for state in states(of: index) { isEnd[state] = true } }
    guard system.handoffs.contains(where: { $0.from == agent.name }) else { return }
    let contract = try #require(system.contracts.first { $0.name == agent.produces })
    let output = try Schema(contract.output)
    let isStopped = agent.limit != nil && !agent.limitResets || isHuman
    // What a run does that goes on for ever: all limits are reached.
    var spent = RunCounts()
    for handoff in system.handoffIndices {
      if let limit = system[handoff].limit { spent.handoffs[handoff] = limit }
    }
    let namesNone = system.handoffs.contains { $0.from == agent.name && $0.trigger == .none }
    var outputs: [(payload: Int, outcome: Outcome)] = []
    for (number, payload) in payloads.enumerated() where output.isValid(payload) {
      for ending in namesNone ? [Visit.Outcome.output, .none] : [.output] {
        outputs.append((number, try outcome(Visit(of: index, ending, payload: payload), spent)))
      }
    }
    // A failure may tell more than its kind.
    let failures = try contract.failures.flatMap { failure in
      try payloads.map { payload in
        var members = payload.objectValue ?? [:]
        members["failure"] = .string(failure.kind)
        return try outcome(Visit(of: index, .failure(failure.kind), payload: .object(members)), spent)
      }
    }
    let changes = changes(of: agent, contract)
    for received in payloads.indices {
      let here = index.rawValue * payloads.count + received
      var (late, all): (Set<Int>, Set<Int>) = ([], [])
      func add(_ outcome: Outcome) {
        if !isStopped { late.formUnion(outcome.late) }
        all.formUnion(outcome.all)
        for target in outcome.retries { all.insert(target.rawValue * payloads.count + received) }
        if outcome.mayFinish { isEnd[here] = true }
      }
      if agent.limit != nil {
        let stopped = try outcome(Visit(of: index, .limit, payload: payloads[received]), spent)
        if isStopped, !isHuman { late.formUnion(stopped.late) }
        all.formUnion(stopped.all)
      }
      for output in outputs where explains(output.payload, received, changes) { add(output.outcome) }
      for failure in failures { add(failure) }
      endless[here] = late.sorted()
      every[here] = all.sorted()
    }
  }

  /// What an agent does to one field.
  private enum Change {
    case any
    case add(Int)
    case copy(Int)
    case keep(isDemanded: Bool)
  }

  private func changes(of agent: Agent, _ contract: Contract) -> [Change] {
    let required = contract.output["required"]?.arrayValue ?? []
    return source.fields.map { field in
      let pointer = JSONPointer(tokens: [field.name])
      if let add = agent.adds.first(where: { $0.field == pointer }) { return .add(add.amount) }
      if let copy = agent.copies.first(where: { $0.field == pointer }) {
        return .copy(source.fields.firstIndex { [$0.name] == copy.source.tokens } ?? 0)
      }
      let isKept =
        switch agent.preserves {
        case .everything: true
        case .fields(let fields): fields.contains(pointer)
        }
      return isKept ? .keep(isDemanded: required.contains(.string(field.name))) : .any
    }
  }

  /// Whether an agent may give an output for what it received.
  private func explains(_ sent: Int, _ received: Int, _ changes: [Change]) -> Bool {
    for (field, change) in changes.enumerated() {
      let (before, after) = (values[received][field], values[sent][field])
      switch change {
      case .any: continue
      // Counters have the values from 0 on, at the positions from 1 on; nothing counts as 0.
      case .add(let amount): if after != min(max(before, 1) + amount, LoopSystem.top + 1) { return false }
      case .copy(let other): if after != values[received][other] { return false }
      case .keep(let isDemanded):
        // Where nothing was received, something is put there only if the contract demands it.
        if before != after, before != 0 || !isDemanded { return false }
      }
    }
    return true
  }

  // MARK: - Answers

  private static func closure(_ starts: [Int], _ steps: [[Int]]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: steps.count)
    var waiting = starts
    while let next = waiting.popLast() {
      guard !isReached[next] else { continue }
      isReached[next] = true
      waiting += steps[next]
    }
    return isReached
  }

  /// The states that lie on a cycle of endless steps.
  lazy var circling: [Bool] = {
    // What no step leaves for ever, or comes to for ever, lies on no cycle.
    var isLeft = [Bool](repeating: true, count: endless.count)
    var isChanged = true
    while isChanged {
      isChanged = false
      var isEntered = [Bool](repeating: false, count: endless.count)
      for state in endless.indices where isLeft[state] {
        for next in endless[state] { isEntered[next] = true }
      }
      for state in endless.indices where isLeft[state] {
        if !isEntered[state] || !endless[state].contains(where: { isLeft[$0] }) {
          isLeft[state] = false
          isChanged = true
        }
      }
    }
    let steps = endless.indices.map { isLeft[$0] ? endless[$0].filter { isLeft[$0] } : [] }
    return endless.indices.map { state in
      isLeft[state] && Self.closure(steps[state], steps)[state]
    }
  }()

  /// The states that some run comes to.
  lazy var reached: [Bool] = {
    let input = source.system.input.flatMap { try? Schema($0) }
    let starts = source.system.entry.compactMap { router.index.agent(named: $0) }.flatMap { agent in
      payloads.filter { input?.isValid($0) ?? true }.compactMap { state(agent, $0) }
    }
    return Self.closure(starts, every)
  }()

  /// The states from which no run comes to an end.
  lazy var caught: [Bool] = {
    var backward = [[Int]](repeating: [], count: every.count)
    for (state, targets) in every.enumerated() {
      for target in targets { backward[target].append(state) }
    }
    return Self.closure(isEnd.indices.filter { isEnd[$0] }, backward).map { !$0 }
  }()
}
