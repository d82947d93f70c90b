/// A refusal of the model in place of the payload.
struct RefusalText: TextOperator {
  static let info = OperatorInfo(
    id: "refusal-text", family: .noise,
    summary: "a refusal of the model in place of the payload", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #"I'm sorry, but I can't help with that."#))

  func texts(of text: String) -> TextVariants {
    TextVariants([
      "I'm sorry, but I can't help with that.",
      "As an AI language model, I do not have access to this information.",
      "I need more details before I can do this. Which of the two do you mean?",
    ])
  }
}

extension MutationOperator {
  /// A refusal of the model in place of the payload.
  public static let refusalText = Self(RefusalText())
}
