// Typed reading of keyword values; every refusal names the place, what was found and what is allowed.
extension SchemaLoader {
  /// Makes the node of a subschema.
  mutating func child(
    _ value: JSONValue, of id: SchemaGraph.NodeID, _ keyword: String, _ token: String? = nil
  ) throws(SchemaError) -> SchemaGraph.NodeID {
    var pointer = nodes[id].location.documentPointer
    pointer.tokens.append(keyword)
    if let token { pointer.tokens.append(token) }
    let child = try node(for: value, resource: sources[id].resource, pointer: pointer)
    edges?[id].append(child)
    return child
  }

  /// Refuses what is no schema, where no node is to be made of it.
  func checkIsSchema(_ value: JSONValue, of id: SchemaGraph.NodeID, _ keyword: String) throws(SchemaError) {
    switch value {
    case .bool, .object: return
    default:
      throw SchemaError(
        reason: .notASchema(found: value.brief),
        uri: documents[resources[sources[id].resource].document].name,
        pointer: nodes[id].location.documentPointer.appending(keyword))
    }
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
    try checkLengths(of: value, of: id, keyword.rawValue)
    return number
  }

  /// A count; one beyond the range of `Int` saturates, since no instance reaches it.
  func count(_ value: JSONValue, _ keyword: Keyword, of id: SchemaGraph.NodeID) throws(SchemaError) -> Int {
    let allowed = "a whole number of at least 0"
    guard case .number(let number) = value else { throw wrong(value, allowed, of: id, keyword.rawValue) }
    if let count = number.intValue, count >= 0 { return count }
    try checkLengths(of: value, of: id, keyword.rawValue)
    let decimal = number.decimal
    guard !decimal.isNegative, decimal.exponent >= 0 else {
      throw wrong(value, allowed, of: id, keyword.rawValue)
    }
    return .max
  }

  /// Refuses numbers of thousands of characters, which each value would be held against.
  func checkLengths(of value: JSONValue, of id: SchemaGraph.NodeID, _ keyword: String) throws(SchemaError) {
    guard let (tokens, length) = value.firstNumber(longerThan: Self.numberLengthLimit) else { return }
    throw SchemaError(
      reason: .wrongKeywordValue(
        keyword: keyword, found: "one of \(length)",
        allowed: "written with numbers of at most \(Self.numberLengthLimit) characters"),
      uri: documents[resources[sources[id].resource].document].name,
      pointer: JSONPointer(tokens: nodes[id].location.documentPointer.tokens + [keyword] + tokens))
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

extension JSONValue {
  /// The place and the length of a number that is written with more characters than a limit.
  fileprivate func firstNumber(longerThan limit: Int) -> (tokens: [String], length: Int)? {
    var open: [(value: JSONValue, container: Int, place: Int)] = []
    // The containers on the way to what is open, for the place; most values have none to tell.
    var containers: [(value: JSONValue, container: Int, place: Int)] = []
    open.append((self, -1, 0))
    while let (value, container, place) = open.popLast() {
      switch value {
      case .number(let number):
        guard number.literal.utf8.count > limit else { continue }
        var tokens: [String] = []
        var (container, place) = (container, place)
        while container >= 0 {
          let owner = containers[container]
          tokens.append(owner.value.objectValue.map { $0[place].key } ?? String(place))
          (container, place) = (owner.container, owner.place)
        }
        return (tokens.reversed(), number.literal.utf8.count)
      case .array(let elements):
        containers.append((value, container, place))
        let owner = containers.count - 1
        for place in elements.indices.reversed() where elements[place].mayHoldLongNumber(limit) {
          open.append((elements[place], owner, place))
        }
      case .object(let members):
        containers.append((value, container, place))
        let owner = containers.count - 1
        for place in members.indices.reversed() where members[place].value.mayHoldLongNumber(limit) {
          open.append((members[place].value, owner, place))
        }
      default: break
      }
    }
    return nil
  }

  private func mayHoldLongNumber(_ limit: Int) -> Bool {
    switch self {
    case .number(let number): number.literal.utf8.count > limit
    case .array(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    default: false
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
