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
  private let agentCount: Int
  /// The steps that a run can take for ever, and all steps that it can take at some time.
  private var endless: [[Int]]
  private var every: [[Int]]
  /// Where a run may finish, or is with a human.
  private var isEnd: [Bool]
  private let positions: [JSONValue: Int]

  init(_ source: LoopSystem) throws {
    self.source = source
    var system = source.system
    system.limits = nil
    router = Router(system)
    payloads = source.payloads
    agentCount = system.agents.count
    positions = Dictionary(uniqueKeysWithValues: payloads.enumerated().map { ($1, $0) })
    let count = agentCount * payloads.count
    endless = [[Int]](repeating: [], count: count)
    every = endless
    isEnd = [Bool](repeating: false, count: count)
    for agent in system.agentIndices { try explore(agent) }
  }

  private func state(_ agent: AgentIndex, _ payload: JSONValue) -> Int? {
    positions[payload].map { agent.rawValue * payloads.count + $0 }
  }

  /// The number of counters is held down to the highest value that is told apart.
  private func capped(_ payload: JSONValue) -> JSONValue {
    guard case .object(var members) = payload else { return payload }
    for field in source.fields where field.isCounter {
      if let value = members[field.name]?.intValue, value > LoopSystem.top {
        members[field.name] = .number(JSONNumber(LoopSystem.top))
      }
    }
    return .object(members)
  }

  private mutating func explore(_ index: AgentIndex) throws {
    let system = router.system
    let agent = system[index]
    guard agent.kind != .human else {
      for payload in payloads { if let here = state(index, payload) { isEnd[here] = true } }
      return
    }
    let contract = try #require(system.contracts.first { $0.name == agent.produces })
    let output = try Schema(contract.output)
    let outputs = payloads.filter { output.isValid($0) }
    let isStopped = agent.limit != nil && !agent.limitResets
    // What a run does that goes on for ever: all limits are reached.
    var spent = RunCounts()
    for handoff in system.handoffIndices {
      if let limit = system[handoff].limit { spent.handoffs[handoff] = limit }
    }
    let namesNone = system.handoffs.contains { $0.from == agent.name && $0.trigger == .none }
    var steps: [(payload: JSONValue, late: Routing, early: Routing)] = []
    for payload in outputs {
      for outcome in namesNone ? [Visit.Outcome.output, .none] : [.output] {
        let visit = Visit(of: index, outcome, payload: payload)
        steps.append((payload, try router.routing(of: visit, after: spent), try router.routing(of: visit)))
      }
    }
    // A failure may tell more than its kind.
    let failed = try contract.failures.flatMap { failure in
      try payloads.map { payload in
        var members = payload.objectValue ?? [:]
        members["failure"] = .string(failure.kind)
        let visit = Visit(of: index, .failure(failure.kind), payload: .object(members))
        return (late: try router.routing(of: visit, after: spent), early: try router.routing(of: visit))
      }
    }
    for received in payloads {
      guard let here = state(index, received) else { continue }
      func add(_ late: Routing, _ early: Routing) {
        if !isStopped { endless[here] += targets(late, received) }
        every[here] += targets(late, received) + targets(early, received)
        if late.mayFinish || early.mayFinish { isEnd[here] = true }
      }
      if agent.limit != nil {
        let visit = Visit(of: index, .limit, payload: received)
        let late = targets(try router.routing(of: visit, after: spent), received)
        if isStopped { endless[here] += late }
        every[here] += late + targets(try router.routing(of: visit), received)
      }
      for step in steps where explains(step.payload, received, agent) { add(step.late, step.early) }
      for failure in failed { add(failure.late, failure.early) }
    }
  }

  /// A failure's payload has no field that guards test, so it counts as the empty one.
  private func targets(_ routing: Routing, _ received: JSONValue) -> [Int] {
    func state(_ agent: AgentIndex, _ payload: JSONValue) -> Int? {
      let members = payload.objectValue.map { object in
        object.filter { member in source.fields.contains { $0.name == member.key } }
      }
      return self.state(agent, capped(.object(JSONObject(members ?? []))))
    }
    let handoffs = routing.enabled.flatMap { enabled -> [Int] in
      if case .received = enabled.carried { return [state(enabled.target, received)].compactMap(\.self) }
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

  /// Whether an agent may give an output for what it received.
  private func explains(_ sent: JSONValue, _ received: JSONValue, _ agent: Agent) -> Bool {
    for field in source.fields {
      let pointer = JSONPointer(tokens: [field.name])
      let (before, after) = (received[field.name], sent[field.name])
      if let amount = agent.adds.first(where: { $0.field == pointer })?.amount {
        guard after?.intValue == min((before?.intValue ?? 0) + amount, LoopSystem.top) else { return false }
      } else if let copy = agent.copies.first(where: { $0.field == pointer }) {
        guard after == received[copy.source] else { return false }
      } else {
        switch agent.preserves {
        case .everything: if !keeps(before, after, field, agent) { return false }
        case .fields(let fields):
          if fields.contains(pointer), !keeps(before, after, field, agent) { return false }
        }
      }
    }
    return true
  }

  /// What was received is kept; where nothing was, something is put there only if the contract demands it.
  private func keeps(_ before: JSONValue?, _ after: JSONValue?, _ field: LoopSystem.Field, _ agent: Agent)
    -> Bool
  {
    if before != nil || after == nil { return before == after }
    let contract = router.system.contracts.first { $0.name == agent.produces }
    let required = contract?.output["required"]?.arrayValue ?? []
    return required.contains(.string(field.name))
  }

  // MARK: - Answers

  /// The states that lie on a cycle of endless steps.
  lazy var circling: [Bool] = {
    var reaches = [Bool](repeating: false, count: endless.count)
    for start in endless.indices where !reaches[start] {
      var seen: Set<Int> = []
      var waiting = endless[start]
      while let next = waiting.popLast() {
        if next == start {
          reaches[start] = true
          break
        }
        if seen.insert(next).inserted { waiting += endless[next] }
      }
    }
    return reaches
  }()

  /// The states that some run comes to.
  lazy var reached: [Bool] = {
    var isReached = [Bool](repeating: false, count: every.count)
    var waiting: [Int] = []
    let input = source.system.input.flatMap { try? Schema($0) }
    for name in source.system.entry {
      guard let agent = router.index.agent(named: name) else { continue }
      for payload in payloads where input?.isValid(payload) ?? true {
        if let start = state(agent, payload) { waiting.append(start) }
      }
    }
    while let next = waiting.popLast() {
      guard !isReached[next] else { continue }
      isReached[next] = true
      waiting += every[next]
    }
    return isReached
  }()

  /// The states from which no run comes to an end.
  lazy var caught: [Bool] = {
    var escapes = isEnd
    var isChanged = true
    while isChanged {
      isChanged = false
      for state in every.indices where !escapes[state] && every[state].contains(where: { escapes[$0] }) {
        escapes[state] = true
        isChanged = true
      }
    }
    return escapes.map { !$0 }
  }()

  /// The states of an agent.
  func states(of agent: AgentIndex) -> Range<Int> {
    agent.rawValue * payloads.count..<(agent.rawValue + 1) * payloads.count
  }
}
