/// Single quotation marks in place of double ones.
struct SingleQuotes: TextOperator {
  static let info = OperatorInfo(
    id: "single-quotes", family: .noise,
    summary: "single quotation marks in place of double ones",
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":"a"}"#,
      becomes: #"{'id':'a'}"#))

  func texts(of text: String) -> TextVariants {
    let structure = TextStructure(text)
    guard !structure.strings.isEmpty else { return TextVariants([]) }
    return TextVariants([structure.quoting { _ in ("'", "'") }, structure.quoting { $0 ? ("", "") : nil }])
  }
}

extension MutationOperator {
  /// Single quotation marks in place of double ones.
  public static let singleQuotes = Self(SingleQuotes())
}
