/// A byte order mark before the text, which may be skipped or refused.
struct ByteOrderMark: TextOperator {
  static let info = OperatorInfo(
    id: "byte-order-mark", family: .noise,
    summary: "a byte order mark before the text, which a reader may skip", keepsValid: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #"\#u{FEFF}{"id":7}"#))

  // RFC 8259 section 8.1: nobody may send one, and every reader may ignore it. Only crashing is a mistake.
  func texts(of text: String) -> TextVariants { TextVariants(["\u{FEFF}\(text)"]) }
}

extension MutationOperator {
  /// A byte order mark before the text, which may be skipped or refused.
  public static let byteOrderMark = Self(ByteOrderMark())
}
