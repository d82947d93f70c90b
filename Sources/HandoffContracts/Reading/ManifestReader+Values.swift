internal import HandoffSchema

// Values of one type. Each reader returns nothing where the value is of another type, and has reported it.

extension ManifestReader {
  mutating func text(_ value: ManifestValue, allowed: String = "a string") -> String? {
    guard value.kind == .string else {
      refuse(value, allowed: allowed)
      return nil
    }
    return interned.text(value.tape, at: value.index)
  }

  mutating func texts(_ value: ManifestValue, allowed: String = "an array of strings") -> [String]? {
    guard value.kind == .array else {
      refuse(value, allowed: allowed)
      return nil
    }
    var texts: [String] = []
    texts.reserveCapacity(value.count)
    readElements(of: value) { element, reader in
      if let text = reader.text(element) { texts.append(text) }
    }
    return texts.count == value.count ? texts : nil
  }

  mutating func flag(_ value: ManifestValue) -> Bool? {
    guard let flag = value.flag else {
      refuse(value, allowed: "true or false")
      return nil
    }
    return flag
  }

  /// Reads a whole number; whether it is in range is for ``DeclarationCheck`` to say.
  mutating func count(_ value: ManifestValue, allowed: String = "an integer from 1") -> Int? {
    guard let count = value.number?.intValue else {
      // An integer that does not fit would otherwise be told to be an integer.
      let isTooLarge = value.number.map { $0 > JSONNumber(Int.max) } ?? false
      refuse(value, allowed: isTooLarge ? "\(allowed) and at most \(Int.max)" : allowed)
      return nil
    }
    return count
  }

  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ value: ManifestValue, of type: Word.Type
  ) -> Word? {
    guard let text = value.text, let word = Word(rawValue: text) else {
      refuse(value, allowed: choice(of: type.allCases.map { quoted($0.rawValue) }))
      return nil
    }
    return word
  }

  /// Reads a schema as far as its outermost type; whether it compiles is for ``DeclarationCheck`` to say.
  mutating func schema(_ value: ManifestValue) -> JSONValue? {
    switch value.kind {
    case .object, .true, .false: return interned.schema(value)
    default:
      refuse(value, allowed: "a JSON Schema (an object, true or false)")
      return nil
    }
  }

  /// Reads `accepts` and the like: an object whose only member is `contract` names a contract, everything else is a
  /// schema.
  mutating func acceptance(_ value: ManifestValue) -> Agent.Acceptance? {
    guard value.kind == .object, let reference = member("contract", of: value) else {
      if let name = value.text {
        refuse(
          value, allowed: "a JSON Schema, or {\"contract\": \(quoted(name))} for the output of that contract")
        return nil
      }
      return schema(value).map { .schema($0) }
    }
    guard onlyMember("contract", of: value) != nil else {
      refuse(value, allowed: "a JSON Schema, or {\"contract\": NAME} without further members")
      return nil
    }
    var name: String?
    within("contract") { name = $0.text(reference, allowed: "the name of a contract") }
    return name.map { .contract($0) }
  }

  mutating func pointer(_ value: ManifestValue) -> JSONPointer? {
    guard let text = value.text, let pointer = JSONPointer(parsing: text) else {
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
