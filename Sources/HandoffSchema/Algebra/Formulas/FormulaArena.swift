/// All formulas and shapes of one comparison, each stored once.
struct FormulaArena {
  private(set) var nodes: [FormulaNode] = [.constant]
  /// For each node what quick checks need.
  private(set) var summaries: [AtomSummary] = [AtomSummary()]
  private var atoms: [Atom: Int32] = [:]
  /// The members of long lists of arrays and objects, by the place of their atom.
  private var members: [Int: Set<JSONValue>] = [:]
  private var conjunctions: [[Formula]: Int32] = [:]
  private(set) var shapes: [Shape] = [.all, .none]
  private var shapeIDs: [Shape: Shape.ID] = [.all: .init(raw: 0), .none: .init(raw: 1)]
  /// What each reference stands for; `all` until it has been read.
  var definitions: [Shape] = []
  /// Why a constraint cannot be looked into, by its number.
  private(set) var opaqueReasons: [UndecidedReason] = []
  /// What is stored here takes about so many bytes.
  private(set) var bytes = 0
  /// False while a derivation is recorded, which is to show what the solvers find.
  var looksForClashes = true
  /// Longer conjunctions are not checked for contradictions when they are made.
  private static let checkedSize = 128
  /// The values of shapes that can be listed; see ``finiteSet(of:)``.
  var finiteMemo: [Shape.ID: Set<JSONValue>?] = [:]
  /// Names that occur in a formula over names, by formula.
  var namesMemo: [Formula: [ExactString]] = [:]
  /// Formulas over names, for names that they do not mention.
  var withoutNamesMemo: [Formula: Formula] = [:]

  /// The most bytes that the formulas of one comparison may take.
  static let byteLimit = 128_000_000
  /// A node with its entries in the tables, and an element of a list of values, as far as their contents are
  /// not the schema's own.
  private static let nodeBytes = 160
  private static let elementBytes = 16

  var isFull: Bool { bytes > Self.byteLimit }

  subscript(formula: Formula) -> FormulaNode { nodes[formula.index] }
  subscript(id: Shape.ID) -> Shape { shapes[Int(id.raw)] }

  /// What quick checks know of a constraint.
  func summary(_ formula: Formula) -> AtomSummary { summaries[formula.index] }

  /// The constraint at a place, or `nil` for a conjunction or a constant.
  func atom(_ formula: Formula) -> Atom? {
    if case .atom(let atom) = nodes[formula.index] { atom } else { nil }
  }

  mutating func formula(_ atom: Atom) -> Formula {
    if let known = atoms[atom] { return Formula(raw: known) }
    let raw = Int32(nodes.count) << 1
    bytes += Self.nodeBytes + atom.count * Self.elementBytes
    nodes.append(.atom(atom))
    summaries.append(AtomSummary(atom, in: self))
    if case .value(let values) = atom, values.count > 8 { members[nodes.count - 1] = Set(values) }
    atoms[atom] = raw
    return Formula(raw: raw)
  }

  /// Says whether an array or object is one of those that the constraint at a place lists.
  func lists(_ place: Int, _ values: [JSONValue], _ value: JSONValue) -> Bool {
    members[place]?.contains(value) ?? values.contains(value)
  }

  mutating func id(_ shape: Shape) -> Shape.ID {
    if let known = shapeIDs[shape] { return known }
    let id = Shape.ID(raw: Int32(shapes.count))
    bytes += Self.nodeBytes
    shapes.append(shape)
    shapeIDs[shape] = id
    return id
  }

  mutating func opaque(_ reason: UndecidedReason) -> Formula {
    opaqueReasons.append(reason)
    return formula(.opaque(opaqueReasons.count - 1))
  }
}

// MARK: - Boolean operations

extension FormulaArena {
  mutating func and(_ left: Formula, _ right: Formula) -> Formula {
    if left == right || right == .always { return left }
    if left == .always { return right }
    if left == .never || right == .never || left == !right { return .never }
    return and([left, right])
  }

  mutating func or(_ left: Formula, _ right: Formula) -> Formula {
    !and(!left, !right)
  }

  mutating func or(_ parts: [Formula]) -> Formula {
    !and(parts.map { !$0 })
  }

  /// The conjunction, flattened, without repetitions, and `never` where two parts contradict each other.
  mutating func and(_ parts: [Formula]) -> Formula {
    if parts.isEmpty { return .always }
    if parts.count == 1 { return parts[0] }
    var flat: [Formula] = []
    flat.reserveCapacity(parts.count)
    for part in parts {
      if part == .always { continue }
      if part == .never { return .never }
      if !part.isNegated, case .conjunction(let inner) = nodes[part.index] {
        flat += inner
      } else {
        flat.append(part)
      }
    }
    flat.sort()
    var unique: [Formula] = []
    unique.reserveCapacity(flat.count)
    for part in flat {
      if let last = unique.last {
        if last == part { continue }
        // A formula and its negation are neighbours in the order.
        if last == !part { return .never }
      }
      unique.append(part)
    }
    if unique.isEmpty { return .always }
    if unique.count == 1 { return unique[0] }
    if let known = conjunctions[unique] { return Formula(raw: known) }
    if isContradictory(unique) {
      conjunctions[unique] = Formula.never.raw
      return .never
    }
    let raw = Int32(nodes.count) << 1
    bytes += Self.nodeBytes + unique.count * MemoryLayout<Formula>.size
    nodes.append(.conjunction(unique))
    summaries.append(AtomSummary())
    conjunctions[unique] = raw
    return Formula(raw: raw)
  }

  private mutating func isContradictory(_ parts: [Formula]) -> Bool {
    guard parts.count <= Self.checkedSize else { return false }
    var before: [Formula] = []
    for part in parts where summaries[part.index].kind != .none {
      if !before.isEmpty, clashes(part, with: before) { return true }
      before.append(part)
    }
    return false
  }

  mutating func and(_ left: Shape, _ right: Shape) -> Shape {
    if left == right || right == .all { return left }
    if left == .all { return right }
    var result = left
    for component in Shape.Component.allCases {
      result[component] = and(left[component], right[component])
    }
    return result
  }

  /// The values in all of the shapes.
  mutating func and(_ shapes: [Shape]) -> Shape {
    if shapes.count == 1 { return shapes[0] }
    var result = Shape.all
    for component in Shape.Component.allCases {
      result[component] = and(shapes.map { $0[component] })
    }
    return result
  }

  mutating func or(_ left: Shape, _ right: Shape) -> Shape {
    !and(!left, !right)
  }

  mutating func or(_ shapes: [Shape]) -> Shape {
    if shapes.count == 1 { return shapes[0] }
    var result = Shape.none
    for component in Shape.Component.allCases {
      result[component] = or(shapes.map { $0[component] })
    }
    return result
  }
}
