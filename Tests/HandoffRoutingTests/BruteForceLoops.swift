import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

/// Every step that payloads can make in a small system, found by trying each payload at each agent on the router.
///
/// Knows nothing of classes, boxes or cubes; states are pairs of an agent and a payload that it received.
struct BruteForceLoops {
  /// One way to go on: along a handoff, or back along it.
  struct Step: Hashable {
    var target: Int
    var handoff: HandoffIndex
    var isReturn = false
  }

  let source: LoopSystem
  let router: Router
  let payloads: [JSONValue]
  /// For each payload and field the position of its value, from 1; 0 where it has none.
  let values: [[Int]]
  private let positions: [[Int]: Int]
  /// The steps that a run can take for ever, and all steps that it can take at some time.
  private(set) var endless: [[Step]]
  private(set) var every: [[Step]]
  /// Where a run may finish, or is with a human.
  private(set) var isEnd: [Bool]
  /// In the same way what goes to joins.
  private(set) var endlessParts: [[Part]]
  private(set) var everyParts: [[Part]]
  /// By join and sender what the sender's handoffs to it ever carry.
  private(set) var brought: Brought = [:]
  /// How the visits of each agent may end.
  private(set) var endings: [Endings] = []

  init(_ source: LoopSystem) throws {
    self.source = source
    var system = source.system
    system.limits = nil
    router = Router(system)
    payloads = source.payloads
    values = payloads.map { payload in
      source.fields.map { field in
        payload[field.name].flatMap { (field.values + field.strays).firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      }
    }
    positions = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    let count = system.agents.count * payloads.count
    endless = [[Step]](repeating: [], count: count)
    every = endless
    endlessParts = [[Part]](repeating: [], count: count)
    everyParts = endlessParts
    isEnd = [Bool](repeating: false, count: count)
    endings = try system.agentIndices.map { try self.endings(of: $0) }
    for ending in endings { note(ending) }
    for agent in system.agentIndices { explore(agent, endings[agent.rawValue]) }
    passOnAtLimits(endings)
  }

  /// The states of an agent.
  func states(of agent: AgentIndex) -> Range<Int> {
    agent.rawValue * payloads.count..<(agent.rawValue + 1) * payloads.count
  }

  func agent(of state: Int) -> AgentIndex { AgentIndex(state / payloads.count) }

  /// The positions of the values of a payload; members that no guard tests do not count, and a counter is held down to the
  /// highest value that is told apart.
  private func positions(in payload: JSONValue) -> [Int]? {
    var found: [Int] = []
    for field in source.fields {
      guard let value = payload[field.name] else {
        found.append(0)
        continue
      }
      if field.isCounter, value.intValue ?? 0 > LoopSystem.top {
        found.append(LoopSystem.top + 1)
      } else {
        guard let position = (field.values + field.strays).firstIndex(of: value) else { return nil }
        found.append(position + 1)
      }
    }
    return found
  }

  func state(_ agent: AgentIndex, _ values: [Int]) -> Int? {
    positions[values].map { agent.rawValue * payloads.count + $0 }
  }

  /// Where one way of ending a visit leads.
  struct Outcome {
    var late: Set<Step> = []
    var all: Set<Step> = []
    /// What goes to joins.
    var lateParts: Set<Part> = []
    var allParts: Set<Part> = []
    /// The handoffs that bring again what this agent had received.
    var retries: Set<HandoffIndex> = []
    var mayFinish = false
    /// By which of the agent's handoffs with a limit have reached it, as the bits of a number.
    var spent: [Course] = []
  }

  /// Where it leads when it is known which limits are reached.
  struct Course: Hashable {
    var steps: Set<Step> = []
    var parts: Set<Part> = []
    var retries: Set<HandoffIndex> = []
  }

  /// A payload on its way to a join, with the kind of its failure behind the values of its fields.
  struct Part: Hashable {
    var handoff: HandoffIndex
    var values: [Int]
  }

  /// How the visits of an agent may end.
  struct Endings {
    var outputs: [(payload: Int, outcome: Outcome)] = []
    var failures: [Outcome] = []
    /// For each payload that arrives when the agent must not run again.
    var stopped: [Outcome] = []
  }

  /// The handoffs of an agent that may be taken so often only, in declaration order.
  func limitedHandoffs(of agent: AgentIndex) -> [HandoffIndex] {
    router.index.handoffs(from: agent).filter { router.system[$0].limit != nil }.sorted()
  }

  private func outcome(_ visit: Visit, _ spent: RunCounts) throws -> Outcome {
    var outcome = Outcome()
    // At some time some of its limits are reached and others are not.
    let limited = limitedHandoffs(of: visit.agent)
    let sometimes = try (0..<1 << limited.count).map { subset in
      var counts = spent
      for (position, handoff) in limited.enumerated() where subset >> position & 1 == 0 {
        counts.handoffs[handoff] = 0
      }
      return (try router.routing(of: visit, after: counts), false)
    }
    for (routing, isLate) in [(try router.routing(of: visit, after: spent), true)] + sometimes {
      var course = Course()
      outcome.mayFinish = outcome.mayFinish || routing.mayFinish
      for enabled in routing.enabled {
        if case .received = enabled.carried {
          outcome.retries.insert(enabled.handoff)
          course.retries.insert(enabled.handoff)
        }
        for payload in enabled.carried.payloads {
          guard let values = positions(in: payload) else { continue }
          if join(enabled.handoff) != nil {
            let kind = payload["failure"]?.stringValue.flatMap { LoopSystem.kinds.firstIndex(of: $0) }
            let part = Part(handoff: enabled.handoff, values: values + [kind.map { $0 + 1 } ?? 0])
            outcome.allParts.insert(part)
            course.parts.insert(part)
            if isLate { outcome.lateParts.insert(part) }
          } else if let target = state(enabled.target, values) {
            outcome.all.insert(Step(target: target, handoff: enabled.handoff))
            course.steps.insert(Step(target: target, handoff: enabled.handoff))
            if isLate { outcome.late.insert(Step(target: target, handoff: enabled.handoff)) }
          }
        }
      }
      for way in routing.returns {
        guard let target = positions(in: way.payload).flatMap({ state(way.target, $0) }) else { continue }
        let step = Step(target: target, handoff: way.handoff, isReturn: true)
        outcome.all.insert(step)
        course.steps.insert(step)
        // Control comes back as often as it was given.
        let caller = router.system[way.target]
        let isSpent = router.system[way.handoff].limit != nil || caller.limit != nil && !caller.limitResets
        if isLate, !isSpent { outcome.late.insert(step) }
      }
      if !isLate { outcome.spent.append(course) }
    }
    return outcome
  }

  private mutating func note(_ endings: Endings) {
    for outcome in endings.outputs.map(\.outcome) + endings.failures + endings.stopped {
      for part in outcome.allParts {
        if let key = join(part.handoff) { brought[key, default: []].insert(part.values) }
      }
    }
  }

  private func endings(of index: AgentIndex) throws -> Endings {
    let agent = router.system[index]
    var endings = Endings()
    // A human who was added to take what limits stop promises nothing.
    guard let contract = router.system.contracts.first(where: { $0.name == agent.produces }) else {
      return endings
    }
    let output = try Schema(contract.output)
    // What a run does that goes on for ever: all limits are reached.
    var spent = RunCounts()
    for handoff in router.system.handoffIndices {
      if let limit = router.system[handoff].limit { spent.handoffs[handoff] = limit }
    }
    let namesNone = router.system.handoffs.contains { $0.from == agent.name && $0.trigger == .none }
    for (number, payload) in payloads.enumerated() where output.isValid(payload) {
      for ending in namesNone ? [Visit.Outcome.output, .none] : [.output] {
        endings.outputs.append((number, try outcome(Visit(of: index, ending, payload: payload), spent)))
      }
    }
    // A failure may tell more than its kind.
    endings.failures = try contract.failures.flatMap { failure in
      try payloads.map { payload in
        var members = payload.objectValue ?? [:]
        members["failure"] = .string(failure.kind)
        return try outcome(Visit(of: index, .failure(failure.kind), payload: .object(members)), spent)
      }
    }
    if agent.limit != nil {
      endings.stopped = try payloads.map { try outcome(Visit(of: index, .limit, payload: $0), spent) }
    }
    return endings
  }

  private mutating func explore(_ index: AgentIndex, _ endings: Endings) {
    let agent = router.system[index]
    // A human may hand work on, but no loop goes through one.
    let isHuman = agent.kind == .human
    if isHuman { for state in states(of: index) { isEnd[state] = true } }
    let isStopped = agent.limit != nil && !agent.limitResets || isHuman
    guard let contract = router.system.contracts.first(where: { $0.name == agent.produces }) else { return }
    let changes = changes(of: agent, contract)
    for received in payloads.indices {
      let here = index.rawValue * payloads.count + received
      var (late, all): (Set<Step>, Set<Step>) = ([], [])
      var (lateParts, allParts): (Set<Part>, Set<Part>) = ([], [])
      func add(_ outcome: Outcome) {
        if !isStopped {
          late.formUnion(outcome.late)
          lateParts.formUnion(outcome.lateParts)
        }
        all.formUnion(outcome.all)
        allParts.formUnion(outcome.allParts)
        for retry in outcome.retries {
          all.insert(Step(target: here, handoff: retry))
        }
        if outcome.mayFinish { isEnd[here] = true }
      }
      for output in endings.outputs where explains(output.payload, received, changes) { add(output.outcome) }
      for failure in endings.failures { add(failure) }
      endless[here] = Array(late)
      every[here] = Array(all)
      endlessParts[here] = Array(lateParts)
      everyParts[here] = Array(allParts)
    }
  }

  /// Lets agents that must not run again hand on what arrives, if it ever does.
  private mutating func passOnAtLimits(_ endings: [Endings]) {
    guard endings.contains(where: { !$0.stopped.isEmpty }) else { return }
    let given = everGiven
    var arrives = [Bool](repeating: false, count: every.count)
    let toJoins = joined(everyParts, with: brought)
    var waiting = (Array(every.joined()) + toJoins.joined())
      .filter { !$0.isReturn || given.contains($0.handoff) }.map(\.target)
    while let state = waiting.popLast() {
      guard !arrives[state] else { continue }
      arrives[state] = true
      let index = agent(of: state)
      guard let outcome = endings[index.rawValue].stopped[at: state - states(of: index).lowerBound] else {
        continue
      }
      let agent = router.system[index]
      if !agent.limitResets, agent.kind != .human {
        endless[state] = Array(Set(endless[state]).union(outcome.late))
        endlessParts[state] = Array(Set(endlessParts[state]).union(outcome.lateParts))
      }
      every[state] = Array(Set(every[state]).union(outcome.all))
      everyParts[state] = Array(Set(everyParts[state]).union(outcome.allParts))
      let steps = Array(outcome.all) + joined([Array(outcome.allParts)], with: brought)[0]
      waiting += steps.filter { !$0.isReturn }.map(\.target)
    }
  }

  /// The handoffs that are ever taken, whether or not anything leads there.
  var everGiven: Set<HandoffIndex> {
    Set(every.joined().filter { !$0.isReturn }.map(\.handoff)).union(
      brought.keys.flatMap { key in
        router.system.handoffIndices.filter { join($0) == key }
      })
  }

  /// What an agent does to one field.
  enum Change {
    case any
    case add(Int)
    case copy(Int, isDemanded: Bool)
    case keep(isDemanded: Bool)
  }

  func changes(of agent: Agent, _ contract: Contract) -> [Change] {
    let required = contract.output["required"]?.arrayValue ?? []
    return source.fields.map { field in
      let isDemanded = required.contains(.string(field.name))
      let pointer = JSONPointer(tokens: [field.name])
      if let add = agent.adds.first(where: { $0.field == pointer }) { return .add(add.amount) }
      if let copy = agent.copies.first(where: { $0.field == pointer }) {
        let from = source.fields.firstIndex { [$0.name] == copy.source.tokens } ?? 0
        return .copy(from, isDemanded: isDemanded)
      }
      let isKept =
        switch agent.preserves {
        case .everything: true
        case .fields(let fields): fields.contains(pointer)
        }
      return isKept ? .keep(isDemanded: isDemanded) : .any
    }
  }

  /// Whether an agent may give an output for what it received.
  func explains(_ sent: Int, _ received: Int, _ changes: [Change]) -> Bool {
    for (field, change) in changes.enumerated() {
      let (before, after) = (values[received][field], values[sent][field])
      switch change {
      case .any: continue
      case .add(let amount): if after != sum(before, amount) { return false }
      // Where nothing was received, something is put there only if the contract demands it.
      case .copy(let other, let isDemanded):
        let copied = values[received][other]
        if copied != after, copied != 0 || !isDemanded { return false }
      case .keep(let isDemanded): if before != after, before != 0 || !isDemanded { return false }
      }
    }
    return true
  }

  /// The position of a counter's value after adding.
  ///
  /// Counters have the values from 0 on, at the positions from 1 on; nothing counts as 0, and to what is no number nothing
  /// can be added.
  private func sum(_ before: Int, _ amount: Int) -> Int {
    if before == LoopSystem.top + 2 { return amount }
    return before > LoopSystem.top + 2 ? -1 : min(max(before, 1) + amount, LoopSystem.top + 1)
  }
}

extension Array {
  fileprivate subscript(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
