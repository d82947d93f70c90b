/// One way through the disjunctions of a formula: what it asserts, and what it still has to choose.
struct Branch {
  /// The signed constraints that were asserted.
  private(set) var asserted: [Formula] = []
  /// The formulas that they were asserted with.
  private var compounds: [Formula] = []
  /// Formulas that are refuted here; used to prune, never given to the solvers.
  private(set) var refuted: [Formula] = []
  /// Disjunctions that no assertion has satisfied yet.
  var open: [[Formula]] = []
  private var index: Set<Formula>?
  private var fixed = FixedMembers()

  private static let indexedFrom = 48

  /// Asserts a formula with all that it consists of; returns whether it contradicts the branch.
  mutating func assert(_ formula: Formula, in arena: inout FormulaArena) -> Bool {
    var waiting = [formula]
    while let next = waiting.popLast() {
      if next == .always { continue }
      if next == .never || isAsserted(!next) || refuted.contains(next) { return false }
      if isAsserted(next) { continue }
      if arena.clashes(next, with: asserted) { return false }
      add(next, isConstraint: arena.atom(next) != nil)
      if arena.looksForClashes { fixed.add(next, in: &arena) }
      switch arena[next] {
      case .constant: break
      case .conjunction(let parts):
        if next.isNegated {
          open.append(parts.map { !$0 })
        } else {
          waiting += parts
        }
      case .atom(.reference(let index, let component)):
        let definition = arena.definitions[index][component]
        waiting.append(next.isNegated ? !definition : definition)
      case .atom: break
      }
    }
    return true
  }

  /// The number of alternatives in all open disjunctions.
  var openSize: Int { open.reduce(0) { $0 + $1.count } }

  mutating func refute(_ formula: Formula) {
    refuted.append(formula)
  }

  func isAsserted(_ formula: Formula) -> Bool {
    if let index { return index.contains(formula) }
    return asserted.contains(formula) || compounds.contains(formula)
  }

  private mutating func add(_ formula: Formula, isConstraint: Bool) {
    if isConstraint { asserted.append(formula) } else { compounds.append(formula) }
    if index != nil {
      index?.insert(formula)
    } else if asserted.count + compounds.count == Self.indexedFrom {
      index = Set(asserted + compounds)
    }
  }

  /// Drops what cannot hold, asserts what must; returns false where nothing is left to choose from.
  mutating func propagate(in arena: inout FormulaArena) -> Bool {
    var place = 0
    while place < open.count {
      let disjunction = open[place]
      var holds = false
      var live: [Formula] = []
      for alternative in disjunction where alternative != .never && !refuted.contains(alternative) {
        let truth =
          isAsserted(alternative) || alternative == .always ? true : fixed.truth(of: alternative, in: &arena)
        if truth == true {
          holds = true
          break
        }
        if truth == nil, !isAsserted(!alternative) { live.append(alternative) }
      }
      if holds {
        open.remove(at: place)
        continue
      }
      if live.isEmpty { return false }
      if live.count == 1 {
        open.remove(at: place)
        guard assert(live[0], in: &arena) else { return false }
        place = 0
        continue
      }
      if live.count < disjunction.count { open[place] = live }
      place += 1
    }
    return true
  }
}
