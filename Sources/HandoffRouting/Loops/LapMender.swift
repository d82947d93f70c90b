import HandoffContracts
import HandoffTraffic

/// Looks for the smallest change that ends a loop which payloads decide.
struct LapMender {
  private let graph: RoutingGraph
  private let model: LoopModel

  init(_ graph: RoutingGraph, _ model: LoopModel) {
    self.graph = graph
    self.model = model
  }

  /// Finds the change that ends a loop with a lap, in a loop of so many agents.
  func mend(_ first: ProductLap, among agentCount: Int, _ traffic: Traffic) -> LoopMend {
    var waysOf: [HandoffIndex: [Int]] = [:]
    let members = Set(model.agents)
    func canBeLimited(_ agent: AgentIndex) -> Bool { traffic.leadsOutAtLimit(agent, of: members.contains) }
    for (index, way) in model.ways.enumerated() where way.lapTarget != nil {
      let handoff = graph.edges[Int(way.edge)].handoff
      waysOf[handoff, default: []].append(index)
    }
    func lap(_ stops: [ProductLap.Stop]) -> LoopMender.Lap {
      LoopMender.Lap(
        handoffs: stops.map { graph.edges[Int(model.ways[$0.way].edge)].handoff },
        standsAlone: stops.allSatisfy { !model.ways[$0.way].isReturn })
    }
    return LoopMender(
      lap: { removed in
        LoopDecider.lap(of: model, without: Set(removed.flatMap { waysOf[$0] ?? [] })).map(lap)
      },
      agents: first.stops.reversed().compactMap { stop in
        let agent = model.agents[stop.agent]
        guard canBeLimited(agent) else { return nil }
        return (
          agent,
          Set(
            model.ways.filter { $0.sender == stop.agent && $0.lapTarget != nil }.map {
              graph.edges[Int($0.edge)].handoff
            })
        )
      },
      canBeLimited: { handoff in
        traffic.index.source(of: handoff).map(canBeLimited) ?? false
      }, agentCount: agentCount
    ).mend()
  }
}
