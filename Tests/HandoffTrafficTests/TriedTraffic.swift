import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTraffic

/// What travels in a system, found by giving the router every payload in every state of the limits.
struct TriedTraffic {
  private let router: Router
  private let system: AgentSystem
  private let structure: SystemStructure
  /// The payloads with which each handoff is taken, as the sender sent them.
  private(set) var taken: [HandoffIndex: Set<JSONValue>] = [:]
  /// What comes back along each handoff.
  private(set) var returned: [HandoffIndex: Set<JSONValue>] = [:]
  /// What each join makes of its branches.
  private(set) var joined: [AgentIndex: Set<JSONValue>] = [:]
  /// What starts each agent, retries aside.
  private(set) var arrivals: [AgentIndex: Set<JSONValue>] = [:]
  /// What starts each agent, retries and what comes back aside.
  private var work: [AgentIndex: Set<JSONValue>] = [:]

  init(_ system: AgentSystem) throws {
    self.system = system
    router = Router(system)
    structure = SystemStructure(system)
    for agent in system.agentIndices { try tryOutcomes(of: agent) }
    try follow()
  }

  /// What a handoff brings to an agent that does not wait for branches.
  func carried(by handoff: HandoffIndex) -> Set<JSONValue> {
    guard structure.isRetry(handoff), let sender = router.index.source(of: handoff) else {
      return taken[handoff] ?? []
    }
    return taken[handoff, default: []].isEmpty ? [] : work[sender] ?? []
  }

  private mutating func tryOutcomes(of agent: AgentIndex) throws {
    var outcomes: [Visit.Outcome] = [.output, .none]
    if let contract = structure.role(of: agent).contract {
      outcomes += system[contract].failures.map { .failure($0.kind) }
    } else {
      outcomes += [.failure("f"), .failure("g")]
    }
    let handoffs = Array(router.index.handoffs(from: agent))
    for payload in RandomTraffic.universe {
      for outcome in outcomes {
        // Without handoffs on "no target" an agent that takes the first match always names what its guards say.
        if case .none = outcome, !handoffs.contains(where: { system[$0].trigger == .none }) { continue }
        for counts in states(of: handoffs) {
          note(try router.routing(of: Visit(of: agent, outcome, payload: payload), after: counts), payload)
        }
      }
    }
  }

  /// Every way in which the limits of some handoffs may be reached or not.
  private func states(of handoffs: [HandoffIndex]) -> [RunCounts] {
    var states = [RunCounts()]
    for handoff in handoffs {
      guard let limit = system[handoff].limit else { continue }
      states += states.map { state in
        var copy = state
        copy.handoffs[handoff] = limit
        return copy
      }
    }
    return states
  }

  private mutating func note(_ routing: Routing, _ payload: JSONValue) {
    for enabled in routing.enabled { taken[enabled.handoff, default: []].insert(payload) }
    for way in routing.returns where structure.standing(of: way.handoff) == .live {
      returned[way.handoff, default: []].insert(payload)
    }
  }

  /// Lets everything arrive until nothing new does: retries, joins and agents past their limits hand on what they got.
  private mutating func follow() throws {
    var before = -1
    while before != size {
      before = size
      for agent in system.agentIndices { try arrive(at: agent) }
    }
  }

  private var size: Int {
    [taken.values.map(\.count), arrivals.values.map(\.count)].flatMap(\.self).reduce(0, +)
  }

  private mutating func arrive(at agent: AgentIndex) throws {
    var arrived: Set<JSONValue> = []
    let branches = router.branches(of: agent)
    let senders = Set(branches.map(\.sender))
    for handoff in router.index.handoffs(to: agent) where !structure.isRetry(handoff) {
      let isAwaited = router.index.source(of: handoff).map { senders.contains($0) } ?? false
      if !isAwaited { arrived.formUnion(taken[handoff] ?? []) }
    }
    if !branches.isEmpty {
      joined[agent] = try join(agent, branches)
      arrived.formUnion(joined[agent] ?? [])
    }
    var entered: Set<JSONValue> = []
    if system.entry.contains(system[agent].name) {
      let input = try system.schemas().schema(at: .input)
      entered = Set(RandomTraffic.universe.filter { input?.isValid($0) ?? true })
    }
    work[agent] = arrived.union(entered)
    for handoff in router.index.handoffs(from: agent) { arrived.formUnion(returned[handoff] ?? []) }
    arrivals[agent] = arrived.union(entered)
    guard system[agent].limit != nil else { return }
    let isRetried = router.index.handoffs(from: agent).contains { structure.isRetry($0) }
    // The first payload of a run comes when nothing was visited yet.
    for payload in isRetried ? arrived.union(entered) : arrived {
      for counts in states(of: Array(router.index.handoffs(from: agent))) {
        note(try router.routing(of: Visit(of: agent, .limit, payload: payload), after: counts), payload)
      }
    }
  }

  /// Everything that the branches of a join bring together, whichever come first.
  private func join(_ agent: AgentIndex, _ branches: [HandoffRuntime.JoinBranch]) throws -> Set<JSONValue> {
    var tuples: [[JoinArrival]] = [[]]
    for branch in branches {
      var arrivals: [JoinArrival] = []
      for handoff in router.index.handoffs(to: agent) where router.index.source(of: handoff) == branch.sender
      {
        for payload in taken[handoff] ?? [] { arrivals.append(JoinArrival(handoff, payload)) }
      }
      // A branch may also come too late.
      tuples = tuples.flatMap { tuple in [tuple] + arrivals.map { tuple + [$0] } }
    }
    var result: Set<JSONValue> = []
    for tuple in tuples {
      if case .payload(let payload) = router.joined(at: agent, tuple) { result.insert(payload) }
    }
    return result
  }
}
