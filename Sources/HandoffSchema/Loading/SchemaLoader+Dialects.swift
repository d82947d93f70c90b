extension SchemaLoader {
  /// The rules that a `$schema` stands for.
  ///
  /// - Throws: ``SchemaError`` with reason `unknownVocabulary` for a metaschema that neither is bundled nor
  ///   comes from the resolver, or that requires a vocabulary that is not known.
  mutating func rules(
    of dialect: String, uri: String, pointer: JSONPointer
  ) throws(SchemaError) -> DialectRules {
    let name = URIReference(dialect).withoutFragment
    if let standard = DialectRules.standard(name) { return DialectRules(dialect: standard) }
    if let known = customRules[ExactString(name)] { return known }
    // From the outermost metaschema inward: each one's own `$schema` says how it is read.
    var chain: [(uri: String, document: JSONValue)] = []
    var next = name
    var rules: DialectRules?
    while rules == nil {
      guard chain.count < 8, let document = options.resolver?(next) else {
        throw SchemaError(
          reason: .unknownVocabulary(next, known: DialectRules.standardURIs), uri: uri, pointer: pointer)
      }
      chain.append((next, document))
      if case .string(let outer) = document["$schema"] {
        next = URIReference(outer).withoutFragment
        rules = DialectRules.standard(next).map { DialectRules(dialect: $0) }
      } else {
        rules = DialectRules(dialect: options.dialect)
      }
    }
    var result = rules ?? DialectRules(dialect: options.dialect)
    for (uri, document) in chain.reversed() {
      if case .object(let vocabulary) = document["$vocabulary"] {
        result = try DialectRules(dialect: result.dialect).limited(to: vocabulary, uri: uri)
      }
    }
    customRules[ExactString(name)] = result
    return result
  }
}
