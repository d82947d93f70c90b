import HandoffSchema

/// JSON text in a Markdown code fence.
struct CodeFence: TextOperator {
  static let info = OperatorInfo(
    id: "code-fence", family: .noise,
    summary: "JSON text in a Markdown code fence", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #"```json\#n{"id":7}\#n```"#))

  func texts(of text: String) -> TextVariants {
    TextVariants([
      "```json\n\(text)\n```", "```\n\(text)\n```", "```json\n\(text)", "`\(text)`",
      "Here is the JSON:\n```json\n\(text)\n```\nDone.",
    ])
  }
}

extension MutationOperator {
  /// JSON text in a Markdown code fence.
  public static let codeFence = Self(CodeFence())
}
