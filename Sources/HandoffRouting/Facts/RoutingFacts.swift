package import HandoffContracts
package import HandoffTraffic

/// What the rules ask about a system, worked out once.
///
/// A class, because it is large, never changes and is handed to every rule.
package final class RoutingFacts: Sendable {
  package let system: AgentSystem
  package let structure: SystemStructure
  package let graph: RoutingGraph
  /// The agents that a run starts with, and the one that gets the work at the run limit; declared ones only.
  package let entries: [AgentIndex]
  /// The agent that gets the work at the run limit.
  package let limitTaker: AgentIndex?
  /// All edges, and those that lead from loops to the run limit's taker (labelled -1).
  package let routes: Adjacency
  /// What can be reached from the entries.
  private let reach: Reachability
  /// Over the reversed routes: the agents from which a finish or a human can be reached.
  private let exits: Reachability
  /// The loops, ordered by their first agent.
  package let loops: [HandoffLoop]
  /// Cycles of handoffs in which no payload can circulate, ordered by their first agent.
  package let infeasibleLoops: [InfeasibleLoop]
  /// Whether an agent that is reached has handoffs that nobody knows, so that any agent may be reached.
  package let mayReachMore: Bool
  /// Whether some entry is declared, so that it makes sense to ask what is reached.
  package let hasEntry: Bool
  private let alwaysCalled: [Bool]
  /// Which agents undeclared names were probably meant to be.
  let guesses: NameGuesses
  /// The agents that are not reached because a handoff to them, or to one before them, misspells the name.
  let behindMisspeltNames: Set<AgentIndex>
  /// What is known of payloads.
  package let payloads: PayloadFacts
  /// What is known of joins, in declaration order.
  package let joins: [JoinFacts]
  /// Failures that can reach no human, where the system asks that they can.
  package let unescalated: [UnescalatedFailure]
  /// What is known of stores, in declaration order, those that only agents name last.
  package let stores: [StoreFacts]
  /// What of the use of stores was not looked at, in words; `nil` where all was.
  package let storesOmission: String?

  /// Works out the facts of a system.
  ///
  /// - Parameters:
  ///   - system: The system.
  ///   - producersAreClosed: Whether outputs are taken to have only members that their contracts name.
  ///   - isSideBySide: Whether loops and payloads are looked at side by side; by default those of large systems are.
  /// - Complexity: O(*agents* + *handoffs*) on average, and one question about schemas for each pair of schemas
  ///   that meet in a handoff.
  package init(_ system: AgentSystem, producersAreClosed: Bool = false, isSideBySide: Bool? = nil) {
    var traffic = Traffic(system, producersAreClosed: producersAreClosed)
    let structure = traffic.structure
    let index = structure.index
    let graph = RoutingGraph(system, structure)
    let starts = system.entry.compactMap { index.agent(named: $0) }
    let taker = system.limits?.onLimit.flatMap { index.agent(named: $0) }
    let circles = Circles(in: graph, &traffic)
    let routes = Self.routes(of: graph, circles: circles, limitTaker: taker)
    let entries = starts + (taker.map { [$0] } ?? [])
    let reach = Self.reach(from: entries, in: routes, graph)
    let exits = Reachability(
      from: system.agentIndices.filter { structure.isExit($0) }.map { Int32($0.rawValue) },
      in: routes.reversed)

    self.system = system
    self.structure = structure
    self.graph = graph
    self.entries = entries
    self.routes = routes
    self.reach = reach
    self.exits = exits
    limitTaker = taker
    hasEntry = !starts.isEmpty
    guesses = NameGuesses(system, structure)
    behindMisspeltNames = guesses.agentsBehind(system, index) {
      starts.isEmpty || reach.contains($0.rawValue)
    }
    let mayReachMore = system.agentIndices.contains {
      structure.role(of: $0).hasUnknownHandoffs && reach.contains($0.rawValue)
    }
    self.mayReachMore = mayReachMore
    let surroundings = LoopAnalysis.Surroundings(
      starts: starts, isReached: { reach.contains($0.rawValue) }, hasExit: { exits.contains($0.rawValue) },
      mayReachMore: mayReachMore, hasRunLimit: system.limits != nil)
    let alwaysCalled = Self.alwaysCalled(in: system, structure, entries: entries, reach: reach)
    self.alwaysCalled = alwaysCalled
    (loops, infeasibleLoops, payloads) = Self.analyses(
      of: graph, circles, surroundings, isAlwaysCalled: { alwaysCalled[$0.rawValue] },
      isSideBySide: isSideBySide ?? ConcurrentWork.isWorthwhile(for: system), &traffic)
    let circulating =
      taker == nil || system.agents.allSatisfy { $0.join == nil }
      ? [] : system.agentIndices.filter { circles.isCircular($0) }
    joins = JoinAnalysis.run(
      &traffic,
      JoinAnalysis.Ground(
        starts: starts, limitTaker: taker, circulating: circulating, reach: reach,
        knowsWhatIsReached: !starts.isEmpty && !mayReachMore,
        components: system.agents.count { $0.join != nil } > 1 ? StrongComponents(of: routes) : nil))
    let isKnown = starts.isEmpty
    unescalated = EscalationSearch.run(&traffic, routes) { isKnown || reach.contains($0.rawValue) }
    let knowsAll = !starts.isEmpty && !mayReachMore
    (stores, storesOmission) = StoreSearch.run(
      &traffic, routes, isReached: knowsAll ? { reach.contains($0.rawValue) } : nil)
  }

  /// Finds the loops of a system whose traffic is known, and nothing else; for measuring.
  package static func loops(of system: AgentSystem, _ traffic: inout Traffic) -> [HandoffLoop] {
    let graph = RoutingGraph(system, traffic.structure)
    let circles = Circles(in: graph, &traffic)
    let all = graph.adjacency { _, _ in true }
    let starts = system.entry.compactMap { traffic.index.agent(named: $0) }
    let reach = Self.reach(from: starts, in: all, graph)
    let structure = traffic.structure
    let exits = Reachability(
      from: system.agentIndices.filter { structure.isExit($0) }.map { Int32($0.rawValue) }, in: all.reversed)
    let surroundings = LoopAnalysis.Surroundings(
      starts: starts, isReached: { reach.contains($0.rawValue) }, hasExit: { exits.contains($0.rawValue) },
      mayReachMore: false, hasRunLimit: system.limits != nil)
    return Self.analyses(
      of: graph, circles, surroundings, isAlwaysCalled: nil,
      isSideBySide: ConcurrentWork.isWorthwhile(for: system), &traffic
    ).loops
  }

  /// What work from some agents comes to; control comes back only to an agent that was reached and gave it away.
  private static func reach(from starts: [AgentIndex], in routes: Adjacency, _ graph: RoutingGraph)
    -> Reachability
  {
    Reachability(from: starts.map { Int32($0.rawValue) }, in: routes) { label in
      label < 0 || !graph.edges[Int(label)].isReturn
    }
  }

  /// Whether "unreachable" can be said at all: an entry is known, and so is every handoff that matters.
  package var knowsWhatIsReached: Bool { hasEntry && !mayReachMore }

  /// Whether a known way leads from an entry to an agent.
  package func isKnownToBeReached(_ agent: AgentIndex) -> Bool { reach.contains(agent.rawValue) }

  /// Whether an entry leads to an agent; true where no entry is known.
  package func isReached(_ agent: AgentIndex) -> Bool { !hasEntry || reach.contains(agent.rawValue) }

  /// A shortest way from an entry to an agent, as positions in `routes`; `nil` where none is known.
  package func way(to agent: AgentIndex) -> [Int]? { reach.way(to: agent.rawValue) }

  /// Whether a finish or a human can be reached from an agent.
  package func hasExit(_ agent: AgentIndex) -> Bool { exits.contains(agent.rawValue) }

  /// The exit that is nearest to an agent, or `nil` where there is none.
  package func exit(of agent: AgentIndex) -> AgentIndex? {
    let exit = exits.origin[agent.rawValue]
    return exit < 0 ? nil : AgentIndex(Int(exit))
  }

  /// Whether control always comes back to whoever handed to an agent.
  package func isAlwaysCalled(_ agent: AgentIndex) -> Bool { alwaysCalled[agent.rawValue] }

  private static func alwaysCalled(
    in system: AgentSystem, _ structure: SystemStructure, entries: [AgentIndex], reach: Reachability
  ) -> [Bool] {
    var isCalled = [Bool](repeating: false, count: system.agents.count)
    var isHandedTo = isCalled
    for entry in entries { isHandedTo[entry.rawValue] = true }
    for handoff in system.handoffIndices where structure.standing(of: handoff) == .live {
      guard let sender = structure.index.source(of: handoff),
        let receiver = structure.index.target(of: handoff)
      else { continue }
      // A retry keeps the caller, and work that nobody sends has none.
      guard sender != receiver, reach.contains(sender.rawValue) || !reach.contains(receiver.rawValue) else {
        continue
      }
      if structure.traits(of: handoff).isReturning {
        isCalled[receiver.rawValue] = true
      } else {
        isHandedTo[receiver.rawValue] = true
      }
    }
    return zip(isCalled, isHandedTo).map { $0 && !$1 }
  }

  private static func routes(of graph: RoutingGraph, circles: Circles, limitTaker: AgentIndex?) -> Adjacency {
    let all = graph.adjacency { _, _ in true }
    guard let limitTaker else { return all }
    // A run can reach its limit where it can circulate.
    return all.adding(Int32(limitTaker.rawValue), label: -1) { circles.isCircular(AgentIndex($0)) }
  }
}

extension SystemStructure {
  /// Whether a run may end at an agent, or leave what is known there.
  package func isExit(_ agent: AgentIndex) -> Bool {
    let role = role(of: agent)
    return role.canFinish || role.isHuman || role.hasUnknownHandoffs
  }
}
