import HandoffContracts

/// Agents of a loop among which some payload may circulate, as far as single fields tell.
struct LoopPart {
  /// The agents, by their numbers in the model.
  var agents: [Int]
  /// The ways that can be taken for ever among other agents only.
  var others: Set<Int>
  /// The ways among the agents.
  var ways: [Int]

  static func parts(of model: LoopModel) -> [LoopPart] {
    let fixpoint = BoxFixpoint(
      of: model, within: model.everything, [Bool](repeating: true, count: model.ways.count))
    let live = model.ways.indices.filter { fixpoint.isLive[$0] }
    let graph = Adjacency(
      vertexCount: model.agents.count,
      edges: live.map { (from: Int(model.table.senders[$0]), to: Int(model.table.lapTargets[$0])) })
    let components = StrongComponents(of: graph)
    let circular = graph.circular(components)
    let members = components.members
    return circular.indices.filter { circular[$0] }.sorted {
      (members[$0].first ?? 0) < (members[$1].first ?? 0)
    }
    .map { component in
      func isInside(_ index: Int) -> Bool {
        fixpoint.isLive[index]
          && components.component[Int(model.table.senders[index])] == Int32(component)
          && components.component[Int(model.table.lapTargets[index])] == Int32(component)
      }
      return LoopPart(
        agents: members[component].map { Int($0) },
        others: Set(model.ways.indices.filter { model.table.lapTargets[$0] >= 0 && !isInside($0) }),
        ways: model.ways.indices.filter(isInside))
    }
  }
}
