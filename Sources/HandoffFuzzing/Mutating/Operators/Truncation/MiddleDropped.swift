/// The middle of the text left out.
struct MiddleDropped: TextOperator {
  static let info = OperatorInfo(
    id: "middle-dropped", family: .truncation,
    summary: "the middle of the text left out",
    example: OperatorInfo.Example(
      schema: #"{"type":"array"}"#,
      payload: #"[1,2,3,4]"#,
      becomes: #"[1,... [omitted] ...,4]"#))

  private static let marks = ["... [omitted] ...", "…", ""]

  func texts(of text: String) -> TextVariants {
    let structure = TextStructure(text)
    let cuts = structure.cuts
    guard cuts.count > 3 else { return TextVariants([]) }
    let range = cuts[cuts.count / 4]..<cuts[cuts.count - 1 - cuts.count / 4]
    return TextVariants(Self.marks.map { structure.replacing(range, with: $0) })
  }
}

extension MutationOperator {
  /// The middle of the text left out.
  public static let middleDropped = Self(MiddleDropped())
}
