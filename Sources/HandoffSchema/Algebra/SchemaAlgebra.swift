/// Compares sets of payloads: inclusion, emptiness, equivalence, and a smallest payload.
///
/// Inclusion of A in B is decided by trying to build a payload of A that is not in B. Whatever is built is
/// confirmed with the validator on both sides before it is reported; "included" is said only after every way
/// of building one has failed. Schemas are taken apart once and verdicts are kept, so ask many questions about
/// the same schemas through one value of this type.
public struct SchemaAlgebra: Sendable {
  /// How to compare; a change does not affect verdicts given before.
  public var options: ComparisonOptions
  var search: WitnessSearch
  private var shapes: [SchemaIdentity: Shape] = [:]
  /// The shapes of all locations of schemas without dynamic references.
  private var locations: [SchemaIdentity: [SchemaGraph.NodeID: Shape]] = [:]
  /// Where the constraints of schemas stand; only of those that were read for a derivation.
  var origins: [SchemaIdentity: [Formula: String]] = [:]
  private var closedSchemas: [SchemaIdentity: Schema] = [:]
  /// Keeps schemas alive whose storage identifies them.
  private var retained: [Schema] = []
  private var verdicts: [VerdictKey: InclusionVerdict] = [:]
  /// How many questions were searched for an answer, those answered from memory left out.
  package internal(set) var searches = 0
  /// The steps that the last search took.
  package var steps: Int { search.budget.steps }

  private struct VerdictKey: Hashable {
    var producer: SchemaIdentity
    var consumer: SchemaIdentity
    var producerIsClosed: Bool
    var derives: Bool
    var stepLimit: Int

    /// `nil` where a deadline is set: what is found until then depends on when the question was asked.
    init?(_ producer: Schema, _ consumer: Schema, _ options: ComparisonOptions) {
      guard options.deadline == nil else { return nil }
      self.producer = producer.identity
      self.consumer = consumer.identity
      producerIsClosed = options.producerIsClosed
      derives = options.derives
      stepLimit = options.stepLimit
    }
  }

  /// Starts without any knowledge.
  public init(options: ComparisonOptions = ComparisonOptions()) {
    self.options = options
    search = WitnessSearch(
      arena: FormulaArena(), budget: Budget(stepLimit: options.stepLimit, deadline: options.deadline))
  }

  /// Says whether every payload of the producer is accepted by the consumer.
  ///
  /// The same question about the same schemas is answered once, unless a deadline is set.
  ///
  /// - Complexity: Exponential in the worst case, which the step limit of the options cuts short.
  public mutating func inclusion(of producer: Schema, in consumer: Schema) -> InclusionVerdict {
    let key = VerdictKey(producer, consumer, options)
    if let key, let known = verdicts[key] { return known }
    let sender = options.producerIsClosed ? closed(producer) : producer
    var verdict = compare(sender, consumer)
    verdict.producerIsClosed = options.producerIsClosed
    retained += [producer, consumer]
    if let key { verdicts[key] = verdict }
    return verdict
  }

  /// Says whether every payload of one set is in another; both are taken as written.
  public mutating func inclusion(
    of producer: SchemaExpression, in consumer: SchemaExpression
  ) -> InclusionVerdict {
    decide(producer, consumer)
  }

  /// Says whether two schemas accept the same payloads; both are taken as written.
  public mutating func equivalence(of left: Schema, and right: Schema) -> Equivalence {
    let closes = options.producerIsClosed
    options.producerIsClosed = false
    defer { options.producerIsClosed = closes }
    return Equivalence(forward: inclusion(of: left, in: right), backward: inclusion(of: right, in: left))
  }

