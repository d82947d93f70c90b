package import HandoffContracts
import HandoffSchema

extension Traffic {
  /// With what a branch of a join that merges is merged: what the other branches bring that come in time, as a union.
  ///
  /// - Parameter handoff: A handoff that a join waits for.
  /// - Returns: The sets; none where the others bring nothing, and `nil` where the branch starts the join alone.
  package mutating func companions(of handoff: HandoffIndex) -> [PayloadSet]? {
    guard let agent = join(awaiting: handoff), let join = system[agent].join else { return nil }
    let branches = branches(ofJoinAt: agent)
    let others = branches.filter { !$0.handoffs.contains(handoff) }
    let count = min(max(join.needed(of: branches.count), 1) - 1, others.count)
    guard count > 0 else { return nil }
    let cargos = others.map { cargo(ofBranch: $0) }
    let builder = JoinBuilder(join, names: others.map { system[$0.sender].name })
    return builder.merged(cargos, count: count, &questions)
  }

  /// The payloads of a set that are objects.
  package mutating func objects(of set: PayloadSet) -> PayloadSet {
    let schema: JSONValue = ["type": "object"]
    guard let objects = try? questions.schema(["objects", schema], { try Schema(schema) }) else { return set }
    return set.matching(objects)
  }
}
