import HandoffSchema

/// One payload with the choices that made it.
struct BuiltPayload: Sendable {
  var payload: JSONValue
  /// What was done to it; `nil` for a payload as the schema describes it.
  var mutation: Mutation?
  /// The choices; replaying them builds the same payload.
  var record: ChoiceRecord
  /// What the validator said of the payload; `nil` where it was not asked about the whole.
  var verdict: Bool?
  /// The locations of the payload, each after those within it; kept on request
  /// only, and of what was broken those before it was.
  var places: [PayloadBuilder.Place] = []

  /// The choices as numbers.
  var choices: [UInt64] { record.words }
}

/// Builds payloads of one schema, whole or broken, from choices.
struct CaseBuilder: Sendable {
  let plan: GenerationPlan
  let schema: Schema
  /// What operators know of the system around the payload.
  var surroundings = MutationSurroundings.none

  static let attempts = 8

  /// Builds the payload at an index of the sequence: the simplest one, one with everything, then small ones,
  /// then a mix with larger ones.
  func valid(index: Int, random: SplitMix64) throws(DeadEnd) -> BuiltPayload {
    var draws = Draws(random: random, takesOptional: index == 1)
    return try valid(index: index, &draws)
  }

  /// Builds the payload at an index of the sequence from choices, and leaves the choices open.
  func valid(index: Int, _ draws: inout Draws) throws(DeadEnd) -> BuiltPayload {
    if index == 0 {
      var simplest = Draws(replaying: [] as [Choice])
      if let built = try? valid(&simplest) {
        draws.adopt(simplest.record)
        return built
      }
    }
    return try valid(&draws, size: Self.size(index, &draws))
  }

  /// Builds a whole payload from choices.
  func valid(_ draws: Draws) throws(DeadEnd) -> BuiltPayload {
    var draws = draws
    return try valid(&draws)
  }

  /// Builds a whole payload from choices and leaves them open; `size` sets the odds of what is optional.
  func valid(
    _ draws: inout Draws, size: PayloadSize = .medium, keepsPlaces: Bool = false
  ) throws(DeadEnd) -> BuiltPayload {
    if plan.isProvenEmpty { throw .contradiction(GenerationPlan.emptiness) }
    var problem = DeadEnd.refused
    let mark = draws.mark
    for _ in 0..<Self.attempts {
      var builder = PayloadBuilder(plan: plan, size: size, draws: draws, keepsPlaces: keepsPlaces)
      do throws(DeadEnd) {
        let payload = try builder.value(for: [plan.graph.root])
        if builder.isConfirmed || schema.isValid(payload) {
          draws = builder.draws
          return BuiltPayload(
            payload: payload, mutation: nil, record: draws.record,
            verdict: builder.isConfirmed ? nil : true, places: builder.places)
        }
        problem = .refused
      } catch {
        problem = error
      }
      draws = builder.draws
      guard draws.startOver(from: mark) else { break }
    }
    // Where building fails, the algebra may still know one payload; what it does not know stays the problem.
    guard let witness = try? plan.proven(), schema.isValid(witness) else {
      if case .contradiction(let text)? = Self.error(of: plan) { throw .contradiction(text) }
      throw problem
    }
    return BuiltPayload(payload: witness, mutation: nil, record: draws.record)
  }

  private static func error(of plan: GenerationPlan) -> DeadEnd? {
    do throws(DeadEnd) {
      _ = try plan.proven()
      return nil
    } catch {
      return error
    }
  }

  /// Builds a payload that contains the target's node and breaks it there.
  ///
  /// - Throws: ``DeadEnd`` where every attempt failed or stayed valid.
  func broken(
    at target: MutationTarget, index: Int, random: SplitMix64
  ) throws(DeadEnd) -> BuiltPayload {
    var draws = Draws(random: random)
    let size = Self.size(index, &draws)
    return try broken(at: target, draws, size: size, preferring: index)
  }

