import HandoffSchema

/// A text made of a payload, with the choices that made it.
struct BuiltText: Sendable {
  var content: HandoffCase.Content
  var mutation: Mutation
  /// The choices; replaying them makes the same text.
  var record: ChoiceRecord
}

extension CaseBuilder {
  /// Texts of one payload that are looked at for one that is broken.
  private static let textsPerPayload = 16

  /// Makes a broken text at an index of the operator's own sequence.
  func text(by operation: MutationOperator, index: Int, random: SplitMix64) throws(DeadEnd) -> BuiltText {
    var draws = Draws(random: random)
    let size = Self.size(index, &draws)
    return try text(by: operation, draws, size: size, preferring: index)
  }

  /// Makes a broken text from choices; the last one is which of the texts is meant.
  ///
  /// - Throws: ``DeadEnd`` where every text that was looked at is a payload that the schema allows.
  func text(
    by operation: MutationOperator, _ draws: Draws, size: PayloadSize = .medium, preferring index: Int = .max
  ) throws(DeadEnd) -> BuiltText {
    guard let record = operation.record as? any TextOperator else {
      throw .contradiction("\(operation) changes no texts")
    }
    var draws = draws
    let mark = draws.mark
    for _ in 0..<Self.attempts {
      let whole = try valid(&draws, size: size).payload.text()
      if let (text, content) = broken(whole, by: record, preferring: index, &draws) {
        let mutation = Mutation(
          operation: operation, pointer: .root, was: .string(whole), became: .string(text))
        return BuiltText(content: content, mutation: mutation, record: draws.record)
      }
      guard draws.startOver(from: mark) else { break }
    }
    throw .contradiction("no text that was made this way is broken")
  }

  /// A text that is not what the schema allows, with what it is worth.
  private func broken(
    _ whole: String, by record: any TextOperator, preferring index: Int, _ draws: inout Draws
  ) -> (String, HandoffCase.Content)? {
    let texts = record.texts(of: whole)
    guard texts.count > 0 else { return nil }
    // The first cases of an operator try one form after the other, so that none waits for chance.
    let drawn = texts.forms.indices.contains(index) ? texts.forms[index] : 0..<texts.count
    let first = draws.integer(in: 0...texts.count - 1) { drawn.lowerBound + $0.below(drawn.count) }
    for offset in 0..<min(texts.count, Self.textsPerPayload) {
      let text = texts[(first + offset) % texts.count]
      guard let content = content(of: text) else { continue }
      return (text, content)
    }
    return nil
  }

  /// A text as a case; `nil` where it is a payload that the schema allows.
  ///
  /// A text with a repeated member is no payload (RFC 7493 section 2.3); one that is JSON otherwise is the payload that
  /// it says, whatever it was made for.
  func content(of text: String) -> HandoffCase.Content? {
    guard let document = try? JSONDocument(parsing: Array(text.utf8)), document.duplicateKeyCount == 0 else {
      return .text(text)
    }
    return schema.isValid(document.value) ? nil : .payload(document.value)
  }
}
