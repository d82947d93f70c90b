/// The text read in the wrong encoding.
struct WrongEncoding: TextOperator {
  static let info = OperatorInfo(
    id: "wrong-encoding", family: .noise,
    summary: "the text read in the wrong encoding", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #"{\#u{0}"\#u{0}i\#u{0}d\#u{0}"\#u{0}:\#u{0}7\#u{0}}\#u{0}"#))

  func texts(of text: String) -> TextVariants {
    // UTF-16 read as one byte a letter, with its mark read as well, and UTF-8 read as Latin-1.
    TextVariants(sizes: [1, 1, 1]) { index in
      switch index {
      case 0: wide(text)
      case 1: "ÿþ" + wide(text)
      default: String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
      }
    }
  }

  private func wide(_ text: String) -> String {
    let bytes = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}

extension MutationOperator {
  /// The text read in the wrong encoding.
  public static let wrongEncoding = Self(WrongEncoding())
}