  /// Says whether there is any payload in the set, and shows a small one.
  public mutating func emptiness(of expression: SchemaExpression) -> Emptiness {
    searches += 1
    renewBudget()
    let shape = shape(of: expression)
    if shape == .none { return .empty }
    let found = search.payloads(of: shape)
    if let witness = found.list.first {
      guard expression.accepts(witness) == true else { return .undecided(.unconfirmed) }
      var shrinker = WitnessShrinker(deadline: options.deadline) { expression.accepts($0) == true }
      return .inhabited(witness: shrinker.shrink(witness))
    }
    return found.isEmpty ? .empty : .undecided(found.unknown ?? .unconfirmed)
  }

  /// Says whether there is any payload in the set, and shows a small one.
  public mutating func emptiness(of schema: Schema) -> Emptiness {
    emptiness(of: .schema(schema))
  }
}

// MARK: - Deciding

extension SchemaAlgebra {
  private mutating func compare(_ producer: Schema, _ consumer: Schema) -> InclusionVerdict {
    if producer.identity == consumer.identity {
      return InclusionVerdict(outcome: .included, derivation: derived("both are the same schema"))
    }
    if let verdict = compareFinite(producer, consumer) { return verdict }
    return decide(.schema(producer), .schema(consumer))
  }

  /// A producer that lists its payloads: each is simply tried.
  private mutating func compareFinite(_ producer: Schema, _ consumer: Schema) -> InclusionVerdict? {
    let root = producer.graph.nodes[producer.graph.root]
    guard let candidates = root.constant.map({ [$0] }) ?? root.enumeration else { return nil }
    var count = 0
    for candidate in candidates {
      if options.deadline?.hasPassed == true { return nil }
      guard let sends = SchemaExpression.schema(producer).accepts(candidate),
        let accepted = SchemaExpression.schema(consumer).accepts(candidate)
      else { return nil }
      if !sends { continue }
      count += 1
      if !accepted {
        return InclusionVerdict(
          outcome: .notIncluded(counterexample(candidate, .schema(producer), .schema(consumer))))
      }
    }
    return InclusionVerdict(
      outcome: .included,
      derivation: derived(
        "the producer lists \(counted(count, "payload")), and the consumer accepts \(count == 1 ? "it" : "each")"
      ))
  }

  private func derived(_ line: String) -> [String] { options.derives ? [line] : [] }

  mutating func decide(_ producer: SchemaExpression, _ consumer: SchemaExpression) -> InclusionVerdict {
    searches += 1
    if options.derives { return derive(producer, consumer) }
    let sent = shape(of: producer)
    if case .schema(let first) = producer, case .schema(let second) = consumer {
      _ = shape(of: second, after: first)
    }
    let accepted = shape(of: consumer)
    let difference = search.arena.and(sent, !accepted)
    renewBudget()
    let found = search.payloads(of: difference)
    if found.isEmpty { return InclusionVerdict(outcome: .included) }
    if let witness = found.list.first, producer.accepts(witness) == true, consumer.accepts(witness) == false {
      return InclusionVerdict(outcome: .notIncluded(shrunk(witness, producer, consumer)))
    }
    // A payload that was built in spite of what could not be looked into is not confirmed for that reason.
    return sample(
      producer, consumer, sent,
      because: found.unknown ?? search.arena.opaqueReason(in: difference) ?? .unconfirmed)
  }

  private static let sampleSize = 24
  private static let lateSteps = 500
  private static let lateTime = Duration.milliseconds(50)

  /// Left open: tries some payloads of the producer.
  private mutating func sample(
    _ producer: SchemaExpression, _ consumer: SchemaExpression, _ sent: Shape,
    because reason: UndecidedReason
  ) -> InclusionVerdict {
    // At the deadline little more is done: a few steps show a payload of most schemas.
    search.budget =
      reason == .deadline
      ? Budget(
        stepLimit: min(options.stepLimit, Self.lateSteps),
        deadline: options.deadline?.renewed(for: Self.lateTime))
      : Budget(stepLimit: options.stepLimit / 4, deadline: options.deadline)
    var agreeing = 0
    var tried = 0
    for value in search.payloads(of: sent, wanted: Self.sampleSize).list {
      guard tried == 0 || !search.budget.isLate, producer.accepts(value) == true else { continue }
      tried += 1
      switch consumer.accepts(value) {
      case false?:
        return InclusionVerdict(outcome: .notIncluded(shrunk(value, producer, consumer)))
      case true?: agreeing += 1
      case nil: break
      }
    }
    return InclusionVerdict(outcome: .undecided(reason, agreeing: agreeing), tried: tried)
  }

