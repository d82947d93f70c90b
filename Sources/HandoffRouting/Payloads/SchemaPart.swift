import HandoffSchema

/// What the keywords of a schema are to one who leaves parts of it out.
enum SchemaPart {
  /// What may be done with a keyword without ruling payloads out.
  enum Role {
    /// It constrains nothing.
    case silent
    /// It is left out or kept.
    case atom
    /// It stays as it is: left out, it might rule payloads out.
    case fixed
    /// Its schemas, by name or in an array, all have to hold; each may go.
    case schemas
    /// As `schemas`; but another keyword looks at which names or positions there are, so it stays.
    case positions
    /// One of its schemas has to hold.
    case branches
    /// Another keyword looks at what its schemas looked at: they stay, and parts of them may go.
    case applied
    /// Its schema has to hold for some parts of the payload.
    case schema
    /// As `schema`; but another keyword looks at which parts it applies to, so it stays.
    case position
    /// A list of names.
    case names
  }

  /// Whether a schema says something of the parts of a payload that nothing in it looks at.
  static func evaluatesRest(_ members: JSONObject) -> Bool {
    members["unevaluatedProperties"] != nil || members["unevaluatedItems"] != nil
  }

  /// The keywords of a schema in the order in which they are left out.
  ///
  /// What depends on others comes before them, so that these may go freely once it has gone. In older drafts a reference
  /// hides what stands beside it, which must not come to light: it comes last.
  static func orderOfRelaxing(_ members: JSONObject) -> [String] {
    let keywords = members.keys
    func isFirst(_ keyword: String) -> Bool { keyword.utf8.starts(with: "unevaluated".utf8) }
    func isLast(_ keyword: String) -> Bool { keyword.hasSameCodePoints(as: "$ref") }
    return keywords.filter(isFirst) + keywords.filter { !isFirst($0) && !isLast($0) }
      + keywords.filter(isLast)
  }
}

extension SchemaPart.Role {
  /// The role of a keyword.
  ///
  /// - Parameters:
  ///   - keyword: Its name.
  ///   - members: The schema that it stands in.
  ///   - isEvaluated: Whether a schema around that one looks at what is left of the same value.
  init(of keyword: String, in members: JSONObject, isEvaluated: Bool) {
    let looksAtRest = isEvaluated || SchemaPart.evaluatesRest(members)
    switch keyword {
    case "properties", "patternProperties":
      self = looksAtRest || members["additionalProperties"] != nil ? .positions : .schemas
    case "prefixItems": self = .positions
    case "allOf": self = looksAtRest ? .applied : .schemas
    case "anyOf": self = looksAtRest ? .applied : .branches
    case "items", "additionalProperties": self = looksAtRest ? .position : .schema
    case "propertyNames": self = .schema
    case "required": self = .names
    case "$ref", "$dynamicRef", "$recursiveRef", "oneOf", "if", "then", "else", "dependentSchemas",
      "dependencies",
      "contains", "additionalItems":
      self = looksAtRest ? .fixed : .atom
    case "$id", "$schema", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$defs", "definitions",
      "$comment",
      "$vocabulary", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
      "format", "contentEncoding", "contentMediaType", "contentSchema":
      self = .silent
    case let name where name.utf8.starts(with: "x-".utf8): self = .silent
    // Without it one match would be asked for.
    case "minContains" where members["minContains"] == 0: self = .silent
    default: self = .atom
    }
  }

  /// Whether the whole keyword may be left out.
  var mayGo: Bool {
    switch self {
    case .atom, .schemas, .branches, .schema, .names: true
    case .silent, .fixed, .positions, .position, .applied: false
    }
  }
}
