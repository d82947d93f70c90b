import HandoffSchema

/// Text that stopped at a token limit.
struct TokenLimit: TextOperator {
  static let info = OperatorInfo(
    id: "token-limit", family: .truncation,
    summary: "text that stopped at a token limit",
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7,"name":"abcdefgh"}"#,
      becomes: #"{"id":7,"name":""#))

  /// About what a token holds of JSON.
  private static let bytesPerToken = 4

  func texts(of text: String) -> TextVariants {
    let structure = TextStructure(text)
    let count = (structure.bytes.count - 1) / Self.bytesPerToken
    return TextVariants(count: count) {
      structure.prefix(structure.boundary((count - $0) * Self.bytesPerToken))
    }
  }
}

extension MutationOperator {
  /// Text that stopped at a token limit.
  public static let tokenLimit = Self(TokenLimit())
}
