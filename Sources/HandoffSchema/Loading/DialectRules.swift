/// How one resource is read: its dialect and the vocabularies that its metaschema names.
struct DialectRules: Sendable, Hashable {
  var dialect: SchemaOptions.Dialect
  var vocabularies: Vocabularies = .all
  /// True where the metaschema names the format-assertion vocabulary.
  var formatAsserts = false

  /// Says whether a keyword means anything here.
  func knows(_ keyword: Keyword) -> Bool {
    if dialect == .draft2020, vocabularies == .all {
      return keyword != .additionalItems && keyword != .recursiveReference && keyword != .oldIdentifier
    }
    return keyword.dialects.contains(dialect) && vocabularies.contains(keyword.vocabulary)
  }

  /// The keyword that names a resource.
  var identifierKeyword: String { dialect == .draft4 ? "id" : "$id" }

  /// True where `$ref` hides everything beside it (up to draft-07).
  var referenceHidesSiblings: Bool { dialect <= .draft7 }
}

extension DialectRules {
  /// The rules that a schema asks for by `$schema`; `nil` where it names no metaschema that everybody knows.
  static func named(by schema: JSONValue) -> DialectRules? {
    guard let uri = schema["$schema"]?.stringValue else { return nil }
    return standard(URIReference(uri).withoutFragment).map { DialectRules(dialect: $0) }
  }

  /// What a schema calls itself, as it is written; `nil` where it has no name, or only an anchor.
  func identifier(of members: JSONObject) -> URIReference? {
    if referenceHidesSiblings, members["$ref"] != nil { return nil }
    guard case .string(let text)? = members[identifierKeyword] else { return nil }
    let reference = URIReference(text)
    return reference.withoutFragment.isEmpty ? nil : reference
  }

  /// The dialect of a metaschema that everybody knows, by its URI without an empty fragment.
  static func standard(_ uri: String) -> SchemaOptions.Dialect? {
    switch uri {
    case "https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/schema": .draft2020
    case "https://json-schema.org/draft/2019-09/schema": .draft2019
    case "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema": .draft7
    case "http://json-schema.org/draft-06/schema", "https://json-schema.org/draft-06/schema": .draft6
    case "http://json-schema.org/draft-04/schema", "https://json-schema.org/draft-04/schema": .draft4
    default: nil
    }
  }

  /// The URIs of the known metaschemas, for messages.
  static let standardURIs = [
    "https://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2019-09/schema",
    "http://json-schema.org/draft-07/schema#", "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-04/schema#",
  ]

  /// The vocabularies by the last part of their URI.
  private static let vocabularyNames: [(name: String, vocabulary: Vocabularies)] = [
    ("core", .core), ("applicator", .applicator), ("unevaluated", .unevaluated), ("validation", .validation),
    ("meta-data", .metadata), ("format-annotation", .format), ("format-assertion", .format),
    ("format", .format), ("content", .content),
  ]

  /// Narrows the rules to the vocabularies that a metaschema names.
  ///
  /// - Throws: ``SchemaError`` for a required vocabulary that is not known.
  func limited(to vocabulary: JSONObject, uri: String) throws(SchemaError) -> DialectRules {
    var rules = self
    rules.vocabularies = .core
    // Before 2020-12 the unevaluated keywords belonged to the applicator vocabulary.
    for member in vocabulary {
      let place = "https://json-schema.org/draft/\(dialect == .draft2019 ? "2019-09" : "2020-12")/vocab/"
      let known = Self.vocabularyNames.first { (place + $0.name).hasSameCodePoints(as: member.key) }
      guard let known else {
        if member.value == .bool(false) { continue }
        throw SchemaError(
          reason: .unknownVocabulary(member.key, known: Self.vocabularyNames.map { place + $0.name }),
          uri: uri, pointer: JSONPointer(tokens: ["$vocabulary", member.key]))
      }
      rules.vocabularies.insert(known.vocabulary)
      if known.vocabulary == .applicator, dialect == .draft2019 { rules.vocabularies.insert(.unevaluated) }
      let mustAssert = known.name == "format" && member.value == .bool(true)
      if known.name == "format-assertion" || mustAssert { rules.formatAsserts = true }
    }
    return rules
  }
}
