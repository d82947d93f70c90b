// Deciding for one value: used where a set is finite and its members can simply be tried.
extension FormulaArena {
  /// Says whether the value is in the shape, or may be where that cannot be looked into.
  func holds(_ shape: Shape, for value: JSONValue) -> Bool { truth(of: shape, for: value) ?? true }

  /// Says whether the formula of the value's own component holds, or may hold where that cannot be looked into.
  func mayHold(_ formula: Formula, for value: JSONValue) -> Bool { truth(of: formula, for: value) ?? true }

  /// Says whether the formula of the value's own component holds whatever cannot be looked into.
  func surelyHolds(_ formula: Formula, for value: JSONValue) -> Bool {
    truth(of: formula, for: value) ?? false
  }

  private func truth(of shape: Shape, for value: JSONValue) -> Bool? {
    truth(of: shape[Shape.Component(value)], for: value)
  }

  /// `nil` where it depends on a constraint that cannot be looked into.
  private func truth(of formula: Formula, for value: JSONValue) -> Bool? {
    let truth: Bool? =
      switch nodes[formula.index] {
      case .constant: true
      case .conjunction(let parts): all(parts) { self.truth(of: $0, for: value) }
      case .atom(.value(let values)): lists(formula.index, values, value)
      case .atom(let atom): self.truth(of: atom, for: value)
      }
    return truth.map { $0 != formula.isNegated }
  }

  /// Whether all are true: one that is not decides.
  private func all<Part>(_ parts: some Sequence<Part>, _ truth: (Part) -> Bool?) -> Bool? {
    var isOpen = false
    for part in parts {
      switch truth(part) {
      case false?: return false
      case nil: isOpen = true
      case true?: break
      }
    }
    return isOpen ? nil : true
  }

  private func truth(of atom: Atom, for value: JSONValue) -> Bool? {
    switch (atom, value) {
    case (.below(let bound, let orEqual), .number(let number)):
      let decimal = number.decimal
      return decimal < bound || (orEqual && decimal == bound)
    case (.multiple(let divisor), .number(let number)): return number.decimal.isMultiple(of: divisor)
    case (.number(let values), .number(let number)): return values.contains(number.decimal)
    case (.shorter(let count), .string(let text)): return text.unicodeScalars.count < count
    case (.matches(let pattern), .string(let text)): return pattern.matches(text)
    case (.format(let name), .string(let text)): return FormatConstraint.holds(name, for: text)
    case (.string(let values), .string(let text)): return values.containsSorted(ExactString(text))
    case (.fewerItems(let count), .array(let items)): return items.count < count
    case (.item(let place, let shape), .array(let items)):
      return place >= items.count ? true : truth(of: self[shape], for: items[place])
    case (.fewerMatches(let place, let shape, let count), .array(let items)):
      let shape = self[shape]
      var (found, open) = (0, 0)
      for item in items.dropFirst(place) {
        switch truth(of: shape, for: item) {
        case true?: found += 1
        case nil: open += 1
        case false?: break
        }
        if found >= count { return false }
      }
      return found + open < count ? true : nil
    case (.uniqueItems, .array(let items)): return Set(items).count == items.count
    case (.fewerMembers(let count), .object(let members)): return members.count < count
    case (.members(let names, let shape), .object(let members)):
      let shape = self[shape]
      return all(members) { member in
        let isNamed = truth(of: names, for: .string(member.key))
        if isNamed == false { return true }
        let isWithin = truth(of: shape, for: member.value)
        return isWithin == true ? true : isNamed == nil ? nil : isWithin
      }
    case (.reference(let index, let component), _):
      return truth(of: definitions[index][component], for: value)
    case (.opaque, _): return nil
    default: return true
    }
  }
}

extension [ExactString] {
  /// Says whether a sorted array contains the text.
  ///
  /// - Complexity: O(log *n*).
  func containsSorted(_ text: ExactString) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < text { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == text
  }
}
