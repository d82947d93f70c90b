internal import HandoffSchema

/// A schema in which what was found wrong once is allowed, so that the next thing is found.
struct RelaxedSchema {
  private let schema: JSONValue

  init(_ schema: JSONValue) {
    self.schema = schema
  }

  /// The schema without the keyword that a payload broke; the schema itself where that cannot be found.
  func relaxing(_ violation: Violation) -> JSONValue {
    let fragment = violation.absoluteKeywordLocation.split(separator: "#", omittingEmptySubsequences: false)
      .last
    guard let fragment, var tokens = JSONPointer(parsing: String(fragment))?.tokens,
      let keyword = tokens.popLast()
    else { return schema }
    let owner = JSONPointer(tokens: tokens)
    guard case .object(var members)? = schema[owner] else { return schema }
    guard members[keyword] != nil else { return schema }
    members[keyword] = nil
    // A member whose type is wrong is one that nothing is known of any more.
    let rest: JSONValue = keyword == "type" || keyword == "enum" ? [:] : .object(members)
    return schema.replacing(tokens[...], with: rest) ?? schema
  }
}
