extension SchemaLoader {
  mutating func readNumeric(
    _ keyword: Keyword, _ value: JSONValue, into draft: inout NodeDraft, of id: SchemaGraph.NodeID,
    rules: DialectRules
  ) throws(SchemaError) {
    draft.groups.insert(.numeric)
    if rules.dialect == .draft4, case .bool(let isExclusive) = value {
      if keyword == .exclusiveMinimum {
        draft.minimumIsExclusive = isExclusive
        return
      }
      if keyword == .exclusiveMaximum {
        draft.maximumIsExclusive = isExclusive
        return
      }
    }
    let number = try number(value, keyword, of: id)
    switch keyword {
    case .minimum: draft.numeric.minimum = number
    case .maximum: draft.numeric.maximum = number
    case .exclusiveMinimum: draft.numeric.exclusiveMinimum = number
    case .exclusiveMaximum: draft.numeric.exclusiveMaximum = number
    default:
      let decimal = number.decimal
      guard !decimal.isNegative, !decimal.digits.isEmpty else {
        throw wrong(value, "a number greater than 0", of: id, keyword.rawValue)
      }
      draft.numeric.multipleOf = number
    }
  }

  mutating func readString(
    _ keyword: Keyword, _ value: JSONValue, into draft: inout NodeDraft, of id: SchemaGraph.NodeID,
    rules: DialectRules
  ) throws(SchemaError) {
    draft.groups.insert(.string)
    switch keyword {
    case .minLength: draft.string.minLength = try count(value, keyword, of: id)
    case .maxLength: draft.string.maxLength = try count(value, keyword, of: id)
    case .pattern:
      do throws(SchemaError) {
        draft.string.pattern = try pattern(try string(value, keyword, of: id), of: id, keyword.rawValue)
      } catch {
        // What is well-formed and only beyond automata leaves this keyword open, not the schema.
        guard case .pattern(let unread) = error.reason, case .unsupported = unread.reason else { throw error }
        draft.string.unreadPattern = unread
      }
    case .format:
      draft.string.format = try string(value, keyword, of: id)
      draft.string.formatAsserts = options.formats == .assertion || rules.formatAsserts
    case .contentEncoding: draft.string.contentEncoding = try string(value, keyword, of: id)
    case .contentMediaType: draft.string.contentMediaType = try string(value, keyword, of: id)
    default: draft.string.contentSchema = try child(value, of: id, keyword.rawValue)
    }
  }

  mutating func readArray(
    _ keyword: Keyword, _ value: JSONValue, into draft: inout NodeDraft, of id: SchemaGraph.NodeID,
    rules: DialectRules
  ) throws(SchemaError) {
    switch keyword {
    case .items:
      if rules.dialect == .draft2020, case .array = value {
        throw wrong(value, "a schema; for a list of schemas write \"prefixItems\"", of: id, keyword.rawValue)
      }
      draft.items = value
      return
    case .additionalItems:
      draft.additionalItems = value
      return
    case .prefixItems:
      for (place, schema) in try array(value, keyword, of: id).enumerated() {
        draft.array.prefixItems.append(try child(schema, of: id, keyword.rawValue, String(place)))
      }
    case .contains:
      draft.array.contains = try child(value, of: id, keyword.rawValue)
      draft.array.containsEvaluates = rules.dialect >= .draft2020
    case .minContains: draft.array.minContains = try count(value, keyword, of: id)
    case .maxContains: draft.array.maxContains = try count(value, keyword, of: id)
    case .minItems: draft.array.minItems = try count(value, keyword, of: id)
    case .maxItems: draft.array.maxItems = try count(value, keyword, of: id)
    case .uniqueItems:
      guard case .bool(let unique) = value else {
        throw wrong(value, "true or false", of: id, keyword.rawValue)
      }
      draft.array.uniqueItems = unique
    default: draft.array.unevaluatedItems = try child(value, of: id, keyword.rawValue)
    }
    draft.groups.insert(.array)
  }

  mutating func readObject(
    _ keyword: Keyword, _ value: JSONValue, into draft: inout NodeDraft, of id: SchemaGraph.NodeID
  ) throws(SchemaError) {
    draft.groups.insert(.object)
    switch keyword {
    case .properties:
      let members = try object(value, keyword, of: id)
      draft.object.properties.reserveCapacity(members.count)
      for member in members {
        let schema = try child(member.value, of: id, keyword.rawValue, member.key)
        draft.object.properties.append((member.key, schema))
      }
      draft.object.indexProperties()
    case .patternProperties:
      for member in try object(value, keyword, of: id) {
        let schema = try child(member.value, of: id, keyword.rawValue, member.key)
        do throws(SchemaError) {
          let pattern = try pattern(member.key, of: id, keyword.rawValue, member.key)
          draft.object.patternProperties.append((pattern, schema))
        } catch {
          guard case .pattern(let unread) = error.reason, case .unsupported = unread.reason else {
            throw error
          }
          draft.unreadNames.entries.append(
            UnreadNames.Entry(error: error, pattern: unread, schema: schema, key: member.key))
        }
      }
    case .additionalProperties: draft.object.additionalProperties = try child(value, of: id, keyword.rawValue)
    case .propertyNames: draft.object.propertyNames = try child(value, of: id, keyword.rawValue)
    case .required: draft.object.required = try names(value, keyword, of: id)
    case .minProperties: draft.object.minProperties = try count(value, keyword, of: id)
    case .maxProperties: draft.object.maxProperties = try count(value, keyword, of: id)
    case .unevaluatedProperties:
      draft.object.unevaluatedProperties = try child(value, of: id, keyword.rawValue)
    default: try readDependencies(keyword, value, into: &draft, of: id)
    }
  }

