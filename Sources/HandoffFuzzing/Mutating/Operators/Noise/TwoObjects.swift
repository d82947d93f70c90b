/// Two JSON values, one after the other.
struct TwoObjects: TextOperator {
  static let info = OperatorInfo(
    id: "two-objects", family: .noise,
    summary: "two JSON values, one after the other", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"id":7}\#n{"id":7}"#))

  func texts(of text: String) -> TextVariants {
    TextVariants(["\(text)\n\(text)", "\(text)\n{}", "{}\n\(text)", "\(text),\(text)"])
  }
}

extension MutationOperator {
  /// Two JSON values, one after the other.
  public static let twoObjects = Self(TwoObjects())
}
