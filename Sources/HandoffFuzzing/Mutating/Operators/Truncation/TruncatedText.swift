/// JSON text that was cut off.
struct TruncatedText: TextOperator {
  static let info = OperatorInfo(
    id: "truncated-text", family: .truncation,
    summary: "JSON text that was cut off", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array"}"#,
      payload: #"[1,2]"#,
      becomes: #"[1,2"#))

  func texts(of text: String) -> TextVariants {
    let structure = TextStructure(text)
    let count = structure.cuts.count
    return TextVariants(count: count) { structure.prefix(structure.cuts[count - 1 - $0]) }
  }
}

extension MutationOperator {
  /// JSON text that was cut off.
  public static let truncatedText = Self(TruncatedText())
}
