/// Comments in the JSON text.
struct CommentedText: TextOperator {
  static let info = OperatorInfo(
    id: "commented-text", family: .noise,
    summary: "comments in the JSON text", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array"}"#,
      payload: #"[1,2]"#,
      becomes: #"// the result\#n[1,2]"#))

  func texts(of text: String) -> TextVariants {
    let structure = TextStructure(text)
    let commas = structure.commas
    return TextVariants(sizes: [1, 1, commas.count]) { index in
      switch index {
      case 0: "// the result\n\(text)"
      case 1: "\(text) /* done */"
      default: structure.replacing(commas[index - 2]..<(commas[index - 2] + 1), with: ", // next\n")
      }
    }
  }
}

extension MutationOperator {
  /// Comments in the JSON text.
  public static let commentedText = Self(CommentedText())
}
