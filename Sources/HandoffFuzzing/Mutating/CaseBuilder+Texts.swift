import HandoffSchema

/// A text made of a payload, with the choices that made it.
struct BuiltText: Sendable {
  var content: HandoffCase.Content
  var mutation: Mutation
  /// The choices and spans, with the payload that the text was made of.
  var base: BuiltPayload
}

extension CaseBuilder {
  /// Texts of one payload that are looked at for one that is broken.
  private static let textsPerPayload = 16

  /// Makes a broken text at an index of the operator's own sequence.
  func text(by operation: MutationOperator, index: Int, random: SplitMix64) throws(DeadEnd) -> BuiltText {
    var draws = Draws(random: random)
    drawSize(&draws, index: index)
    return try text(by: operation, draws)
  }

  /// Makes a broken text from choices that begin with the size and with which of the texts is meant.
  ///
  /// - Throws: ``DeadEnd`` where every text that was looked at is a payload that the schema allows.
  func text(by operation: MutationOperator, _ draws: Draws) throws(DeadEnd) -> BuiltText {
    guard let record = operation.record as? any TextOperator else {
      throw .contradiction("\(operation) changes no texts")
    }
    var draws = draws
    let size = size(&draws)
    let choice = Int(draws.number(through: 0xFFFF))
    var problem = DeadEnd.refused
    for _ in 0..<(draws.isReplaying ? 1 : Self.attempts) {
      let mark = draws.mark
      var builder = PayloadBuilder(plan: plan, size: size, draws: draws)
      do throws(DeadEnd) {
        let payload = try builder.value(for: [plan.graph.root])
        if schema.isValid(payload), let (text, content) = broken(payload.text(), by: record, choice) {
          return BuiltText(
            content: content,
            mutation: Mutation(
              operation: operation, pointer: .root, was: .string(payload.text()), became: .string(text)),
            base: BuiltPayload(
              payload: payload, mutation: nil, choices: builder.draws.choices, spans: builder.draws.spans))
        }
        problem = .contradiction("no text that was made this way is broken")
      } catch {
        problem = error
      }
      draws = builder.draws
      draws.rewind(to: mark)
    }
    throw problem
  }

  /// The first text from an index on that is not what the schema allows, with what it is worth.
  private func broken(
    _ whole: String, by record: any TextOperator, _ choice: Int
  ) -> (String, HandoffCase.Content)? {
    let texts = record.texts(of: whole)
    for offset in 0..<min(texts.count, Self.textsPerPayload) {
      let text = texts[(choice + offset) % texts.count]
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
