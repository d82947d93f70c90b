/// The signed constraints on an object, sorted out.
struct ObjectProblem {
  /// Members whose name satisfies `names`; every one, or at least one, has a value in `shape`.
  struct Members {
    var names: Formula
    var shape: Shape
  }

  var lower = 0
  var upper = Int.max
  /// What every member of such a name must be.
  private(set) var universal: [Members] = []
  /// What at least one member of such a name must be.
  private(set) var obligations: [Members] = []
  private(set) var excluded: [JSONValue] = []
  /// The constraints that name one member each, by that name.
  private var byName: [ExactString: [Shape]] = [:]
  private var byFormula: [Members] = []
  private var obligationsByName: [ExactString: [Int]] = [:]
  private var obligationsByFormula: [Int] = []

  mutating func add(_ literal: Formula, in arena: borrowing FormulaArena) {
    switch (arena.atom(literal), literal.isNegated) {
    case (.fewerMembers(let count), false): upper = min(upper, count - 1)
    case (.fewerMembers(let count), true): lower = max(lower, count)
    case (.members(let names, let shape), false):
      let members = Members(names: names, shape: arena[shape])
      universal.append(members)
      if let name = Self.onlyName(names, in: arena) {
        byName[name, default: []].append(members.shape)
      } else {
        byFormula.append(members)
      }
    case (.members(let names, let shape), true):
      obligations.append(Members(names: names, shape: !arena[shape]))
      if let name = Self.onlyName(names, in: arena) {
        obligationsByName[name, default: []].append(obligations.count - 1)
      } else {
        obligationsByFormula.append(obligations.count - 1)
      }
      lower = max(lower, 1)
    case (.value(let values), true): excluded += values
    default: break
    }
  }

  /// The name, where a formula allows just one.
  static func onlyName(_ names: Formula, in arena: borrowing FormulaArena) -> ExactString? {
    guard !names.isNegated, case .string(let list)? = arena.atom(names), list.count == 1 else { return nil }
    return list[0]
  }

  /// What the value of a spelt-out member must be.
  func shape(ofMember name: ExactString, in arena: inout FormulaArena) -> Shape {
    var shape = Shape.all
    for part in byName[name] ?? [] { shape = arena.and(shape, part) }
    for part in byFormula where arena.surelyHolds(part.names, for: .string(name.string)) {
      shape = arena.and(shape, part.shape)
    }
    return shape
  }

  /// The obligations that a spelt-out member can serve, by index.
  func obligations(servedBy name: ExactString, in arena: borrowing FormulaArena) -> [Int] {
    let value = JSONValue.string(name.string)
    let general = obligationsByFormula.filter { arena.mayHold(obligations[$0].names, for: value) }
    return (obligationsByName[name] ?? []) + general
  }

  /// All names that any constraint spells out, sorted.
  func spelledOut(in arena: inout FormulaArena) -> [ExactString] {
    var names: Set<ExactString> = Set(byName.keys)
    for part in byFormula { names.formUnion(arena.names(in: part.names)) }
    names.formUnion(obligationsByName.keys)
    for place in obligationsByFormula { names.formUnion(arena.names(in: obligations[place].names)) }
    return names.sorted()
  }
}

/// Names that no constraint tells apart, with what their members must be.
struct MemberClass {
  enum Names {
    case one(ExactString)
    /// All names that satisfy the formula, none of them spelt out anywhere.
    case others(Formula)
  }

  var names: Names
  var shape: Shape
  /// The obligations that a member of this class can serve, by index.
  var serves: Set<Int>
}
