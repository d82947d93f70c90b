internal import HandoffSchema

/// A path such as `$.order.items` into a payload (Amazon States Language, "Reference Path"), names only.
struct ReferencePath {
  /// The names in order.
  let names: [String]

  /// Reads a path; `nil` where it is no path of names, such as one with an index, or into the context object.
  init?(_ text: String) {
    guard text.hasPrefix("$"), !text.hasPrefix("$$") else { return nil }
    var names: [String] = []
    var rest = text.dropFirst()
    while let first = rest.first {
      if first == "." {
        let name = rest.dropFirst().prefix { $0 != "." && $0 != "[" }
        guard !name.isEmpty, !name.contains("*"), !name.contains("@") else { return nil }
        names.append(String(name))
        rest = rest.dropFirst(name.count + 1)
      } else if rest.hasPrefix("['"), let end = rest.firstRange(of: "']") {
        names.append(String(rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound]))
        rest = rest[end.upperBound...]
      } else {
        return nil
      }
    }
    self.names = names
  }

  /// The pointer to the same value.
  var pointer: JSONPointer { JSONPointer(tokens: names) }

  /// The schema of the payloads that have a value of a schema there.
  func schema(_ value: JSONValue) -> JSONValue {
    names.reversed().reduce(value) { inner, name in
      .object([
        "type": "object", "properties": .object(JSONObject([JSONObject.Member(key: name, value: inner)])),
        "required": .array([.string(name)]),
      ])
    }
  }
}