  // `dependentRequired`, `dependentSchemas`, and draft-07's `dependencies`, which is either.
  private mutating func readDependencies(
    _ keyword: Keyword, _ value: JSONValue, into draft: inout NodeDraft, of id: SchemaGraph.NodeID
  ) throws(SchemaError) {
    for member in try object(value, keyword, of: id) {
      let isList = if case .array = member.value { true } else { false }
      if keyword == .dependentSchemas || keyword == .dependencies && !isList {
        let schema = try child(member.value, of: id, keyword.rawValue, member.key)
        draft.object.dependentSchemas.append((member.key, schema))
        continue
      }
      guard case .array(let elements) = member.value else {
        throw wrong(member.value, "an array of member names", of: id, keyword.rawValue, member.key)
      }
      var names: [String] = []
      for (place, element) in elements.enumerated() {
        guard case .string(let name) = element else {
          throw wrong(element, "a member name", of: id, keyword.rawValue, member.key, String(place))
        }
        names.append(name)
      }
      draft.object.dependentRequired.append((member.key, names))
      draft.object.dependentRequiredKeyword = keyword.rawValue
    }
  }

  mutating func readLogic(
    _ keyword: Keyword, _ value: JSONValue, into draft: inout NodeDraft, of id: SchemaGraph.NodeID
  ) throws(SchemaError) {
    switch keyword {
    case .condition: draft.condition = value
    case .then: draft.then = value
    case .otherwise: draft.otherwise = value
    case .not:
      draft.logic.not = try child(value, of: id, keyword.rawValue)
      draft.groups.insert(.logic)
    case .allOf, .anyOf, .oneOf:
      let schemas = try array(value, keyword, of: id)
      guard !schemas.isEmpty else {
        throw wrong(value, "an array of at least one schema", of: id, keyword.rawValue)
      }
      var branches: [SchemaGraph.NodeID] = []
      branches.reserveCapacity(schemas.count)
      for (place, schema) in schemas.enumerated() {
        branches.append(try child(schema, of: id, keyword.rawValue, String(place)))
      }
      switch keyword {
      case .allOf: draft.logic.allOf = branches
      case .anyOf: draft.logic.anyOf = branches
      default: draft.logic.oneOf = branches
      }
      draft.groups.insert(.logic)
    default: try readReference(keyword, value, into: &draft, of: id)
    }
  }

  private mutating func readReference(
    _ keyword: Keyword, _ value: JSONValue, into draft: inout NodeDraft, of id: SchemaGraph.NodeID
  ) throws(SchemaError) {
    guard case .string(let text) = value else {
      throw wrong(value, "a URI reference", of: id, keyword.rawValue)
    }
    draft.groups.insert(.logic)
    let target = try target(of: text, keyword: keyword.rawValue, in: id)
    edges?[id].append(target.node)
    var anchor: String?
    switch keyword {
    case .dynamicReference: anchor = target.dynamicAnchor
    case .recursiveReference:
      let source = sources[target.node]
      if source.value["$recursiveAnchor"] == .bool(true),
        resources[source.resource].rules.dialect == .draft2019
      {
        anchor = ""
      }
    default: break
    }
    if let anchor {
      var dynamic = LogicKeywords.DynamicReference(initial: target.node, anchor: anchor, overrides: [])
      dynamic.keyword = keyword.rawValue
      draft.logic.dynamicReference = dynamic
      dynamicNodes.append(id)
    } else if draft.logic.reference == nil {
      draft.logic.reference = target.node
      draft.logic.referenceKeyword = keyword.rawValue
    } else {
      // Both `$ref` and a plain `$dynamicRef`: two references to the same value.
      draft.logic.dynamicReference = LogicKeywords.DynamicReference(
        initial: target.node, anchor: text, overrides: [])
      draft.logic.dynamicReference?.keyword = keyword.rawValue
    }
  }

  func readAnnotation(_ keyword: Keyword, _ value: JSONValue, into draft: inout NodeDraft) {
    // Annotations never refuse anything, so a value of the wrong type is passed over.
    draft.groups.insert(.annotations)
    switch keyword {
    case .title: draft.annotations.title = value.stringValue
    case .description: draft.annotations.description = value.stringValue
    case .defaultValue: draft.annotations.defaultValue = value
    case .examples: draft.annotations.examples = value.arrayValue ?? []
    default: draft.annotations.isDeprecated = value == .bool(true)
    }
  }
}
