/// The classes of member names of one problem, made when they are first needed.
struct MemberClasses {
  let problem: ObjectProblem
  private(set) var list: [MemberClass] = []
  private var byName: [ExactString: Int] = [:]
  private var hasNames = false
  private var hasOthers = false
  /// Why classes may be missing.
  private(set) var unknown: UndecidedReason?

  private static let classLimit = 256

  init(_ problem: ObjectProblem) {
    self.problem = problem
  }

  /// The class of one spelt-out name.
  mutating func place(of name: ExactString, in arena: inout FormulaArena) -> Int {
    if let known = byName[name] { return known }
    let serves = problem.obligations(servedBy: name, in: arena)
    list.append(
      MemberClass(
        names: .one(name), shape: problem.shape(ofMember: name, in: &arena), serves: Set(serves)))
    byName[name] = list.count - 1
    return list.count - 1
  }

  /// The step from an object to a member of a class, in words.
  func step(to place: Int) -> String {
    switch list[place].names {
    case .one(let name): Derivation.step(name.string)
    case .others: "any other member"
    }
  }

  /// The classes whose members can serve an obligation.
  mutating func candidates(for obligation: Int, in search: inout WitnessSearch) -> [Int] {
    let names = problem.obligations[obligation].names
    if let only = ObjectProblem.onlyName(names, in: search.arena) {
      return [place(of: only, in: &search.arena)]
    }
    completeOthers(in: &search)
    completeNames(in: &search.arena)
    return list.indices.filter { list[$0].serves.contains(obligation) }
  }

  /// All classes.
  mutating func all(in search: inout WitnessSearch) -> [Int] {
    completeNames(in: &search.arena)
    completeOthers(in: &search)
    return Array(list.indices)
  }

  private mutating func completeNames(in arena: inout FormulaArena) {
    guard !hasNames else { return }
    hasNames = true
    for name in problem.spelledOut(in: &arena) { _ = place(of: name, in: &arena) }
  }

  /// Names that are not spelt out, told apart by the patterns and lengths that the constraints mention.
  private mutating func completeOthers(in search: inout WitnessSearch) {
    guard !hasOthers else { return }
    hasOthers = true
    let names = problem.spelledOut(in: &search.arena)
    let parts = problem.universal + problem.obligations
    let remaining = parts.map { search.arena.withoutNames($0.names) }
    var tests: [Formula] = []
    for formula in remaining {
      let positive = formula.isNegated ? !formula : formula
      if positive != .always, !tests.contains(positive) { tests.append(positive) }
    }
    let unnamed = search.arena.strings(in: names)
    var partial: [(formula: Formula, holding: Set<Formula>)] = [(!unnamed, [.always])]
    search.derivation?.path.append("names of members")
    defer { search.derivation?.path.removeLast() }
    for test in tests {
      var next: [(formula: Formula, holding: Set<Formula>)] = []
      for (formula, holding) in partial {
        for signed in [test, !test] {
          let refined = search.arena.and(formula, signed)
          let found = search.values(of: refined, .string, wanted: 1)
          if found.isEmpty { continue }
          if found.list.isEmpty { unknown = unknown ?? found.unknown }
          next.append((refined, holding.union([signed])))
        }
      }
      partial = next
      guard partial.count <= Self.classLimit else {
        unknown = .combinationLimit(Self.classLimit)
        return
      }
    }
    for (formula, holding) in partial {
      var shape = Shape.all
      for (place, part) in problem.universal.enumerated() where holding.contains(remaining[place]) {
        shape = search.arena.and(shape, part.shape)
      }
      let first = problem.universal.count
      let serves = problem.obligations.indices.filter { holding.contains(remaining[first + $0]) }
      list.append(MemberClass(names: .others(formula), shape: shape, serves: Set(serves)))
    }
  }
}
