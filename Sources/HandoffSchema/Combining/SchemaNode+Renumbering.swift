extension SchemaNode {
  /// Replaces the identifier of every other node that this one names.
  ///
  /// The one function that knows all of them; a test goes through the keywords and names one that is missing.
  ///
  /// - Parameter number: The new identifier of an old one.
  package mutating func renumber(_ number: (NodeID) -> NodeID) {
    if var keywords = string, let schema = keywords.contentSchema {
      keywords.contentSchema = number(schema)
      string = keywords
    }
    if var keywords = array {
      keywords.prefixItems = keywords.prefixItems.map(number)
      keywords.items = keywords.items.map(number)
      keywords.contains = keywords.contains.map(number)
      keywords.unevaluatedItems = keywords.unevaluatedItems.map(number)
      array = keywords
    }
    if var keywords = object {
      keywords.renumber(number)
      object = keywords
    }
    if var keywords = logic {
      keywords.renumber(number)
      logic = keywords
    }
  }
}

extension ObjectKeywords {
  fileprivate mutating func renumber(_ number: (SchemaGraph.NodeID) -> SchemaGraph.NodeID) {
    // In place, so that the index of the names stays right.
    for index in properties.indices { properties[index].schema = number(properties[index].schema) }
    for index in patternProperties.indices {
      patternProperties[index].schema = number(patternProperties[index].schema)
    }
    additionalProperties = additionalProperties.map(number)
    propertyNames = propertyNames.map(number)
    for index in dependentSchemas.indices {
      dependentSchemas[index].schema = number(dependentSchemas[index].schema)
    }
    unevaluatedProperties = unevaluatedProperties.map(number)
  }
}

extension LogicKeywords {
  fileprivate mutating func renumber(_ number: (SchemaGraph.NodeID) -> SchemaGraph.NodeID) {
    allOf = allOf.map(number)
    anyOf = anyOf.map(number)
    oneOf = oneOf.map(number)
    not = not.map(number)
    if var choice = condition {
      choice.condition = number(choice.condition)
      choice.then = choice.then.map(number)
      choice.otherwise = choice.otherwise.map(number)
      condition = choice
    }
    reference = reference.map(number)
    if var dynamic = dynamicReference {
      dynamic.initial = number(dynamic.initial)
      dynamic.overrides = dynamic.overrides.map { (base: $0.base, schema: number($0.schema)) }
      dynamicReference = dynamic
    }
  }
}
