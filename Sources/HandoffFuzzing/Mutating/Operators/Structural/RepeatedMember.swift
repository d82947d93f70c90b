/// A member that stands twice in the text.
struct RepeatedMember: TextOperator {
  static let info = OperatorInfo(
    id: "repeated-member", family: .structural,
    summary: "a member that stands twice in the text",
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7,"name":"a"}"#,
      becomes: #"{"id":7,"name":"a","id":7}"#))

  func texts(of text: String) -> TextVariants {
    let structure = TextStructure(text)
    // RFC 7493 section 2.3: what a reader makes of a repeated name is anybody's guess. Of an object the second one
    // stands last, where most readers take it; then with another value.
    let count = structure.members.count
    return TextVariants(sizes: [count, count]) { index in
      let member = structure.members[index % count]
      let again = index < count ? structure.text(member) : "\(structure.name(of: member)):null"
      let end = structure.endOfObject(around: member)
      return structure.replacing(end..<end, with: ",\(again)")
    }
  }
}

extension MutationOperator {
  /// A member that stands twice in the text.
  public static let repeatedMember = Self(RepeatedMember())
}
