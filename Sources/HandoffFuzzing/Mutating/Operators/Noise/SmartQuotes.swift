/// Typographic quotation marks in place of plain ones.
struct SmartQuotes: TextOperator {
  static let info = OperatorInfo(
    id: "smart-quotes", family: .noise,
    summary: "typographic quotation marks in place of plain ones",
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":"a"}"#,
      becomes: #"{“id”:“a”}"#))

  func texts(of text: String) -> TextVariants {
    let structure = TextStructure(text)
    guard !structure.strings.isEmpty else { return TextVariants([]) }
    return TextVariants([structure.quoting { _ in ("“", "”") }, structure.quoting { $0 ? nil : ("„", "“") }])
  }
}

extension MutationOperator {
  /// Typographic quotation marks in place of plain ones.
  public static let smartQuotes = Self(SmartQuotes())
}
