/// What somebody probably meant who wrote a word that JSON Schema does not know.
enum KeywordGuess {
  /// Words of other vocabularies (OpenAPI 3, and what generators add) that look like keywords and are none.
  private static let otherWords: Set<String> = [
    "example", "xml", "nullable", "discriminator", "externalDocs", "readOnly", "writeOnly", "$comment",
    "$schema",
    "$vocabulary", "$recursiveAnchor", "optional", "name", "note", "notes", "options", "propertyOrdering",
    "tags",
    "strict", "version", "source", "order", "unit", "units", "label", "comment", "enumNames",
    "enumDescriptions",
    "dependsOn", "contents", "content", "constraint", "constraints",
  ]
  private static let otherFormats: Set<String> = [
    "int32", "int64", "float", "double", "byte", "binary", "password", "decimal", "char", "color", "phone",
    "markdown", "html", "json", "datetime-local", "month", "week", "text", "textarea", "path", "file", "ulid",
  ]

  /// The keyword whose name is near and whose values look like this one; `nil` where there is none.
  static func keyword(meantBy word: String, value: JSONValue) -> Keyword? {
    // Below four letters every word is near to some keyword.
    guard word.unicodeScalars.count >= 4, !word.utf8.starts(with: "x-".utf8), !otherWords.contains(word),
      let name = NearMiss.closest(to: word, in: candidates), let keyword = Keyword.named(name),
      keyword.mayHave(value)
    else { return nil }
    return keyword
  }

  /// Keywords that constrain: one that only informs does no harm where it is misspelt.
  private static let candidates = Keyword.allCases.filter {
    $0.vocabulary != .metadata && $0.vocabulary != .content && $0 != .oldIdentifier
      && $0.rawValue.utf8.count >= 4
  }.map(\.rawValue)

  /// The known format that a name is near to; `nil` for known ones, and where there is none.
  static func format(meantBy name: String) -> String? {
    guard Format(named: name) == nil, !otherFormats.contains(name), name.unicodeScalars.count >= 3 else {
      return nil
    }
    let aliases = [
      "url": "uri", "guid": "uuid", "timestamp": "date-time", "mail": "email", "ip-address": "ipv4",
    ]
    if let known = aliases[name.lowercased()] { return known }
    return NearMiss.closest(to: name, in: Format.allCases.map(\.rawValue))
  }

  /// The type that a name is near to, by letters or as other languages call it.
  static func type(meantBy name: String) -> String? {
    let aliases = [
      "str": "string", "text": "string", "int": "integer", "long": "integer", "float": "number",
      "double": "number",
      "decimal": "number", "bool": "boolean", "list": "array", "tuple": "array", "dict": "object",
      "map": "object",
      "none": "null", "nil": "null",
    ]
    return aliases[name.lowercased()]
      ?? NearMiss.closest(
        to: name, in: ["object", "array", "string", "number", "integer", "boolean", "null"])
  }
}

extension Keyword {
  /// Whether a value looks like one of the keyword's: a member that says something of its own rarely does.
  func mayHave(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.type, .string), (.type, .array), (.enumeration, .array), (.constant, _): true
    case (.reference, .string), (.dynamicReference, .string), (.recursiveReference, .string): true
    case (.identifier, .string), (.anchor, .string), (.dynamicAnchor, .string): true
    case (.pattern, .string), (.format, .string): true
    case (.required, .array), (.required, .bool), (.uniqueItems, .bool), (.dependentRequired, .object): true
    case (.minimum, .number), (.maximum, .number), (.multipleOf, .number): true
    case (.exclusiveMinimum, .number), (.exclusiveMaximum, .number), (.exclusiveMinimum, .bool),
      (.exclusiveMaximum, .bool):
      true
    case (.minLength, .number), (.maxLength, .number), (.minItems, .number), (.maxItems, .number),
      (.minContains, .number), (.maxContains, .number), (.minProperties, .number), (.maxProperties, .number):
      true
    default:
      switch (shape, value) {
      case (.schema, .object), (.schema, .bool), (.schemaMap, .object), (.schemaArray, .array),
        (.schemaOrArray, .object), (.schemaOrArray, .array), (.schemaOrArray, .bool):
        true
      default: false
      }
    }
  }
}