  private func shrunk(
    _ witness: JSONValue, _ producer: SchemaExpression, _ consumer: SchemaExpression
  ) -> Counterexample {
    var shrinker = WitnessShrinker(deadline: options.deadline) {
      producer.accepts($0) == true && consumer.accepts($0) == false
    }
    return counterexample(shrinker.shrink(witness), producer, consumer)
  }

  /// Keywords whose own refusal says less than those inside them.
  private static let applicators: Set<String> = [
    "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref",
  ]

  private func counterexample(
    _ payload: JSONValue, _ producer: SchemaExpression, _ consumer: SchemaExpression
  ) -> Counterexample {
    let violations = consumer.violations(in: payload)
    var sender: Schema?
    if case .schema(let schema) = producer { sender = schema }
    let cause = violations.first { !Self.applicators.contains($0.keyword) } ?? violations.first
    return Counterexample(
      payload: payload, violations: violations,
      explanation: cause.map { .init(of: $0, in: payload, producer: sender) })
  }
}

// MARK: - Shapes

extension SchemaAlgebra {
  private mutating func renewBudget() {
    search.budget = Budget(stepLimit: options.stepLimit, deadline: options.deadline)
  }

  private mutating func closed(_ schema: Schema) -> Schema {
    if let known = closedSchemas[schema.identity] { return known }
    let closed = schema.closed
    closedSchemas[schema.identity] = closed
    retained.append(schema)
    return closed
  }

  mutating func shape(of expression: SchemaExpression) -> Shape {
    switch expression {
    case .schema(let schema): return shape(of: schema)
    case .allOf(let parts):
      var shapes: [Shape] = []
      for part in parts { shapes.append(shape(of: part)) }
      return search.arena.and(shapes)
    case .anyOf(let parts): return !shape(of: .allOf(parts.map { .not($0) }))
    case .not(let part): return !shape(of: part)
    }
  }

  /// The shape of a schema; what another one says too, which was read before, is not read again.
  ///
  /// So the same subschema has the same formula in both, and needs no search where one side includes the other.
  private mutating func shape(of schema: Schema, after other: Schema? = nil) -> Shape {
    if let known = shapes[schema.identity] { return known }
    var places: [Formula: String]? = options.derives ? [:] : nil
    var known: [SchemaGraph.NodeID: Shape] = [:]
    if places == nil, let other, let shapes = locations[other.identity] {
      let twins = SchemaTwins(other.graph, schema.graph)
      for node in schema.graph.nodes.indices { known[node] = twins[node].flatMap { shapes[$0] } }
    }
    let (shape, locations, isWhole) = SchemaLowering.shape(
      of: schema.graph, in: &search.arena, deadline: options.deadline, origins: &places, twins: known)
    // A later question may have more time.
    guard isWhole else { return shape }
    shapes[schema.identity] = shape
    self.locations[schema.identity] = known.merging(locations) { twin, _ in twin }
    if let places { origins[schema.identity] = places }
    retained.append(schema)
    return shape
  }
}

extension SchemaExpression {
  /// Why the payload is not in the set, where a single schema says so.
  func violations(in value: JSONValue) -> [Violation] {
    switch self {
    case .schema(let schema): return schema.violations(in: value)
    case .allOf(let parts):
      for part in parts {
        let violations = part.violations(in: value)
        if !violations.isEmpty { return violations }
      }
      return []
    case .anyOf(let parts): return parts.first?.violations(in: value) ?? []
    case .not: return []
    }
  }
}
