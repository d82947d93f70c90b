/// No text at all.
struct EmptyText: TextOperator {
  static let info = OperatorInfo(
    id: "empty-text", family: .truncation,
    summary: "no text at all", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #""#))

  func texts(of text: String) -> TextVariants { TextVariants([""]) }
}

extension MutationOperator {
  /// No text at all.
  public static let emptyText = Self(EmptyText())
}
