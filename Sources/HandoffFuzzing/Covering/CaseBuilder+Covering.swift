import HandoffSchema

extension CaseBuilder {
  /// Builds a valid payload that shows what an obligation asks for, at an index of the obligation's own sequence.
  func covering(
    _ obligation: Obligation, index: Int, random: SplitMix64
  ) throws(DeadEnd) -> BuiltPayload {
    var draws = Draws(random: random)
    let size = Self.size(index, &draws)
    return try covering(obligation, draws, size: size)
  }

  /// Builds a valid payload that shows what an obligation asks for, from choices.
  ///
  /// - Throws: ``DeadEnd`` where no payload that was made shows it: another keyword may leave less.
  func covering(
    _ obligation: Obligation, _ draws: Draws, size: PayloadSize = .small
  ) throws(DeadEnd) -> BuiltPayload {
    var draws = draws
    let steering = Steering(to: goal(of: obligation), parents: plan.facts.parents)
    let boundary = BoundaryValues(plan: plan, node: plan.graph[obligation.node])
    var problem = DeadEnd.contradiction("no payload that was made shows it")
    let mark = draws.mark
    for _ in 0..<Self.attempts {
      var builder = PayloadBuilder(
        plan: plan, size: size, draws: draws, keepsPlaces: true, steering: steering)
      do throws(DeadEnd) {
        let payload = try builder.value(for: [plan.graph.root])
        if let (shown, path) = try shown(obligation, payload, boundary, &builder) {
          // What was put in place of a value was made by other choices.
          let places = builder.places.filter { !$0.path.map(\.token).starts(with: path) }
          return BuiltPayload(payload: shown, mutation: nil, record: builder.draws.record, places: places)
        }
      } catch {
        if case .cap = error { problem = error }
      }
      draws = builder.draws
      guard draws.startOver(from: mark) else { break }
    }
    throw problem
  }

  /// The node that a payload must contain to show the obligation.
  private func goal(of obligation: Obligation) -> SchemaGraph.NodeID {
    if case .present(let name) = obligation.kind,
      let schema = plan.graph[obligation.node].object?.schema(of: name)
    {
      return schema
    }
    return obligation.node
  }

  private func shown(
    _ obligation: Obligation, _ payload: JSONValue, _ boundary: BoundaryValues,
    _ builder: inout PayloadBuilder
  ) throws(DeadEnd) -> (payload: JSONValue, path: [String])? {
    let places = builder.places.filter { $0.nodes.contains(obligation.node) }.map { $0.path.map(\.token) }
    guard let path = builder.draws.element(of: places), let value = payload[JSONPointer(tokens: path)] else {
      return nil
    }
    for candidate in try boundary.candidates(obligation.kind, for: value, &builder) {
      if let changed = payload.replacing(path[...], with: candidate), schema.isValid(changed) {
        return (changed, path)
      }
    }
    return nil
  }
}
