import HandoffSchema

/// The attributes of spans as plain JSON.
struct OTLPValues {
  /// The deepest nesting of an attribute that is followed; what is deeper is `null`, and counted.
  private static let depthLimit = 64

  /// What could not be read, once for each time.
  private(set) var problems: [String] = []

  /// Attributes as members; those written as an object, as some exporters do, are taken as they are.
  mutating func attributes(_ value: JSONValue?) -> JSONObject {
    guard let value, value != .null else { return JSONObject() }
    if let object = value.objectValue { return object }
    var attributes = JSONObject()
    guard let list = value.arrayValue else {
      problems.append("attributes that are no array")
      return attributes
    }
    for entry in list {
      guard let key = entry["key"]?.stringValue, let value = entry["value"] else {
        problems.append("an attribute without a key or a value")
        continue
      }
      attributes[key] = plain(value, depth: 0)
    }
    return attributes
  }

  private mutating func plain(_ value: JSONValue, depth: Int) -> JSONValue {
    guard depth < Self.depthLimit else {
      problems.append("an attribute that is nested deeper than \(Self.depthLimit) levels")
      return .null
    }
    guard let object = value.objectValue else {
      // Some exporters write values as they are.
      if value != .null, depth > 0 || value.arrayValue != nil {
        problems.append("an attribute whose value has no type")
        return .null
      }
      return value
    }
    guard let only = object.first else { return .null }
    switch only.key {
    case "intValue", "int_value":
      if let text = only.value.stringValue, let number = Int(text) {
        return JSONValue(integerLiteral: number)
      }
      return only.value
    case "arrayValue", "array_value":
      return .array((only.value["values"]?.arrayValue ?? []).map { plain($0, depth: depth + 1) })
    case "kvlistValue", "kvlist_value":
      var members = JSONObject()
      for entry in only.value["values"]?.arrayValue ?? [] {
        guard let key = entry["key"]?.stringValue else { continue }
        members[key] = entry["value"].map { plain($0, depth: depth + 1) } ?? .null
      }
      return .object(members)
    default: return only.value
    }
  }
}
