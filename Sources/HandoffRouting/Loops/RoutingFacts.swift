package import HandoffContracts

/// What the rules ask about a system, worked out once.
package struct RoutingFacts: Sendable {
  package let system: AgentSystem
  package let graph: RoutingGraph
  /// The agents that a run starts with, and the one that gets the work at the run limit; declared ones only.
  package let entries: [Int32]
  /// The agent that gets the work at the run limit.
  package let limitTaker: Int32?
  /// All edges, and those that lead from loops to the run limit's taker (labelled -1).
  package let routes: Adjacency
  /// What can be reached from the entries.
  package let reach: Reachability
  /// Over the reversed routes: the agents from which a finish or a human can be reached.
  package let exits: Reachability
  /// The loops, ordered by their first agent.
  package let loops: [HandoffLoop]
  /// Whether an agent that is reached has handoffs that nobody knows, so that any agent may be reached.
  package let mayReachMore: Bool
  /// Whether some entry is declared, so that it makes sense to ask what is reached.
  package let hasEntry: Bool
  /// One for each agent: whether control always comes back to whoever handed to it.
  package let isAlwaysCalled: [Bool]
  /// What the rules about contracts ask.
  package let contracts: ContractFacts

  /// Works out the facts of a system.
  ///
  /// - Parameters:
  ///   - system: The system.
  ///   - producersAreClosed: Whether outputs are taken to have only members that their contracts name.
  /// - Complexity: O(*agents* + *handoffs*) on average, and one question about schemas for each pair of schemas
  ///   that meet in a handoff.
  package init(_ system: AgentSystem, producersAreClosed: Bool = false) {
    let graph = RoutingGraph(system)
    let starts = system.entry.compactMap { graph.index.agent(named: $0) }.map { Int32($0.rawValue) }
    let taker = system.limits?.onLimit.flatMap { graph.index.agent(named: $0) }.map { Int32($0.rawValue) }
    let circles = Circles(in: graph)
    let routes = Self.routes(of: graph, circles: circles, limitTaker: taker)
    let entries = starts + (taker.map { [$0] } ?? [])
    let reach = Reachability(from: entries, in: routes)
    let exits = Reachability(
      from: graph.roles.indices.filter { graph.isExit($0) }.map(Int32.init), in: routes.reversed)

    self.system = system
    self.graph = graph
    self.entries = entries
    self.routes = routes
    self.reach = reach
    self.exits = exits
    limitTaker = taker
    hasEntry = !starts.isEmpty
    mayReachMore = graph.roles.indices.contains { graph.roles[$0].hasUnknownHandoffs && reach.contains($0) }
    loops = circles.loops(in: graph, limits: system.limits, reach: reach, exits: exits)
    let isAlwaysCalled = Self.alwaysCalled(in: graph, entries: entries, reach: reach)
    self.isAlwaysCalled = isAlwaysCalled
    contracts = ContractAnalysis.run(
      system, graph: graph, isAlwaysCalled: isAlwaysCalled,
      producersAreClosed: producersAreClosed)
  }

  /// The name of a handoff.
  package func name(ofHandoff handoff: Int) -> String { graph.index.name(of: HandoffIndex(handoff)) }

  /// Whether "unreachable" can be said at all: an entry is known, and so is every handoff that matters.
  package var knowsWhatIsReached: Bool { hasEntry && !mayReachMore }

  /// Whether an entry leads to an agent; true where no entry is known.
  package func isReached(_ agent: Int) -> Bool { !hasEntry || reach.contains(agent) }

  private static func alwaysCalled(
    in graph: RoutingGraph, entries: [Int32], reach: Reachability
  ) -> [Bool] {
    var isCalled = [Bool](repeating: false, count: graph.agentCount)
    var isHandedTo = isCalled
    for entry in entries { isHandedTo[Int(entry)] = true }
    for (place, handoff) in graph.traits.enumerated() where graph.standings[place] == .live {
      let sender = Int(graph.senders[place])
      let receiver = Int(graph.receivers[place])
      // A retry keeps the caller, and work that nobody sends has none.
      guard sender != receiver, reach.contains(sender) || !reach.contains(receiver) else { continue }
      if handoff.isReturning { isCalled[receiver] = true } else { isHandedTo[receiver] = true }
    }
    return zip(isCalled, isHandedTo).map { $0 && !$1 }
  }

  private static func routes(of graph: RoutingGraph, circles: Circles, limitTaker: Int32?) -> Adjacency {
    let all = graph.adjacency { _, _ in true }
    guard let limitTaker else { return all }
    // A run can reach its limit where it can circulate.
    return all.adding(limitTaker, label: -1) { circles.isCircular($0) }
  }
}

extension RoutingGraph {
  /// Whether a run may end at an agent, or leave what is known there.
  package func isExit(_ agent: Int) -> Bool {
    let role = roles[agent]
    return role.canFinish || role.isHuman || role.hasUnknownHandoffs
  }
}
