internal import HandoffSchema

/// Joins schemas that were written apart, each with its own definitions, into one.
enum SchemaUnion {
  /// The schema of what any of some schemas allows; `nil` where there are none.
  ///
  /// Definitions move to the top; of two that share a name and differ, the later one gets a number.
  ///
  /// - Complexity: O(*n*) in the size of the schemas.
  static func of(_ schemas: [JSONValue]) -> JSONValue? {
    guard schemas.count > 1 else { return schemas.first }
    var definitions = JSONObject()
    var parts: [JSONValue] = []
    for schema in schemas {
      guard var object = schema.objectValue, let own = object["$defs"]?.objectValue else {
        parts.append(schema)
        continue
      }
      object["$defs"] = nil
      var renamed: [ExactString: String] = [:]
      for member in own.members {
        if let known = definitions[member.key], known != member.value {
          renamed[ExactString(member.key)] = freshName(member.key, definitions, own)
        }
      }
      for member in own.members {
        let name = renamed[ExactString(member.key)] ?? member.key
        definitions[name] = redirected(member.value, renamed)
      }
      parts.append(redirected(.object(object), renamed))
    }
    var union: JSONObject = ["anyOf": .array(parts)]
    if !definitions.isEmpty { union["$defs"] = .object(definitions) }
    return .object(union)
  }

  private static func freshName(_ name: String, _ used: JSONObject, _ own: JSONObject) -> String {
    var number = 2
    while used["\(name)\(number)"] != nil || own["\(name)\(number)"] != nil { number += 1 }
    return "\(name)\(number)"
  }

  /// The schema with references to renamed definitions; the depth is that of the file, which its parser bounds.
  private static func redirected(_ value: JSONValue, _ renamed: [ExactString: String]) -> JSONValue {
    guard !renamed.isEmpty else { return value }
    switch value {
    case .array(let elements): return .array(elements.map { redirected($0, renamed) })
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map { member in
            guard member.key == "$ref", let reference = member.value.stringValue else {
              return JSONObject.Member(key: member.key, value: redirected(member.value, renamed))
            }
            return JSONObject.Member(key: member.key, value: .string(redirected(reference, renamed)))
          }))
    default: return value
    }
  }

  private static func redirected(_ reference: String, _ renamed: [ExactString: String]) -> String {
    let prefix = "#/$defs/"
    guard reference.hasPrefix(prefix) else { return reference }
    let rest = reference.dropFirst(prefix.count)
    let name = rest.prefix { $0 != "/" }
    guard let new = renamed[ExactString(String(name))] else { return reference }
    return prefix + new + rest.dropFirst(name.count)
  }
}
