import HandoffSchema

/// Says in words what values some classes hold.
struct ClassWording {
  private let table: FieldTable

  init(_ table: FieldTable) {
    self.table = table
  }

  /// What payloads within a box have in common: `/priority from 5 to 9 and /region "eu"`; `nil` for nothing.
  func text(_ box: PayloadBox, _ isTold: (Int) -> Bool) -> String? {
    let parts = box.limits.filter { isTold($0.field) }.compactMap { limit -> String? in
      guard limit.atoms != table.fields[limit.field].all else { return nil }
      let name = limit.field == 0 ? "the payload" : table.fields[limit.field].pointer.description
      return "\(name) \(values(of: limit.atoms, in: limit.field))"
    }
    return parts.isEmpty ? nil : Wording.list(parts)
  }

  func emptySet(of field: Int) -> AtomSet { AtomSet(count: table.fields[field].atoms.count) }

  /// The values of some classes: `from 5 to 9`, `"eu" or "us"`, `absent`.
  func values(of atoms: AtomSet, in field: Int) -> String {
    let all = table.fields[field].atoms
    let chosen = all.indices.filter { atoms.contains($0) }
    let others = all.indices.filter { !atoms.contains($0) && all[$0] != .absent }
    if !chosen.contains(where: { all[$0] == .absent }), others.isEmpty { return "present" }
    if chosen.contains(where: { all[$0] == .otherText || all[$0] == .array }), others.count <= 4,
      let excluded = plain(others.map { all[$0] })
    {
      return others.isEmpty ? "of any value" : "other than \(excluded)"
    }
    var words = ranges(chosen.map { all[$0] })
    for atom in chosen.map({ all[$0] }) where atom.span == nil {
      switch atom {
      case .absent: words.append("absent")
      case .value(let value): words.append(value.brief)
      case .otherText: words.append("another text")
      case .array: words.append("an array")
      case .object: words.append("an object")
      default: break
      }
    }
    let shown = words.prefix(6)
    return shown.joined(separator: " or ")
      + (words.count > shown.count ? " or \(words.count - shown.count) more" : "")
  }

  private func plain(_ atoms: [Atom]) -> String? {
    var words: [String] = []
    for atom in atoms {
      guard case .value(let value) = atom else { return nil }
      words.append(value.brief)
    }
    return words.joined(separator: " or ")
  }

  /// Neighbouring classes of numbers as ranges; between whole numbers what is no whole number is passed over in silence.
  private func ranges(_ atoms: [Atom]) -> [String] {
    var spans: [(low: Decimal?, high: Decimal?)] = []
    let whole = atoms.filter { $0.span != nil && $0.types == .integer }
    for atom in whole.isEmpty ? atoms.filter({ $0.span != nil }) : whole {
      guard let span = atom.span else { continue }
      let isValue = span.above != nil && span.above == span.below
      let low = isValue ? span.above : span.above?.roundedDown(toMultipleOf: .one)?.adding(.one)
      let high = isValue ? span.below : span.below?.roundedUp(toMultipleOf: .one)?.subtracting(.one)
      if let last = spans.last, let end = last.high, let low, end.adding(.one) == low {
        spans[spans.count - 1].high = high
      } else {
        spans.append((low, high))
      }
    }
    return spans.map { span in
      switch (span.low?.literal, span.high?.literal) {
      case (let low?, let high?): low == high ? low : "from \(low) to \(high)"
      case (let low?, nil): "\(low) or more"
      case (nil, let high?): "\(high) or less"
      case (nil, nil): "any number"
      }
    }
  }
}

extension JSONValue {
  /// The text of a plain value, cut off where it is long.
  fileprivate var brief: String {
    let text = text()
    return text.unicodeScalars.count <= 60 ? text : String(text.prefix(59)) + "…"
  }
}
