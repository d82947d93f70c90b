import HandoffContracts
import HandoffTraffic

/// What circulates, and comes to joins again and again.
extension LoopDesk {
  /// What comes to joins again and again.
  ///
  /// - Parameters:
  ///   - edges: The edges to joins.
  ///   - sources: What agents receive that circulates.
  ///   - endless: The edges that a run may take for ever.
  ///   - known: What comes at most.
  ///   - traffic: What travels.
  /// - Returns: What comes of the sources.
  mutating func supply(
    to edges: [Int32], from sources: [AgentIndex: [PayloadBox]], along endless: Adjacency,
    within known: JoinSupply, _ traffic: inout Traffic
  ) -> JoinSupply {
    var supplier = JoinSupplier(graph, list, images, along: endless, to: edges)
    return supplier.supply(from: sources, within: known, &book, &traffic)
  }

  /// What of agents and payloads makes a difference at joins.
  mutating func ground(
    ofJoins edges: [Int32], along endless: Adjacency, _ traffic: inout Traffic
  ) -> JoinSupplier.Ground {
    var supplier = JoinSupplier(graph, list, images, along: endless, to: edges)
    return supplier.ground(&book, &traffic)
  }

  /// What the agents of a component receive again and again, told apart by some fields; `nil` where that is not decided.
  mutating func circulating(
    among agents: [AgentIndex], _ ways: [LoopWay], tracking fields: Set<Int>, _ traffic: inout Traffic
  ) -> [AgentIndex: [PayloadBox]]? {
    guard
      let model = try? builder.model(
        of: agents, ways, beside: surroundings.supply.companions, tracking: fields, &book, &traffic)
    else { return nil }
    var found: [AgentIndex: [PayloadBox]] = [:]
    for part in LoopPart.parts(of: model) {
      let verdict = LoopDecider.decide(
        model, without: part.others,
        through: { states in
          for state in states {
            found[model.agents[state.agent], default: []].append(box(model, state.received))
          }
          return nil
        })
      guard case .infeasible = verdict else { return nil }
    }
    return found.mapValues { PayloadRegion($0).boxes }
  }

  /// The edges to joins on which a run cannot go for ever, as too few other branches come again and again.
  ///
  /// - Parameters:
  ///   - edges: Edges to joins.
  ///   - sources: What agents receive that circulates.
  ///   - endless: The edges that a run may take for ever.
  ///   - whereReached: Whether only those count that a run comes to.
  ///   - traffic: What travels.
  /// - Returns: Those of the edges.
  mutating func starved(
    _ edges: [Int32], from sources: [AgentIndex: [PayloadBox]], along endless: Adjacency, whereReached: Bool,
    _ traffic: inout Traffic
  ) -> Set<Int32> {
    let isNarrow = whereReached && !surroundings.mayReachMore
    let endless = !isNarrow ? endless : endless.filtered { mayGo(along: $0, &traffic) }
    var search = StemSearch(table, graph, list, from: sources, along: endless) { [effects, effectOf] in
      effects[Int(effectOf[$0.rawValue])]
    }
    return Set(edges.filter { !search.mayCome(along: $0, &book, &traffic) })
  }

  /// Whether a run may come to an edge, as far as other runs are concerned.
  private mutating func mayGo(along edge: Int32, _ traffic: inout Traffic) -> Bool {
    surroundings.isReached(graph.sender(ofEdge: edge)) && !surroundings.starved.contains(edge)
      && stems.mayCome(along: edge, &book, &traffic)
  }

  /// What the agents of a loop receive again and again, as far as runs get there; everything where that is not decided.
  mutating func circulatingWhereReached(
    _ part: LoopPart, _ model: LoopModel, _ ways: [LoopWay], _ traffic: inout Traffic
  ) -> [AgentIndex: [PayloadBox]] {
    let uncalled = uncalled(model, ways, &traffic)
    var found = circulating(part, model, without: uncalled)
    guard !surroundings.mayReachMore, found.values.reduce(0, { $0 + $1.count }) <= Self.statesToReach else {
      return found
    }
    for agent in part.agents.map({ model.agents[$0] }) {
      found[agent] = found[agent]?.filter { mayReach([agent], within: $0, &traffic) }
    }
    return found
  }

  /// Of more states it is not asked one by one whether they are reached.
  private static var statesToReach: Int { 256 }

  /// What the agents of a loop receive again and again; everything where that is not decided.
  func circulating(
    _ part: LoopPart, _ model: LoopModel, without removed: Set<Int> = []
  ) -> [AgentIndex: [PayloadBox]] {
    var found: [AgentIndex: [PayloadBox]] = [:]
    let verdict = LoopDecider.decide(
      model, without: part.others.union(removed),
      through: { states in
        for state in states {
          found[model.agents[state.agent], default: []].append(box(model, state.received))
        }
        return nil
      })
    if case .infeasible = verdict { return found.mapValues { PayloadRegion($0).boxes } }
    return Dictionary(uniqueKeysWithValues: part.agents.map { (model.agents[$0], [.everything]) })
  }
}
