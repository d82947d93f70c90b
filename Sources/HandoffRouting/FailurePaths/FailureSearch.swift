import HandoffContracts
import HandoffTraffic

/// Follows failures one by one.
struct FailureSearch {
  private let system: AgentSystem
  private let structure: SystemStructure
  private let graph: RoutingGraph
  /// All edges, without those that leave humans.
  private let routes: Adjacency
  private let work: WorkReach
  private let entries: [AgentIndex]
  /// The handoffs that give control back, by receiver.
  private let calls: CompressedRows
  /// What gets work where nothing fails in a way that matters here; worked out once.
  private let usual: [Bool]?
  private var stepsLeft = FailureMatrix.stepLimit

  init(_ system: AgentSystem, _ structure: SystemStructure) {
    let graph = RoutingGraph(system, structure)
    self.system = system
    self.structure = structure
    self.graph = graph
    routes = graph.adjacency { sender, _ in !structure.role(of: sender).isHuman }
    let work = WorkReach(system, structure)
    self.work = work
    let entries = system.entry.compactMap { structure.index.agent(named: $0) }
    self.entries = entries
    calls = CompressedRows(
      rowCount: system.agents.count,
      keys: system.handoffIndices.map { handoff in
        structure.returns(handoff) ? Int32(structure.index.target(of: handoff)?.rawValue ?? -1) : -1
      })
    var steps = Int.max
    usual = work.agents(from: entries, count: system.agents.count, steps: &steps) { _ in true }
  }

  mutating func path(
    of index: FailureIndex, _ failure: FailureOutput, at agent: AgentIndex, _ traffic: inout Traffic
  ) -> FailurePath {
    let takers = takers(of: index, at: agent, &traffic)
    let onward = takers.filter { !structure.isRetry($0) }
    var responses = takers.map(response)
    var starts = onward.compactMap { handoff in
      structure.index.target(of: handoff).map { (agent: $0, name: structure.index.name(of: handoff)) }
    }
    // What nothing is sure to take goes back to the callers, and is lost where there are none.
    let callers = traffic.keeps(index, of: agent) != .no || takers.isEmpty ? callers(of: agent) : nil
    for call in callers ?? [] {
      guard let caller = structure.index.source(of: call) else { continue }
      let name = structure.index.returnName(of: call)
      responses.append(.goesBack(name))
      starts.append((caller, name))
    }
    var (ends, way, hasMore) = ends(from: starts)
    if callers?.isEmpty == true {
      responses.append(.unanswered)
      ends.append(.error(system[agent].name))
    }
    return FailurePath(
      agent: system[agent].name, failure: failure.kind, detectedBy: failure.detectedBy, responses: responses,
      ends: ends, hasMoreEnds: hasMore, way: way, blocks: blocked(by: agent, keeping: Set(takers)))
  }

  /// The handoffs that some payload of the failure takes, in declaration order; a limited one is followed by what
  /// takes over at its limit.
  private func takers(
    of failure: FailureIndex, at agent: AgentIndex, _ traffic: inout Traffic
  ) -> [HandoffIndex] {
    structure.index.handoffs(from: agent).filter { handoff in
      traffic.taking(of: handoff, on: .failure(failure)) != .no
    }
  }

  private func response(_ handoff: HandoffIndex) -> FailurePath.Response {
    let name = structure.index.name(of: handoff)
    guard structure.isRetry(handoff), let limit = system[handoff].limit else { return .handoff(name) }
    return .retry(handoff: name, limit: limit)
  }

  private func callers(of agent: AgentIndex) -> [HandoffIndex] {
    calls[agent.rawValue].map { HandoffIndex(Int($0)) }
  }

  // MARK: - Where it ends

  /// The most ends that are told of one failure.
  private static let endLimit = 4

  /// The nearest ends behind the agents that get the failure, the way to the first, and whether there may be more.
  private mutating func ends(
    from starts: [(agent: AgentIndex, name: String)]
  ) -> (ends: [FailurePath.End], way: [String], hasMore: Bool) {
    guard !starts.isEmpty else { return ([], [], false) }
    var isSeen: Set<AgentIndex> = []
    var open: [AgentIndex] = []
    var reachedBy: [AgentIndex: (name: String, from: AgentIndex?)] = [:]
    for start in starts where isSeen.insert(start.agent).inserted {
      open.append(start.agent)
      reachedBy[start.agent] = (start.name, nil)
    }
    var ends: [FailurePath.End] = []
    var nearest: AgentIndex?
    var next = 0
    while next < open.count, ends.count < Self.endLimit, stepsLeft > 0 {
      let agent = open[next]
      next += 1
      if let end = end(at: agent) {
        ends.append(end)
        nearest = nearest ?? agent
      }
      for place in routes.places(of: agent.rawValue) {
        stepsLeft -= 1
        let target = AgentIndex(Int(routes.targets[place]))
        guard isSeen.insert(target).inserted else { continue }
        reachedBy[target] = (name(ofEdge: routes.labels[place]), agent)
        open.append(target)
      }
    }
    let hasMore = next < open.count
    guard let nearest else {
      // What was not followed to its end is no trap.
      return (hasMore ? [] : [.trap(system[starts[0].agent].name)], [starts[0].name], hasMore)
    }
    var way: [String] = []
    var here: AgentIndex? = nearest
    while let agent = here, let step = reachedBy[agent] {
      way.append(step.name)
      here = step.from
    }
    return (ends, way.reversed(), hasMore)
  }

  private func end(at agent: AgentIndex) -> FailurePath.End? {
    let role = structure.role(of: agent)
    if role.isHuman { return .human(system[agent].name) }
    if role.hasUnknownHandoffs { return .unknown(system[agent].name) }
    return role.canFinish ? .finish(system[agent].name) : nil
  }

  private func name(ofEdge label: Int32) -> String {
    let edge = graph.edges[Int(label)]
    return edge.isReturn
      ? structure.index.returnName(of: edge.handoff) : structure.index.name(of: edge.handoff)
  }

  // MARK: - Isolation

  /// The agents that get no work where an agent always fails in a way that only some of its handoffs answer.
  private mutating func blocked(by agent: AgentIndex, keeping takers: Set<HandoffIndex>) -> [String]? {
    guard let usual, usual[agent.rawValue] else { return [] }
    let reached = work.agents(from: entries, count: system.agents.count, steps: &stepsLeft) { handoff in
      structure.index.source(of: handoff) != agent || takers.contains(handoff)
        || structure.traits(of: handoff).trigger == .limit
    }
    guard let reached else { return nil }
    return system.agentIndices.filter { usual[$0.rawValue] && !reached[$0.rawValue] }.map { system[$0].name }
  }
}
