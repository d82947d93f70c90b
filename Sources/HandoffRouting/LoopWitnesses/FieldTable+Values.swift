import HandoffSchema

extension FieldTable {
  /// The class of what a payload has at a field.
  func atom(of field: Int, in payload: JSONValue) -> Int? {
    let value = payload[fields[field].pointer]
    return fields[field].atoms.firstIndex { atom in
      switch (atom, value) {
      case (.absent, nil): true
      case (.absent, _), (_, nil): false
      case (.value(let constant), let value?): constant == value
      case (.otherText, .string(let text)?):
        !fields[field].atoms.contains { $0 == .value(.string(text)) }
      case (.array, .array?): true
      case (.object, .object?): true
      case (.integers, .number(let number)?), (.fractions, .number(let number)?): atom.holds(number.decimal)
      default: false
      }
    }
  }

  /// Whether a payload is in a box.
  func contains(_ payload: JSONValue, in box: PayloadBox) -> Bool {
    box.limits.allSatisfy { limit in
      atom(of: limit.field, in: payload).map { limit.atoms.contains($0) } ?? false
    }
  }

  /// The plainest class of some.
  func plainest(of atoms: AtomSet, in field: Int) -> Int? {
    fields[field].atoms.indices.filter { atoms.contains($0) }.min {
      rank(fields[field].atoms[$0]) < rank(fields[field].atoms[$1])
    }
  }

  private func rank(_ atom: Atom) -> Int {
    switch atom {
    case .value(.string), .value(.number), .value(.bool): 0
    case .integers: 1
    case .otherText: 2
    case .object: 3
    case .absent: 4
    case .fractions: 5
    case .array: 6
    case .value: 7
    }
  }
}

extension JSONValue {
  /// The same with another value at a pointer, or with none there; objects are made on the way.
  func setting(_ tokens: ArraySlice<String>, to value: JSONValue?) -> JSONValue? {
    guard let token = tokens.first else { return value }
    guard case .object(var members) = self else {
      guard value != nil else { return self }
      return JSONValue.object([:]).setting(tokens, to: value)
    }
    let inner = members[token]
    if tokens.count == 1 {
      members[token] = value
    } else if inner != nil || value != nil {
      members[token] = (inner ?? [:]).setting(tokens.dropFirst(), to: value)
    }
    return .object(members)
  }
}
