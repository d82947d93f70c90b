/// How the alternatives of a union are told apart: by type, then by members that they give different constants.
///
/// An alternative that a value rules out by these alone refuses it; the others are to be tried.
struct TagTree: Sendable {
  /// Some of the alternatives, or a question that leaves fewer.
  struct Choice: Sendable {
    /// The alternatives, ascending.
    var branches: [Int]
    /// What to ask for fewer of them, or `nil`.
    var question: Int?
  }

  /// A member whose value leaves few alternatives.
  struct Question: Sendable {
    var name: String
    /// The values that alternatives ask for, in their order, each with the choice that it leaves.
    var answers: [(value: JSONValue, choice: Int)]
    var choiceOfValue: [JSONValue: Int]
    /// What is left where the member is missing, beside ``always``.
    var absent: Int
    /// The alternatives that say nothing of the member.
    var always: Int
  }

  private(set) var choices: [Choice] = []
  private(set) var questions: [Question] = []
  /// The choices by kind of value, in the order of `TapeNode.Kind`.
  private(set) var kinds: [Int] = []

  /// The choice of nothing.
  static let none = 0
  private static let depthLimit = 3
  /// The most entries of one tree; beyond it nothing more is told apart.
  private static let entryLimit = 100_000
  private var entries = 0
  /// The most values that are looked at for one tree: alternatives may share long enumerations.
  static let effortLimit = 1_000_000
  private(set) var effort = 0

  /// Looks for what tells alternatives apart.
  init(_ facts: [BranchFacts]) {
    choices = [Choice(branches: [])]
    var shared: [[Int]: Int] = [:]
    for type in [TypeSet.null, .boolean, .boolean, .number, .string, .array, .object] {
      let branches = facts.indices.filter { !facts[$0].types.isDisjoint(with: type) }
      if type != .object {
        let choice = shared[branches] ?? add(branches)
        shared[branches] = choice
        kinds.append(choice)
      } else {
        kinds.append(choose(branches, facts, asked: [], depth: 0))
      }
    }
  }

  /// True where members tell alternatives apart.
  var asksForMembers: Bool { !questions.isEmpty }

  private mutating func add(_ branches: [Int], question: Int? = nil) -> Int {
    if branches.isEmpty { return Self.none }
    entries += branches.count
    choices.append(Choice(branches: branches, question: question))
    return choices.count - 1
  }

  private mutating func choose(
    _ branches: [Int], _ facts: [BranchFacts], asked: Set<ExactString>, depth: Int
  ) -> Int {
    guard branches.count > 1, depth < Self.depthLimit, entries < Self.entryLimit,
      effort < Self.effortLimit, let name = bestTag(of: branches, facts, except: asked)
    else { return add(branches) }
    var groups: [JSONValue: [Int]] = [:]
    var order: [JSONValue] = []
    var untold: [Int] = []
    var unrequired: [Int] = []
    for branch in branches {
      guard let values = facts[branch].constants[name] else {
        untold.append(branch)
        continue
      }
      if !facts[branch].required.contains(name) { unrequired.append(branch) }
      for value in values {
        if groups[value] == nil { order.append(value) }
        if groups[value]?.last != branch { groups[value, default: []].append(branch) }
      }
    }
    // Its place is taken before those that follow from it.
    let number = questions.count
    questions.append(
      Question(name: name.string, answers: [], choiceOfValue: [:], absent: Self.none, always: Self.none))
    let asked = asked.union([name])
    for value in order {
      let choice = choose(groups[value] ?? [], facts, asked: asked, depth: depth + 1)
      questions[number].answers.append((value, choice))
      questions[number].choiceOfValue[value] = choice
    }
    let absent = add(unrequired)
    let always = choose(untold, facts, asked: asked, depth: depth + 1)
    questions[number].absent = absent
    questions[number].always = always
    return add(branches, question: number)
  }

  /// The member to which most alternatives give constants that do not all agree.
  private mutating func bestTag(
    of branches: [Int], _ facts: [BranchFacts], except asked: Set<ExactString>
  ) -> ExactString? {
    for branch in branches { effort += facts[branch].constants.values.reduce(1) { $0 + $1.count } }
    var counts: [ExactString: (branches: Int, values: Set<JSONValue>)] = [:]
    for branch in branches {
      for (name, values) in facts[branch].constants where !asked.contains(name) {
        counts[name, default: (0, [])].branches += 1
        counts[name]?.values.formUnion(values)
      }
    }
    let useful = counts.filter { name, count in
      count.branches > 1
        && branches.contains { (facts[$0].constants[name].map(Set.init)?.count ?? .max) < count.values.count }
    }
    return useful.max {
      ($0.value.branches, $0.value.values.count, $1.key) < ($1.value.branches, $1.value.values.count, $0.key)
    }?.key
  }
}

extension TagTree {
  /// The alternatives that an object may satisfy, ascending.
  func branches(for members: JSONObject) -> [Int] {
    var found: [Int] = []
    var waiting = [kinds.last ?? Self.none]
    while let next = waiting.popLast() {
      guard let question = choices[next].question.map({ questions[$0] }) else {
        found += choices[next].branches
        continue
      }
      waiting.append(question.always)
      waiting.append(answer(to: question, members))
    }
    return found.sorted()
  }

  private func answer(to question: Question, _ members: JSONObject) -> Int {
    guard let value = members[question.name] else { return question.absent }
    return question.choiceOfValue[value] ?? Self.none
  }

  /// The members that left an object the alternatives that it has, in the order in which they were asked.
  func reasons(for members: JSONObject) -> [String] {
    var names: [String] = []
    var next = kinds.last ?? Self.none
    while let question = choices[next].question.map({ questions[$0] }), members[question.name] != nil {
      names.append(question.name)
      next = answer(to: question, members)
    }
    return names
  }

  /// The first question to which an object gives no answer that any alternative knows, where no alternative does
  /// without one.
  func unanswered(by members: JSONObject) -> Question? {
    var next = kinds.last ?? Self.none
    while let question = choices[next].question.map({ questions[$0] }) {
      guard question.always == Self.none else { return nil }
      next = answer(to: question, members)
      if next == Self.none { return question }
    }
    return nil
  }
}
