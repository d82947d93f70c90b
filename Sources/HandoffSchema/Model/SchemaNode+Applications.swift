extension SchemaNode {
  /// All schemas that this one applies, in the order of evaluation; `dynamic` says what a reference means that depends on
  /// how it is reached.
  func applications(
    dynamic: (LogicKeywords.DynamicReference) -> [NodeID] = \.possibleTargets
  ) -> [SchemaApplication] {
    var list: [SchemaApplication] = []
    forEachPart { list.append($0) }
    forEachInPlace(dynamic: dynamic) { list.append($0) }
    return list
  }

  /// Goes through the schemas that this one applies to parts of its value, or to what is in them.
  func forEachPart(_ body: (SchemaApplication) -> Void) {
    if let schema = string?.contentSchema { body(SchemaApplication(.contentSchema, schema, .content)) }
    if let array {
      for (index, schema) in array.prefixItems.enumerated() {
        body(SchemaApplication(.prefixItems, schema, .element(index)))
      }
      if let schema = array.items {
        body(SchemaApplication(.items, schema, .elements(from: array.prefixItems.count)))
      }
      if let schema = array.contains {
        body(
          SchemaApplication(.contains, schema, .anyElement, telling: array.containsEvaluates ? nil : .never))
      }
      if let schema = array.unevaluatedItems {
        body(SchemaApplication(.unevaluatedItems, schema, .unevaluatedElements))
      }
    }
    if let object {
      for entry in object.properties {
        body(SchemaApplication(.properties, entry.schema, .member(entry.key)))
      }
      for entry in object.patternProperties {
        body(SchemaApplication(.patternProperties, entry.schema, .members(entry.pattern)))
      }
      if let schema = object.additionalProperties {
        body(SchemaApplication(.additionalProperties, schema, .otherMembers))
      }
      if let schema = object.propertyNames { body(SchemaApplication(.propertyNames, schema, .memberNames)) }
      if let schema = object.unevaluatedProperties {
        body(SchemaApplication(.unevaluatedProperties, schema, .unevaluatedMembers))
      }
    }
  }

  /// Goes through the schemas that this one applies to the same value; `dynamic` says what a reference means that depends
  /// on how it is reached.
  func forEachInPlace(
    dynamic: (LogicKeywords.DynamicReference) -> [NodeID], _ body: (SchemaApplication) -> Void
  ) {
    if let object {
      for entry in object.dependentSchemas {
        body(SchemaApplication(.dependentSchemas, entry.schema, .valueWithMember(entry.key)))
      }
    }
    guard let logic else { return }
    if let schema = logic.reference { body(SchemaApplication(.reference, schema)) }
    if let reference = logic.dynamicReference {
      for schema in dynamic(reference) { body(SchemaApplication(.dynamicReference, schema)) }
    }
    for schema in logic.allOf { body(SchemaApplication(.allOf, schema)) }
    for schema in logic.anyOf { body(SchemaApplication(.anyOf, schema)) }
    for schema in logic.oneOf { body(SchemaApplication(.oneOf, schema)) }
    if let schema = logic.not { body(SchemaApplication(.not, schema)) }
    if let choice = logic.condition {
      body(SchemaApplication(.condition, choice.condition))
      if let schema = choice.then { body(SchemaApplication(.then, schema)) }
      if let schema = choice.otherwise { body(SchemaApplication(.otherwise, schema)) }
    }
  }

  /// The schemas that this one applies to the same value, dynamic references aside: where those lead depends on the
  /// way; see ``DynamicProgress``.
  var inPlaceTargets: [NodeID] {
    var targets: [NodeID] = []
    forEachInPlace(dynamic: { _ in [] }, { targets.append($0.schema) })
    return targets
  }

  /// The schemas that this one applies to the same value and that may speak for it: those of `not` are left out.
  var inPlaceSpeakers: [NodeID] {
    var targets: [NodeID] = []
    forEachInPlace(dynamic: { [$0.initial] }) { if $0.telling != .never { targets.append($0.schema) } }
    return targets
  }
}

extension LogicKeywords.DynamicReference {
  /// Every node that the reference may mean.
  var possibleTargets: [SchemaGraph.NodeID] { [initial] + overrides.map(\.schema) }
}

// MARK: - Replacing

extension SchemaNode {
  /// Replaces the identifier of every other node that this one names.
  ///
  /// - Parameter number: The new identifier of an old one.
  package mutating func renumber(_ number: (NodeID) -> NodeID) {
    replaceSchemas { schema, _ in number(schema) }
  }

  /// Replaces the schemas that this one applies, as ``applications(dynamic:)`` lists them.
  mutating func replaceSchemas(_ replacement: (NodeID, Keyword) -> NodeID) {
    func replace(_ schema: inout NodeID, _ keyword: Keyword) { schema = replacement(schema, keyword) }
    func replace(_ schema: inout NodeID?, _ keyword: Keyword) {
      if let known = schema { schema = replacement(known, keyword) }
    }
    func replace(_ schemas: inout [NodeID], _ keyword: Keyword) {
      for index in schemas.indices { replace(&schemas[index], keyword) }
    }
    if var keywords = string, keywords.contentSchema != nil {
      replace(&keywords.contentSchema, .contentSchema)
      string = keywords
    }
    if var keywords = array {
      replace(&keywords.prefixItems, .prefixItems)
      replace(&keywords.items, .items)
      replace(&keywords.contains, .contains)
      replace(&keywords.unevaluatedItems, .unevaluatedItems)
      array = keywords
    }
    if var keywords = object {
      // In place, so that the index of the names stays right.
      for index in keywords.properties.indices { replace(&keywords.properties[index].schema, .properties) }
      for index in keywords.patternProperties.indices {
        replace(&keywords.patternProperties[index].schema, .patternProperties)
      }
      replace(&keywords.additionalProperties, .additionalProperties)
      replace(&keywords.propertyNames, .propertyNames)
      replace(&keywords.unevaluatedProperties, .unevaluatedProperties)
      for index in keywords.dependentSchemas.indices {
        replace(&keywords.dependentSchemas[index].schema, .dependentSchemas)
      }
      object = keywords
    }
    if var keywords = logic {
      replace(&keywords.reference, .reference)
      if var dynamic = keywords.dynamicReference {
        replace(&dynamic.initial, .dynamicReference)
        for index in dynamic.overrides.indices {
          replace(&dynamic.overrides[index].schema, .dynamicReference)
        }
        keywords.dynamicReference = dynamic
      }
      replace(&keywords.allOf, .allOf)
      replace(&keywords.anyOf, .anyOf)
      replace(&keywords.oneOf, .oneOf)
      replace(&keywords.not, .not)
      if var choice = keywords.condition {
        replace(&choice.condition, .condition)
        replace(&choice.then, .then)
        replace(&choice.otherwise, .otherwise)
        keywords.condition = choice
      }
      logic = keywords
    }
  }
}
