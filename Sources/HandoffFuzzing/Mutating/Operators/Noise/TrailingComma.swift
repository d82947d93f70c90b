/// A comma after the last member or element.
struct TrailingComma: TextOperator {
  static let info = OperatorInfo(
    id: "trailing-comma", family: .noise,
    summary: "a comma after the last member or element",
    example: OperatorInfo.Example(
      schema: #"{"type":"array"}"#,
      payload: #"[1,2]"#,
      becomes: #"[1,2,]"#))

  func texts(of text: String) -> TextVariants {
    let structure = TextStructure(text)
    let ends = structure.ends.filter { $0 > 0 && !structure.isOpening($0 - 1) }
    return TextVariants(count: ends.count) { structure.replacing(ends[$0]..<ends[$0], with: ",") }
  }
}

extension MutationOperator {
  /// A comma after the last member or element.
  public static let trailingComma = Self(TrailingComma())
}
