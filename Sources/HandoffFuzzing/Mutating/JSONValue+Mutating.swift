import HandoffSchema

extension JSONValue {
  /// Values of the same type, near this one, that are not listed.
  func others(than listed: [JSONValue]) -> [JSONValue] {
    var candidates: [JSONValue]
    switch self {
    case .string(let text): candidates = [.string(text + "x"), "unknown", ""]
    case .number(let number):
      guard let units = NumberGrid.units(of: number.decimal, -6) else { return [] }
      candidates = (1...listed.count + 1).map {
        .number(NumberGrid.number(units + Int128($0) * 1_000_000, exponent: -6))
      }
    case .bool(let truth): candidates = [.bool(!truth)]
    case .null: candidates = [false]
    case .array(let elements): candidates = [.array(elements + [.null]), .array([])]
    case .object(let members):
      var larger = members
      larger["unexpected"] = true
      candidates = [.object(larger), .object([:])]
    }
    candidates.removeAll { listed.contains($0) }
    return candidates
  }
}

extension [JSONValue] {
  /// More elements like the last one, different from it and from each other where they must be.
  func fillers(_ count: Int, distinct: Bool) -> [JSONValue] {
    guard count > 0 else { return [] }
    let last = last ?? "item"
    return (0..<count).map { index in
      guard distinct else { return last }
      switch last {
      case .string(let text): return .string("\(text)\(index)")
      case .number(let number): return .number(JSONNumber((number.intValue ?? 0) + index + 1))
      default: return last
      }
    }
  }
}

extension JSONObject {
  /// The object with a member under another name at the same index; `nil` where the member is absent or the name is
  /// taken.
  func renaming(_ name: String, to other: String) -> Change? {
    guard self[name] != nil, self[other] == nil else { return nil }
    return .replace(
      .object(
        JSONObject(map { $0.key.hasSameCodePoints(as: name) ? Member(key: other, value: $0.value) : $0 })))
  }

  /// The object with the values of two members exchanged; `nil` where one is absent or both are equal.
  func exchanging(_ name: String?, _ other: String?) -> Change? {
    guard let name, let other, let first = self[name], let second = self[other], first != second else {
      return nil
    }
    var copy = self
    copy[name] = second
    copy[other] = first
    return .replace(.object(copy))
  }
}
