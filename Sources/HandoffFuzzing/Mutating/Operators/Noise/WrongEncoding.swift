/// The text read in the wrong encoding.
struct WrongEncoding: TextOperator {
  static let info = OperatorInfo(
    id: "wrong-encoding", family: .noise,
    summary: "the text read in the wrong encoding", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #"ÿþ{\#u{0}"\#u{0}i\#u{0}d\#u{0}"\#u{0}:\#u{0}7\#u{0}}\#u{0}"#))

  func texts(of text: String) -> TextVariants {
    // UTF-16 read as one byte a letter, in both orders, and UTF-8 read as Latin-1. The mark is read, too: without it a
    // reader of bytes that knows UTF-16 by its zeros, as Python's and Foundation's do, rightly takes the text for what it was.
    TextVariants(sizes: [1, 1, 1]) { index in
      switch index {
      case 0: "ÿþ" + wide(text) { [$0, $1] }
      case 1: "þÿ" + wide(text) { [$1, $0] }
      default: String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
      }
    }
  }

  private func wide(_ text: String, _ order: (_ low: UInt8, _ high: UInt8) -> [UInt8]) -> String {
    let bytes = text.utf16.flatMap { unit in
      order(UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
    }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}

extension MutationOperator {
  /// The text read in the wrong encoding.
  public static let wrongEncoding = Self(WrongEncoding())
}
