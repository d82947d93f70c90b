internal import HandoffSchema

// Values of one type. Each reader returns nothing where the value is of another type, and has reported it.

extension ManifestReader {
  mutating func text(_ value: JSONValue, allowed: String = "a string") -> String? {
    guard case .string(let text) = value else {
      refuse(value, allowed: allowed)
      return nil
    }
    return text
  }

  mutating func texts(_ value: JSONValue, allowed: String = "an array of strings") -> [String]? {
    guard case .array(let elements) = value else {
      refuse(value, allowed: allowed)
      return nil
    }
    var texts: [String] = []
    for (index, element) in elements.enumerated() {
      within(String(index)) { reader in
        if let text = reader.text(element) { texts.append(text) }
      }
    }
    return texts.count == elements.count ? texts : nil
  }

  mutating func flag(_ value: JSONValue) -> Bool? {
    guard case .bool(let flag) = value else {
      refuse(value, allowed: "true or false")
      return nil
    }
    return flag
  }

  /// Reads a whole number; whether it is in range is for ``DeclarationCheck`` to say.
  mutating func count(_ value: JSONValue, allowed: String = "an integer from 1") -> Int? {
    guard let count = value.intValue else {
      // An integer that does not fit would otherwise be told to be an integer.
      let isTooLarge = value.numberValue.map { $0 > JSONNumber(Int.max) } ?? false
      refuse(value, allowed: isTooLarge ? "\(allowed) and at most \(Int.max)" : allowed)
      return nil
    }
    return count
  }

  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ value: JSONValue, of type: Word.Type
  ) -> Word? {
    guard case .string(let text) = value, let word = Word(rawValue: text) else {
      refuse(value, allowed: choice(of: type.allCases.map { quoted($0.rawValue) }))
      return nil
    }
    return word
  }

  /// Reads a schema as far as its outermost type; whether it compiles is for ``DeclarationCheck`` to say.
  mutating func schema(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .object, .bool: return value
    default:
      refuse(value, allowed: "a JSON Schema (an object, true or false)")
      return nil
    }
  }

  /// Reads `accepts` and the like: an object whose only member is `contract` names a contract, everything else is a
  /// schema.
  mutating func acceptance(_ value: JSONValue) -> Agent.Acceptance? {
    guard case .object(let members) = value, let reference = members["contract"] else {
      if case .string(let name) = value {
        refuse(
          value, allowed: "a JSON Schema, or {\"contract\": \(quoted(name))} for the output of that contract")
        return nil
      }
      return schema(value).map { .schema($0) }
    }
    guard members.count == 1 else {
      refuse(value, allowed: "a JSON Schema, or {\"contract\": NAME} without further members")
      return nil
    }
    var name: String?
    within("contract") { name = $0.text(reference, allowed: "the name of a contract") }
    return name.map { .contract($0) }
  }

  mutating func pointer(_ value: JSONValue) -> JSONPointer? {
    guard case .string(let text) = value, let pointer = JSONPointer(parsing: text) else {
      refuse(value, allowed: "a JSON Pointer such as \"/priority\"")
      return nil
    }
    return pointer
  }

  func choice(of words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "nothing" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}
