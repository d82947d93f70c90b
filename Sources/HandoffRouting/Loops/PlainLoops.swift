import HandoffContracts
import HandoffTraffic

/// Tells the components in which arrows decide: no guard, no condition and no payload keeps work from going round.
struct PlainLoops {
  private let graph: RoutingGraph
  private let circles: Circles
  /// By contract whether it allows any output; where known.
  private var hasOutput: [ContractIndex: Bool] = [:]

  init(_ graph: RoutingGraph, _ circles: Circles) {
    self.graph = graph
    self.circles = circles
  }

  /// Whether every handoff of a component's agents is taken whenever it is chosen.
  mutating func isPlain(_ component: Int, _ traffic: inout Traffic) -> Bool {
    for agent in circles.members[component].lazy.map({ AgentIndex(Int($0)) }) {
      for edge in graph.edges(of: agent) {
        let traits = traffic.structure.traits(of: edge.handoff)
        guard !traits.isGuarded, !traits.isConditional, !traits.isTyped else { return false }
        // What lies within must be sent as it is, and by an agent that has something to send.
        guard circles.components.component[edge.target.rawValue] == Int32(component), !edge.isFinite else {
          continue
        }
        guard traits.trigger == .output, !edge.isReturn, traffic.system[edge.target].join == nil else {
          return false
        }
      }
      guard hasOutput(agent, &traffic) else { return false }
    }
    return true
  }

  private mutating func hasOutput(_ agent: AgentIndex, _ traffic: inout Traffic) -> Bool {
    guard let contract = traffic.structure.role(of: agent).contract else { return true }
    if let known = hasOutput[contract] { return known }
    var answer = true
    if let number = traffic.questions.sent(.output(contract: contract.rawValue)),
      case .none = traffic.questions.existence(in: PayloadSet(base: number))
    {
      answer = false
    }
    hasOutput[contract] = answer
    return answer
  }
}

/// Looks for the smallest change that ends a loop in which arrows decide.
struct PlainMender {
  private let graph: RoutingGraph
  private let agents: [Int32]
  private let inside: Adjacency

  init(_ graph: RoutingGraph, _ circles: Circles, _ component: Int) {
    self.graph = graph
    agents = Array(circles.members[component])
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    var labels: [Int32] = []
    // In small numbers, so that one small loop of a large system costs little.
    for agent in agents {
      for place in circles.adjacency.places(of: Int(agent)) {
        guard let target = Self.position(of: circles.adjacency.targets[place], in: agents) else { continue }
        targets.append(target)
        labels.append(circles.adjacency.labels[place])
      }
      offsets.append(Int32(targets.count))
    }
    inside = Adjacency(offsets: offsets, targets: targets, labels: labels)
  }

  private static func position(of agent: Int32, in agents: [Int32]) -> Int32? {
    var (low, high) = (0, agents.count)
    while low < high {
      let middle = (low + high) / 2
      if agents[middle] < agent { low = middle + 1 } else { high = middle }
    }
    return low < agents.count && agents[low] == agent ? Int32(low) : nil
  }

  func mend(_ lap: [Int32], _ traffic: Traffic) -> LoopMend {
    var handoffs: [Int: Set<HandoffIndex>] = [:]
    for label in lap.suffix(8) {
      let sender = graph.sender(ofEdge: label)
      handoffs[sender.rawValue] = Set(graph.edges(of: sender).filter { !$0.isReturn }.map(\.handoff))
    }
    func canBeLimited(_ agent: AgentIndex) -> Bool {
      traffic.leadsOutAtLimit(agent) { Self.position(of: Int32($0.rawValue), in: agents) != nil }
    }
    return LoopMender(
      lap: { removed in self.lap(without: removed).map { .init(handoffs: $0, standsAlone: true) } },
      agents: lap.suffix(8).reversed().compactMap { label in
        let sender = graph.sender(ofEdge: label)
        guard canBeLimited(sender) else { return nil }
        return handoffs[sender.rawValue].map { (sender, $0) }
      },
      canBeLimited: { handoff in
        traffic.index.source(of: handoff).map(canBeLimited) ?? false
      }, agentCount: agents.count
    ).mend()
  }

  private func lap(without removed: Set<HandoffIndex>) -> [HandoffIndex]? {
    let left = inside.filtered { !removed.contains(graph.edges[Int($0)].handoff) }
    let components = StrongComponents(of: left)
    let circular = left.circular(components)
    let members = components.members
    guard
      let component = circular.indices.filter({ circular[$0] }).min(by: {
        (members[$0].first ?? 0) < (members[$1].first ?? 0)
      })
    else { return [] }
    var search = CycleSearch(in: left, components: components)
    return search.shortest(among: members[component], allowance: 0).map {
      graph.edges[Int(left.labels[$0.place])].handoff
    }
  }
}
