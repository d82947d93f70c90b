import HandoffSchema

/// The fields of payloads that guards test, with the classes of their values.
///
/// The classes of a field are the coarsest that every test of a guard or a contract and every effect of an agent
/// respects: no test tells two values of one class apart, as far as tests are understood at all.
struct FieldTable: Sendable {
  struct Field: Sendable {
    var pointer: JSONPointer
    /// The field that holds this one; `nil` for the whole payload.
    var parent: Int?
    var children: [Int] = []
    var atoms: [Atom] = [] {
      didSet {
        absence = atoms { $0 == .absent }
        objects = atoms { $0 == .object }
      }
    }
    /// The class of nothing, and that of objects, as sets.
    private(set) var absence = AtomSet(count: 0)
    private(set) var objects = AtomSet(count: 0)
    /// The same number for fields whose values are copied from one to the other; they have the same classes.
    var group = 0

    var all: AtomSet { AtomSet(count: atoms.count, isFull: true) }

    /// The classes that a condition selects.
    func atoms(where isIncluded: (Atom) -> Bool) -> AtomSet {
      var set = AtomSet(count: atoms.count)
      for (index, atom) in atoms.enumerated() where isIncluded(atom) { set.insert(index) }
      return set
    }
  }

  private(set) var fields: [Field] = []
  private var numbers: [JSONPointer: Int] = [:]

  /// What becomes of the classes of fields that agents add to.
  private(set) var sums: [Addition: [[Int]]] = [:]

  /// An amount that is added to a field.
  struct Addition: Sendable, Hashable {
    var field: Int
    var amount: Int
  }

  /// The number of a field, or `nil` for one that no guard tests.
  func number(of pointer: JSONPointer) -> Int? { numbers[pointer] }

  /// Whether guards look at nothing but the payload as a whole.
  var isTrivial: Bool { fields.count <= 1 }

  /// The texts that have classes of their own.
  func constants(of field: Int) -> Set<JSONValue> {
    Set(fields[field].atoms.compactMap { if case .value(let value) = $0 { value } else { nil } })
  }

  /// Builds the table.
  ///
  /// - Parameters:
  ///   - guards: The schemas whose tests matter.
  ///   - others: Schemas that say what payloads may hold; they add classes but no fields.
  ///   - effects: What agents do to fields.
  ///   - kept: What contracts test of fields that do not come from the agent alone.
  init(guards: [Schema], others: [Schema], effects: [PayloadEffects], kept: [JSONPointer] = []) {
    var survey = FieldSurvey()
    _ = survey.add(.root)
    for schema in guards { survey.visit(schema, addsFields: true) }
    for pointer in kept { _ = survey.add(pointer) }
    survey.close(under: effects)
    for schema in others { survey.visit(schema, addsFields: false) }
    let steps = survey.steps(of: effects)
    fields = survey.pointers.map { pointer in
      Field(
        pointer: pointer,
        parent: pointer.tokens.isEmpty
          ? nil : survey.numbers[JSONPointer(tokens: Array(pointer.tokens.dropLast()))])
    }
    numbers = survey.numbers
    for index in fields.indices {
      if let parent = fields[index].parent { fields[parent].children.append(index) }
    }
    let groups = survey.groups(of: effects)
    var atoms: [Int: [Atom]] = [:]
    for index in fields.indices {
      let group = groups[index]
      fields[index].group = group
      if atoms[group] == nil {
        let members = fields.indices.filter { groups[$0] == group }
        atoms[group] = AtomBuilder.atoms(
          of: members.flatMap { survey.constants[$0] }, cuts: members.flatMap { survey.cuts[$0] },
          step: members.compactMap { steps[$0] }.min())
      }
      // The whole payload is always there.
      fields[index].atoms = (atoms[group] ?? []).filter {
        index != 0 || $0 != .absent || groups.count(where: { $0 == group }) > 1
      }
    }
    noteSums(of: effects)
  }
}

extension FieldTable {
  /// Works out once what becomes of the classes of a field, and of those that share them, when a number is added.
  private mutating func noteSums(of effects: [PayloadEffects]) {
    for effect in effects {
      for (pointer, amount) in effect.adds {
        guard let number = numbers[pointer] else { continue }
        for field in fields.indices where fields[field].group == fields[number].group {
          let key = Addition(field: field, amount: amount)
          guard sums[key] == nil else { continue }
          sums[key] = fields[field].atoms.indices.map { sums(of: $0, in: field, adding: amount) }
        }
      }
    }
  }
}

/// Makes the classes of one field.
enum AtomBuilder {
  /// A counter is taken apart into so many whole numbers at most, each with the fractions above it: more classes are not
  /// told apart in one loop.
  private static let unitLimit = 29

  static func atoms(of constants: [JSONValue], cuts: [Decimal], step: Int?) -> [Atom] {
    var texts: [JSONValue] = []
    var known: Set<JSONValue> = []
    for constant in constants where constant.stringValue != nil && known.insert(constant).inserted {
      texts.append(constant)
    }
    var atoms: [Atom] = [.absent, .value(.null), .value(.bool(true)), .value(.bool(false))]
    atoms += numbers(constants.compactMap { $0.numberValue?.decimal } + cuts, step: step)
    return atoms + texts.map { .value($0) } + [.otherText, .array, .object]
  }

  /// The whole numbers between constants, of the narrowest gaps first: where a guard counts to 3 and the contract allows
  /// 100, it is the first few that decide.
  private static func units(between constants: [Int]) -> [Int] {
    let gaps = zip(constants, constants.dropFirst()).compactMap { lower, upper -> Range<Int>? in
      let (width, overflows) = upper.subtractingReportingOverflow(lower)
      return overflows || width < 2 ? nil : lower + 1..<upper
    }
    var left = unitLimit - constants.count
    var units: [Int] = []
    for gap in gaps.sorted(by: { ($0.count, $0.lowerBound) < ($1.count, $1.lowerBound) }) {
      left -= gap.count
      guard left >= 0 else { break }
      units += gap
    }
    return units
  }

  private static func numbers(_ cuts: [Decimal], step: Int?) -> [Atom] {
    var cuts = Set(cuts)
    if step != nil {
      // Where work begins to be counted there is nothing yet.
      cuts.insert(.zero)
      for value in units(between: cuts.compactMap(\.int).sorted()) { cuts.insert(Decimal(value)) }
    }
    var atoms: [Atom] = []
    var below: Decimal?
    func gap(_ above: Decimal?, _ below: Decimal?) {
      if Atom.integer(above, below) != nil { atoms.append(.integers(above: above, below: below)) }
      atoms.append(.fractions(above: above, below: below))
    }
    for cut in cuts.sorted() {
      gap(below, cut)
      if let number = JSONNumber(literal: cut.literal) { atoms.append(.value(.number(number))) }
      below = cut
    }
    gap(below, nil)
    return atoms
  }
}
