// Typed reading of keyword values; every refusal names the place, what was found and what is allowed.
extension SchemaLoader {
  /// Makes the node of a subschema.
  mutating func child(
    _ value: JSONValue, of id: SchemaGraph.NodeID, _ keyword: String, _ token: String? = nil
  ) throws(SchemaError) -> SchemaGraph.NodeID {
    var pointer = nodes[id].location.documentPointer
    pointer.tokens.append(keyword)
    if let token { pointer.tokens.append(token) }
    return try node(for: value, resource: sources[id].resource, pointer: pointer)
  }

  /// The error of a keyword's value.
  func wrong(
    _ value: JSONValue, _ allowed: String, of id: SchemaGraph.NodeID, _ keyword: String,
    _ tokens: String...
  ) -> SchemaError {
    SchemaError(
      reason: .wrongKeywordValue(keyword: keyword, found: value.brief, allowed: allowed),
      uri: documents[resources[sources[id].resource].document].name,
      pointer: JSONPointer(tokens: nodes[id].location.documentPointer.tokens + [keyword] + tokens))
  }

  func string(_ value: JSONValue, _ keyword: Keyword, of id: SchemaGraph.NodeID) throws(SchemaError) -> String
  {
    guard case .string(let text) = value else { throw wrong(value, "a string", of: id, keyword.rawValue) }
    return text
  }

  func array(
    _ value: JSONValue, _ keyword: Keyword, of id: SchemaGraph.NodeID
  ) throws(SchemaError) -> [JSONValue] {
    guard case .array(let elements) = value else { throw wrong(value, "an array", of: id, keyword.rawValue) }
    return elements
  }

  func object(
    _ value: JSONValue, _ keyword: Keyword, of id: SchemaGraph.NodeID
  ) throws(SchemaError) -> JSONObject {
    guard case .object(let members) = value else {
      throw wrong(value, "an object", of: id, keyword.rawValue)
    }
    return members
  }

  func number(
    _ value: JSONValue, _ keyword: Keyword, of id: SchemaGraph.NodeID
  ) throws(SchemaError) -> JSONNumber {
    guard case .number(let number) = value else { throw wrong(value, "a number", of: id, keyword.rawValue) }
    return number
  }

  /// A count; one beyond the range of `Int` saturates, since no instance reaches it.
  func count(_ value: JSONValue, _ keyword: Keyword, of id: SchemaGraph.NodeID) throws(SchemaError) -> Int {
    let allowed = "a whole number of at least 0"
    guard case .number(let number) = value else { throw wrong(value, allowed, of: id, keyword.rawValue) }
    if let count = number.intValue, count >= 0 { return count }
    let decimal = number.decimal
    guard !decimal.isNegative, decimal.exponent >= 0 else {
      throw wrong(value, allowed, of: id, keyword.rawValue)
    }
    return .max
  }

  func names(
    _ value: JSONValue, _ keyword: Keyword, of id: SchemaGraph.NodeID
  ) throws(SchemaError) -> [String] {
    guard case .array(let elements) = value else {
      throw wrong(value, "an array of member names", of: id, keyword.rawValue)
    }
    var names: [String] = []
    names.reserveCapacity(elements.count)
    for (place, element) in elements.enumerated() {
      guard case .string(let name) = element else {
        throw wrong(element, "a member name", of: id, keyword.rawValue, String(place))
      }
      names.append(name)
    }
    return names
  }

  func pattern(
    _ source: String, of id: SchemaGraph.NodeID, _ tokens: String...
  ) throws(SchemaError) -> Pattern {
    do {
      return try Pattern(source)
    } catch {
      throw SchemaError(
        reason: .pattern(error), uri: documents[resources[sources[id].resource].document].name,
        pointer: JSONPointer(tokens: nodes[id].location.documentPointer.tokens + tokens))
    }
  }

  private static let allowedTypes =
    "one of \(TypeSet.names.map { "\"\($0)\"" }.joined(separator: ", ")), or an array of at least one of them"

  func types(_ value: JSONValue, of id: SchemaGraph.NodeID) throws(SchemaError) -> TypeSet {
    switch value {
    case .string(let name):
      guard let type = TypeSet(named: name) else { throw wrong(value, Self.allowedTypes, of: id, "type") }
      return type
    case .array(let names) where !names.isEmpty:
      var types: TypeSet = []
      for (place, element) in names.enumerated() {
        guard case .string(let name) = element, let type = TypeSet(named: name) else {
          throw wrong(element, Self.allowedTypes, of: id, "type", String(place))
        }
        types.formUnion(type)
      }
      return types
    default: throw wrong(value, Self.allowedTypes, of: id, "type")
    }
  }
}

extension TypeSet {
  /// The names of `type`, in the order of the specification.
  static let names = ["null", "boolean", "object", "array", "number", "string", "integer"]

  init?(named name: String) {
    switch name {
    case "string": self = .string
    case "object": self = .object
    case "array": self = .array
    case "integer": self = .integer
    case "number": self = .number
    case "boolean": self = .boolean
    case "null": self = .null
    default: return nil
    }
  }
}
