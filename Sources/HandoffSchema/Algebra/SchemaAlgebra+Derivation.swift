extension SchemaAlgebra {
  /// Decides, and says how where the verdict is positive.
  mutating func derive(_ producer: SchemaExpression, _ consumer: SchemaExpression) -> InclusionVerdict {
    var plain = self
    plain.options.derives = false
    var verdict = plain.decide(producer, consumer)
    guard verdict.isIncluded else { return verdict }
    // Once more without the shortcuts that need no search: slower, but every step is there to be told.
    search.arena.looksForClashes = false
    defer { search.arena.looksForClashes = true }
    let sent = shape(of: producer)
    let accepted = shape(of: consumer)
    let difference = search.arena.and(sent, !accepted)
    search.budget = Budget(stepLimit: options.stepLimit, deadline: options.deadline)
    search.derivation = Derivation(origins: origins(producer, consumer))
    let found = search.values(of: difference)
    verdict.derivation = derivation(sent, difference, isWhole: found.isEmpty)
    search.derivation = nil
    return verdict
  }

  /// Which types the producer sends, why simple ones are accepted, then each way of building a payload that failed.
  private func derivation(_ sent: Shape, _ difference: Shape, isWhole: Bool) -> [String] {
    let types = Shape.Component.allCases.filter { sent[$0] != .never }
    if types.isEmpty { return ["the producer sends nothing at all"] }
    var lines = [
      types.count == Shape.Component.allCases.count
        ? "the producer may send values of every type"
        : "the producer sends nothing but \(Self.words(types, "or"))"
    ]
    let simple = types.filter { difference[$0] == .never }
    if !simple.isEmpty {
      lines.append(
        "\(Self.words(simple, "and")): the consumer's constraints rule out nothing that the producer's allow")
    }
    let searched = types.filter { difference[$0] != .never }
    guard !searched.isEmpty else { return lines }
    lines.append(
      "\(Self.words(searched, "and")): every way to build a payload that the consumer refuses fails, because")
    guard let derivation = search.derivation else { return lines }
    lines += derivation.lines.map { "  " + $0 }
    if derivation.omitted > 0 { lines.append("  …and \(derivation.omitted) more") }
    if !isWhole { lines.append("  …and more that takes too many steps to tell") }
    return lines
  }

  private static func words(_ components: [Shape.Component], _ last: String) -> String {
    var words = components.map(\.plural)
    if components.contains(.falsehood), components.contains(.truth) {
      words.removeAll { $0 == Shape.Component.truth.plural }
      words = words.map { $0 == Shape.Component.falsehood.plural ? "booleans" : $0 }
    }
    return Derivation.list(words, last)
  }

  /// Where the constraints of both sides come from, as far as they are single schemas.
  private func origins(_ producer: SchemaExpression, _ consumer: SchemaExpression) -> Derivation.Origins {
    Derivation.Origins(producer: origins(producer), consumer: origins(consumer))
  }

  private func origins(_ expression: SchemaExpression) -> [Formula: String] {
    guard case .schema(let schema) = expression else { return [:] }
    return origins[schema.identity] ?? [:]
  }
}
