/// JSON text with prose before or after it.
struct SurroundedText: TextOperator {
  static let info = OperatorInfo(
    id: "surrounded-text", family: .noise,
    summary: "JSON text with prose before or after it", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #"Here is the result:\#n{"id":7}"#))

  func texts(of text: String) -> TextVariants {
    TextVariants([
      "Here is the result:\n\(text)", "\(text)\nDone.", "Sure! \(text)",
      "\(text)\n\nLet me know if you need anything else.",
    ])
  }
}

extension MutationOperator {
  /// JSON text with prose before or after it.
  public static let surroundedText = Self(SurroundedText())
}
