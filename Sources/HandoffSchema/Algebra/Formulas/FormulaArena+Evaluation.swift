// Deciding for one value: used where a set is finite and its members can simply be tried.
extension FormulaArena {
  func holds(_ shape: Shape, for value: JSONValue) -> Bool {
    holds(shape[Shape.Component(value)], for: value)
  }

  /// Says whether the formula of the value's own component holds.
  func holds(_ formula: Formula, for value: JSONValue) -> Bool {
    let truth =
      switch nodes[formula.index] {
      case .constant: true
      case .conjunction(let parts): parts.allSatisfy { holds($0, for: value) }
      case .atom(.value(let values)): lists(formula.index, values, value)
      case .atom(let atom): holds(atom, for: value)
      }
    return truth != formula.isNegated
  }

  private func holds(_ atom: Atom, for value: JSONValue) -> Bool {
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
      return place >= items.count || holds(self[shape], for: items[place])
    case (.fewerMatches(let place, let shape, let count), .array(let items)):
      let shape = self[shape]
      var found = 0
      for item in items.dropFirst(place) where holds(shape, for: item) {
        found += 1
        if found >= count { return false }
      }
      return found < count
    case (.uniqueItems, .array(let items)): return Set(items).count == items.count
    case (.fewerMembers(let count), .object(let members)): return members.count < count
    case (.members(let names, let shape), .object(let members)):
      let shape = self[shape]
      return members.allSatisfy { member in
        !holds(names, for: .string(member.key)) || holds(shape, for: member.value)
      }
    case (.reference(let index, let component), _): return holds(definitions[index][component], for: value)
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
