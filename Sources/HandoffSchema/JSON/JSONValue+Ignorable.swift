extension JSONValue {
  /// Says of a member in a schema that its receiver may make nothing of it: `true` beside the member's type.
  package static let ignorableKeyword = "x-ignorable"

  /// The names of the members that a schema marks so, anywhere in it.
  ///
  /// - Complexity: O(*n*) in the size of the schema.
  package var ignorableNames: Set<ExactString> {
    var names: Set<ExactString> = []
    var open = [self]
    while let value = open.popLast() {
      switch value {
      case .array(let elements): open += elements
      case .object(let members):
        for member in members {
          if member.value[Self.ignorableKeyword] == true { names.insert(ExactString(member.key)) }
          open.append(member.value)
        }
      default: break
      }
    }
    return names
  }
}
