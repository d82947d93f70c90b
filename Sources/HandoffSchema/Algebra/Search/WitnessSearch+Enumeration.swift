// Several distinct arrays or objects: asked for where elements must differ from each other or from excluded
// values. Tries combinations of the members of each place, the smallest first.
extension WitnessSearch {
  private static let combinationLimit = 4_096
  /// The size of values from which they are not told apart from others.
  static let comparedSize = 20_000
  static let tooLargeToCompare = UndecidedReason.witnessTooLarge(
    "\(comparedSize) values or more, several times over")

  /// Offers a value to a collector; returns false where the budget is used up.
  private mutating func offer(_ value: JSONValue, to collector: inout Collector) -> Bool {
    let size = value.size(upTo: Self.comparedSize)
    guard budget.spend(size / 8) else { return false }
    guard size < Self.comparedSize else {
      collector.leftOut = true
      return true
    }
    collector.offer(value, arena)
    return true
  }

  mutating func enumerate(
    _ problem: ArrayProblem, _ literals: [Formula], _ wanted: Int, including first: Values
  ) -> Values {
    let goal = wanted + problem.excluded.count
    var collector = Collector(literals: literals, wanted: wanted)
    for value in first.list where !offer(value, to: &collector) {
      return Values(list: collector.list, isComplete: false, unknown: budget.exhausted)
    }
    var choices: [[JSONValue]] = []
    var isExhaustive = true
    let longest = min(problem.upper, problem.lower.addingSaturated(goal + 2), 2_000)
    for length in 0...longest {
      if length >= problem.lower {
        isExhaustive = combine(choices, &collector) { .array($0) } && isExhaustive
        if collector.isFull { return collector.values(isComplete: false) }
      }
      if length == longest {
        if longest < problem.upper { isExhaustive = false }
        break
      }
      let options = elements(problem, at: length, goal)
      if options.isEmpty {
        collector.dependsOn = min(collector.dependsOn, options.dependsOn)
        break
      }
      if !options.isComplete { isExhaustive = false }
      collector.dependsOn = min(collector.dependsOn, options.dependsOn)
      choices.append(options.list)
    }
    return collector.values(isComplete: isExhaustive)
  }

  /// Up to `goal` elements of each kind that a place may hold.
  private mutating func elements(_ problem: ArrayProblem, at place: Int, _ goal: Int) -> Values {
    var options = values(of: problem.shape(at: place, in: &arena), wanted: goal)
    guard !options.isComplete, !problem.counts.isEmpty else { return options }
    for kind in problem.kindsByNeed {
      let refined = values(of: problem.shape(of: kind, at: place, in: &arena), wanted: goal)
      for value in refined.list where !options.list.contains(value) { options.list.append(value) }
    }
    return options
  }

  mutating func enumerate(
    _ problem: ObjectProblem, _ classes: inout MemberClasses, _ literals: [Formula], _ wanted: Int,
    including first: Values
  ) -> Values {
    let goal = wanted + problem.excluded.count
    var collector = Collector(literals: literals, wanted: wanted)
    for value in first.list where !offer(value, to: &collector) {
      return Values(list: collector.list, isComplete: false, unknown: budget.exhausted)
    }
    var isExhaustive = true
    let required = Set(problem.obligations.compactMap { ObjectProblem.onlyName($0.names, in: arena) })
    let room = problem.upper - min(problem.upper, required.count)
    // For each name its possible values; `nil` stands for absence.
    var names: [String] = []
    var choices: [[JSONValue?]] = []
    for place in classes.all(in: &self) {
      let memberClass = classes.list[place]
      var isRequired = false
      var available: [String] = []
      switch memberClass.names {
      case .one(let name):
        isRequired = required.contains(name)
        available = [name.string]
      case .others(let formula):
        guard room > 0, memberClass.shape != .none else { continue }
        let found = values(of: formula, .string, wanted: goal + min(problem.lower, 64))
        available = found.list.compactMap(\.stringValue)
        if !found.isComplete { isExhaustive = false }
        collector.dependsOn = min(collector.dependsOn, found.dependsOn)
      }
      if !isRequired, room == 0 { continue }
      let options = members(problem, memberClass, goal)
      collector.dependsOn = min(collector.dependsOn, options.dependsOn)
      if options.isEmpty { continue }
      if !options.isComplete { isExhaustive = false }
      for name in available {
        names.append(name)
        choices.append((isRequired ? [] : [nil]) + options.list)
      }
    }
    isExhaustive =
      combine(choices, &collector) { values in
        var object = JSONObject()
        for (name, value) in zip(names, values) { if let value { object[name] = value } }
        return .object(object)
      } && isExhaustive
    if let reason = classes.unknown, !collector.isFull { return .undecided(reason) }
    return collector.values(isComplete: isExhaustive && !collector.isFull)
  }

  private mutating func members(_ problem: ObjectProblem, _ memberClass: MemberClass, _ goal: Int) -> Values {
    var options = values(of: memberClass.shape, wanted: goal)
    guard !options.isComplete else { return options }
    for index in memberClass.serves.sorted() {
      let shape = arena.and(memberClass.shape, problem.obligations[index].shape)
      let refined = values(of: shape, wanted: goal)
      for value in refined.list where !options.list.contains(value) { options.list.append(value) }
    }
    return options
  }

  /// Offers combinations, one choice for each place; returns whether all were offered.
  private mutating func combine<Choice>(
    _ choices: [[Choice]], _ collector: inout Collector, _ build: ([Choice]) -> JSONValue
  ) -> Bool {
    if choices.contains(where: \.isEmpty) { return true }
    var places = Array(repeating: 0, count: choices.count)
    var tried = 0
    while true {
      tried += 1
      guard tried <= Self.combinationLimit, budget.spend(1),
        offer(build(zip(choices, places).map { $0[$1] }), to: &collector)
      else { return false }
      if collector.isFull { return false }
      var place = choices.count - 1
      while place >= 0 {
        places[place] += 1
        if places[place] < choices[place].count { break }
        places[place] = 0
        place -= 1
      }
      if place < 0 { return true }
    }
  }

  /// Keeps the distinct values that satisfy the constraints.
  private struct Collector {
    let literals: [Formula]
    let wanted: Int
    var list: [JSONValue] = []
    private var known: Set<JSONValue> = []
    var dependsOn = Int.max
    /// Whether a value was too large to be looked at.
    var leftOut = false

    init(literals: [Formula], wanted: Int) {
      self.literals = literals
      self.wanted = wanted
    }

    var isFull: Bool { list.count >= wanted }

    mutating func offer(_ value: JSONValue, _ arena: borrowing FormulaArena) {
      guard !isFull, !known.contains(value) else { return }
      for literal in literals where !arena.mayHold(literal, for: value) { return }
      known.insert(value)
      list.append(value)
    }

    func values(isComplete: Bool) -> Values {
      let complete = isComplete && !isFull && !leftOut
      let reason =
        leftOut ? WitnessSearch.tooLargeToCompare : .combinationLimit(WitnessSearch.combinationLimit)
      return Values(
        list: list, isComplete: complete, unknown: complete || isFull ? nil : reason,
        dependsOn: dependsOn)
    }
  }
}
