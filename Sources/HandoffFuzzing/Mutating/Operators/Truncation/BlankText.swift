/// White space in place of the text.
struct BlankText: TextOperator {
  static let info = OperatorInfo(
    id: "blank-text", family: .truncation,
    summary: "white space in place of the text", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #"\#n"#))

  func texts(of text: String) -> TextVariants { TextVariants(["\n", " ", "\u{A0}", " \t "]) }
}

extension MutationOperator {
  /// White space in place of the text.
  public static let blankText = Self(BlankText())
}