  /// Builds a broken payload from choices; its locations are those of the node that is broken, or all on request.
  func broken(
    at target: MutationTarget, _ draws: Draws, size: PayloadSize = .medium, preferring index: Int = .max,
    keepsPlaces: Bool = false
  ) throws(DeadEnd) -> BuiltPayload {
    var draws = draws
    let steering = Steering(to: target.node, parents: plan.facts.parents)
    let mutator = Mutator(plan: plan, target: target, surroundings: surroundings)
    var problem = DeadEnd.contradiction("no generated payload contains the place")
    let mark = draws.mark
    for attempt in 0..<Self.attempts {
      // The last attempts go without steering, which may run into a contradiction of its own.
      var builder = PayloadBuilder(
        plan: plan, size: size, draws: draws, keepsPlaces: true, keptNode: keepsPlaces ? nil : target.node,
        steering: attempt < 6 ? steering : nil)
      do throws(DeadEnd) {
        let payload = try builder.value(for: [plan.graph.root])
        if index < Self.endsTried, attempt < Self.attempts / 2, isLonely(target.node, builder) {
          // Which element of an array is broken can only matter where there are several.
          problem = .contradiction("no generated array has several elements")
        } else if let mutant = mutate(payload, mutator, preferring: index, &builder) {
          if target.operation.info.keepsValid || mutant.isBroken {
            return BuiltPayload(
              payload: mutant.payload, mutation: mutant.mutation, record: builder.draws.record,
              verdict: mutant.isBroken ? false : nil, places: builder.places)
          }
          problem = .contradiction("the schema allows every payload that was changed this way")
        } else if builder.places.contains(where: { $0.nodes.contains(target.node) }) {
          problem = .contradiction("no generated value can be changed this way")
        }
      } catch {
        problem = error
      }
      draws = builder.draws
      guard draws.startOver(from: mark) else { break }
    }
    throw problem
  }

  /// The first cases of a target, which break the first and the last of several elements.
  private static let endsTried = 2

  /// Whether a payload has the node once, as the only element of an array.
  private func isLonely(_ node: SchemaGraph.NodeID, _ builder: PayloadBuilder) -> Bool {
    let places = builder.places.filter { $0.nodes.contains(node) }
    guard places.count == 1, case .element? = places.first?.path.last else { return false }
    return true
  }

  /// A payload that was changed, whether or not the schema refuses it now.
  private struct Mutant {
    var payload: JSONValue
    var mutation: Mutation
    var isBroken: Bool
  }

  private func mutate(
    _ payload: JSONValue, _ mutator: Mutator, preferring index: Int, _ builder: inout PayloadBuilder
  ) -> Mutant? {
    let places = builder.places.filter { $0.nodes.contains(mutator.target.node) }
    guard !places.isEmpty else { return nil }
    // Of several elements the first one is broken first and then the last one: some consumers look at one end only.
    let ends = [0, places.count - 1]
    let chosen = builder.draws.branch(
      of: places.count, among: ends.indices.contains(index) ? [ends[index]] : Array(places.indices))
    let path = places[chosen].path.map(\.token)
    guard let value = payload[JSONPointer(tokens: path)] else { return nil }
    let changes = mutator.changes(of: value)
    guard !changes.isEmpty else { return nil }
    // The first cases of a target try one change after the other, so that none waits for chance.
    let first = builder.draws.branch(
      of: changes.count, among: index < changes.count ? [index] : Array(changes.indices))
    // The next one where one breaks nothing: what breaks depends on the payload, and only few of many may.
    var harmless: Mutant?
    for offset in 0..<min(changes.count, Self.changesPerValue) {
      let change = changes[(first + offset) % changes.count]
      let full = path + [change.part].compactMap(\.self)
      guard let became = outcome(of: change, &builder),
        let mutant = payload.replacing(full[...], with: became.value)
      else { continue }
      let mutation = Mutation(
        operation: mutator.target.operation, pointer: JSONPointer(tokens: full),
        was: payload[JSONPointer(tokens: full)], became: became.value)
      if mutator.target.operation.info.keepsValid {
        return Mutant(payload: mutant, mutation: mutation, isBroken: false)
      }
      if schema.verdict(on: mutant) == false {
        return Mutant(payload: mutant, mutation: mutation, isBroken: true)
      }
      if harmless == nil { harmless = Mutant(payload: mutant, mutation: mutation, isBroken: false) }
    }
    return harmless
  }

  private static let changesPerValue = 16

  /// What becomes of the part that a change is about; `nil` where that cannot be made.
  private func outcome(of change: Change, _ builder: inout PayloadBuilder) -> (value: JSONValue?, Void)? {
    switch change.content {
    case .value(let value): return (value, ())
    case .removal: return (nil, ())
    case .generated(let node, let finish):
      guard let made = try? builder.value(for: [node]), let value = finish(made) else { return nil }
      return (value, ())
    }
  }

  static func size(_ index: Int, _ draws: inout Draws) -> PayloadSize {
    switch index {
    case ..<24: .small
    case ..<96: [.small, .medium][draws.unrecorded(below: 2)]
    default: [.small, .small, .small, .medium, .medium, .medium, .medium, .large][draws.unrecorded(below: 8)]
    }
  }
}
