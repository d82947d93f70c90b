extension SchemaLoader {
  /// Reads the keywords of a node and makes nodes of its subschemas.
  mutating func readNode(_ id: SchemaGraph.NodeID) throws(SchemaError) {
    let source = sources[id]
    let rules = resources[source.resource].rules
    guard case .object(let members) = source.value else {
      nodes[id].always = source.value.boolValue
      return
    }
    var draft = NodeDraft()
    if rules.referenceHidesSiblings, let reference = members["$ref"] {
      try readLogic(.reference, reference, into: &draft, of: id)
    } else {
      for member in members {
        guard let keyword = Keyword.named(member.key) else { continue }
        guard rules.knows(keyword) else { continue }
        try read(keyword, member.value, into: &draft, of: id, rules: rules)
      }
      try readDependent(&draft, of: id, rules: rules)
      readUnreadNames(&draft, of: id)
    }
    draft.finish(&nodes[id])
  }

  private mutating func read(
    _ keyword: Keyword, _ value: JSONValue, into draft: inout NodeDraft, of id: SchemaGraph.NodeID,
    rules: DialectRules
  ) throws(SchemaError) {
    switch keyword.group {
    case .definitions: _ = try object(value, keyword, of: id)
    case .name: try checkName(keyword, value, of: id, rules: rules)
    case .value: try readValue(keyword, value, of: id, rules: rules)
    case .numeric: try readNumeric(keyword, value, into: &draft, of: id, rules: rules)
    case .string: try readString(keyword, value, into: &draft, of: id, rules: rules)
    case .array: try readArray(keyword, value, into: &draft, of: id, rules: rules)
    case .object: try readObject(keyword, value, into: &draft, of: id)
    case .logic: try readLogic(keyword, value, into: &draft, of: id)
    case .annotation: readAnnotation(keyword, value, into: &draft)
    }
  }

  private mutating func readValue(
    _ keyword: Keyword, _ value: JSONValue, of id: SchemaGraph.NodeID, rules: DialectRules
  ) throws(SchemaError) {
    switch keyword {
    case .type:
      nodes[id].types = try types(value, of: id)
      nodes[id].takesOnlySpeltIntegers = rules.dialect == .draft4
    case .enumeration:
      let values = try array(value, keyword, of: id)
      try checkLengths(of: value, of: id, keyword.rawValue)
      nodes[id].enumeration = values
      if values.count > SchemaNode.enumerationIndexedFrom { nodes[id].enumerationIndex = Set(values) }
    default:
      try checkLengths(of: value, of: id, keyword.rawValue)
      nodes[id].constant = value
    }
  }

  // What depends on keywords that may stand in any order.
  private mutating func readDependent(
    _ draft: inout NodeDraft, of id: SchemaGraph.NodeID, rules: DialectRules
  ) throws(SchemaError) {
    if draft.minimumIsExclusive, let bound = draft.numeric.minimum {
      draft.numeric.exclusiveMinimum = bound
      draft.numeric.minimum = nil
    }
    if draft.maximumIsExclusive, let bound = draft.numeric.maximum {
      draft.numeric.exclusiveMaximum = bound
      draft.numeric.maximum = nil
    }
    if let items = draft.items {
      draft.groups.insert(.array)
      if rules.dialect <= .draft2019, case .array(let schemas) = items {
        for (place, schema) in schemas.enumerated() {
          draft.array.prefixItems.append(try child(schema, of: id, "items", String(place)))
        }
        if let rest = draft.additionalItems {
          draft.array.items = try child(rest, of: id, "additionalItems")
        }
      } else {
        draft.array.items = try child(items, of: id, "items")
      }
    }
    if let condition = draft.condition {
      draft.groups.insert(.logic)
      var parts = LogicKeywords.Condition(condition: try child(condition, of: id, "if"))
      if let then = draft.then { parts.then = try child(then, of: id, "then") }
      if let otherwise = draft.otherwise { parts.otherwise = try child(otherwise, of: id, "else") }
      draft.logic.condition = parts
    } else {
      // Without a condition these say nothing, but what is no schema is a mistake.
      if let then = draft.then { try checkIsSchema(then, of: id, "then") }
      if let otherwise = draft.otherwise { try checkIsSchema(otherwise, of: id, "else") }
    }
  }

  // Identifiers take effect when the node is made; here only their form is checked.
  private func checkName(
    _ keyword: Keyword, _ value: JSONValue, of id: SchemaGraph.NodeID, rules: DialectRules
  ) throws(SchemaError) {
    let isIdentifier = keyword == .identifier || keyword == .oldIdentifier
    let forms =
      isIdentifier
      ? "a URI reference without fragment"
      : "a name of letters, digits, \"-\", \"_\" and \".\" that begins with a letter or \"_\""
    guard case .string(let text) = value else { throw wrong(value, forms, of: id, keyword.rawValue) }
    if isIdentifier {
      guard rules.dialect >= .draft2019, let fragment = URIReference(text).fragment else { return }
      if !fragment.isEmpty { throw wrong(value, forms, of: id, keyword.rawValue) }
    } else if !Self.isAnchorName(text) {
      throw wrong(value, forms, of: id, keyword.rawValue)
    }
  }

  private static func isAnchorName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7A || first == 0x5F
    else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, UInt8(ascii: "-"), UInt8(ascii: "."): true
      default: false
      }
    }
  }
}
