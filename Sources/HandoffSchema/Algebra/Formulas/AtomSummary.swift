/// What quick checks need to know of a constraint, without its payload.
struct AtomSummary {
  enum Kind: UInt8 {
    case none, below, multiple, numbers, shorter, strings, fewerItems, item, fewerMembers, members
  }

  var kind = Kind.none
  /// The bound of a count, the place of an element, or the formula over names.
  var number = 0
  var shape = Shape.ID(raw: 0)
  /// True for members of one spelt-out name.
  var isOneName = false
}

extension AtomSummary {
  init(_ atom: Atom, in arena: borrowing FormulaArena) {
    switch atom {
    case .below: self.init(kind: .below)
    case .multiple: self.init(kind: .multiple)
    case .number: self.init(kind: .numbers)
    case .shorter(let count): self.init(kind: .shorter, number: count)
    case .string: self.init(kind: .strings)
    case .fewerItems(let count): self.init(kind: .fewerItems, number: count)
    case .item(let place, let shape): self.init(kind: .item, number: place, shape: shape)
    case .fewerMembers(let count): self.init(kind: .fewerMembers, number: count)
    case .members(let names, let shape):
      self.init(
        kind: .members, number: Int(names.raw), shape: shape,
        isOneName: ObjectProblem.onlyName(names, in: arena) != nil)
    default: self.init()
    }
  }
}
