extension Schema {
  /// Objects with the given members and no others.
  ///
  /// - Parameters:
  ///   - members: The names with the schemas of their values; a value must satisfy all schemas of its name.
  ///   - least: How many of the members there must be; all of them where it is their number.
  /// - Returns: The schema of the objects.
  package static func object(of members: [(name: String, schema: Schema)], atLeast least: Int) -> Schema {
    var assembly = SchemaAssembly()
    var order: [String] = []
    var schemas: [ExactString: [SchemaGraph.NodeID]] = [:]
    var words = JSONObject()
    for member in members {
      if words[member.name] == nil { order.append(member.name) }
      words[member.name] = member.schema.json
      schemas[ExactString(member.name), default: []].append(assembly.add(member.schema))
    }
    var keywords = ObjectKeywords()
    keywords.properties = order.map { ($0, assembly.all(schemas[ExactString($0)] ?? [])) }
    keywords.indexProperties()
    keywords.additionalProperties = assembly.refusal(by: "additionalProperties")
    var json: JSONObject = ["type": "object", "properties": .object(words), "additionalProperties": false]
    if least == members.count {
      keywords.required = order
      json["required"] = .array(order.map { .string($0) })
    } else if least > 0 {
      keywords.minProperties = least
      json["minProperties"] = .number(JSONNumber(least))
    }
    var node = SchemaAssembly.blank()
    node.types = .object
    node.object = keywords
    let root = assembly.add(node)
    return assembly.schema(root: root, json: .object(json))
  }

  /// Arrays with one element of each schema, in order, and no others.
  package static func list(of schemas: [Schema]) -> Schema {
    var assembly = SchemaAssembly()
    var keywords = ArrayKeywords()
    keywords.prefixItems = schemas.map { assembly.add($0) }
    keywords.minItems = schemas.count
    keywords.maxItems = schemas.count
    var node = SchemaAssembly.blank()
    node.types = .array
    node.array = keywords
    let root = assembly.add(node)
    let count = JSONValue.number(JSONNumber(schemas.count))
    return assembly.schema(
      root: root,
      json: [
        "type": "array", "prefixItems": .array(schemas.map(\.json)), "minItems": count, "maxItems": count,
      ])
  }
}
