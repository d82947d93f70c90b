/// Decides whether sets of values are empty by trying to build their members.
///
/// A question is a formula of one component. Recursive questions are answered by a least fixpoint: a question
/// that is met again while it is in progress is answered with what is known so far, and an answer that leaned
/// on such a provisional one is kept only once the question that it leaned on is settled.
struct WitnessSearch {
  struct Question: Hashable {
    var formula: Formula
    var component: Shape.Component
  }

  private struct Answer {
    var values: Values
    var wanted: Int
  }

  var arena: FormulaArena
  var budget: Budget
  var languages = LanguageCache()
  /// Written only where a derivation was asked for.
  var derivation: Derivation?
  private var answers: [Question: Answer] = [:]
  private var inProgress: [Question: (depth: Int, known: Values)] = [:]
  /// Answers that lean on a question in progress, in the order in which they were found.
  private var provisional: [Question: Answer] = [:]
  private var provisionalOrder: [Question] = []
  private var depth = 0

  private static let depthLimit = 100

  init(arena: consuming FormulaArena, budget: Budget) {
    self.arena = arena
    self.budget = budget
  }

  /// Up to `wanted` members of a shape.
  mutating func values(of shape: Shape, wanted: Int = 1) -> Values {
    var result = Values.empty
    for component in Shape.Component.allCases where shape[component] != .never {
      result.formUnion(values(of: shape[component], component, wanted: wanted - result.list.count))
      if result.list.count >= wanted {
        result.isComplete = false
        result.unknown = nil
        result.dependsOn = .max
        return result
      }
    }
    return result
  }

  /// The values of the largest payload that is validated and shown.
  ///
  /// Within the search payloads may be larger: what stands in several positions is built once.
  static let payloadLimit = 250_000

  /// Up to `wanted` members of a shape that are small enough to be handed out.
  mutating func payloads(of shape: Shape, wanted: Int = 1) -> Values {
    var result = values(of: shape, wanted: wanted)
    let count = result.list.count
    result.list.removeAll { $0.size(upTo: Self.payloadLimit) >= Self.payloadLimit }
    if result.list.count < count {
      result.isComplete = false
      result.unknown = .witnessTooLarge("\(Self.payloadLimit) values or more")
    }
    return result
  }

  /// Up to `wanted` members of a shape, which are values at one step from those that are searched for.
  mutating func values(of shape: Shape, wanted: Int = 1, at step: @autoclosure () -> String) -> Values {
    guard derivation != nil else { return values(of: shape, wanted: wanted) }
    derivation?.path.append(step())
    defer { derivation?.path.removeLast() }
    return values(of: shape, wanted: wanted)
  }

  /// Up to `wanted` members of one component of a shape.
  mutating func values(of formula: Formula, _ component: Shape.Component, wanted: Int) -> Values {
    if formula == .never { return .empty }
    let question = Question(formula: formula, component: component)
    if let answer = answers[question], let values = Self.reuse(answer, wanted) { return values }
    if let answer = provisional[question], let values = Self.reuse(answer, wanted) { return values }
    if let running = inProgress[question] {
      var known = running.known
      known.dependsOn = running.depth
      known.isComplete = true
      return known
    }
    guard depth < Self.depthLimit else { return .undecided(.depthLimit(Self.depthLimit)) }
    if arena.isFull { budget.exhaust(.memoryLimit(FormulaArena.byteLimit)) }
    guard budget.spend() else { return .undecided(budget.exhausted ?? .depthLimit(Self.depthLimit)) }
    return settle(question, wanted)
  }

  private static func reuse(_ answer: Answer, _ wanted: Int) -> Values? {
    if answer.values.list.count > wanted {
      return Values(list: Array(answer.values.list.prefix(wanted)), isComplete: false)
    }
    if answer.values.isComplete || answer.values.list.count == wanted || wanted <= answer.wanted {
      return answer.values
    }
    return nil
  }

  private mutating func settle(_ question: Question, _ wanted: Int) -> Values {
    let mine = depth
    depth += 1
    defer { depth -= 1 }
    let mark = provisionalOrder.count
    var known = Values.empty
    while true {
      inProgress[question] = (mine, known)
      var values = search(question, wanted)
      inProgress[question] = nil
      if values.list.count >= wanted {
        values.dependsOn = .max
        discardProvisional(from: mark)
        if budget.exhausted == nil { answers[question] = Answer(values: values, wanted: wanted) }
        return values
      }
      if values.dependsOn > mine {
        // Settled without leaning on anything that is still open.
        if budget.exhausted == nil { answers[question] = Answer(values: values, wanted: wanted) }
        return values
      }
      if values.list.count > known.list.count {
        // It leaned on a smaller set of its own members than there is: once more.
        discardProvisional(from: mark)
        known = values
        continue
      }
      if values.dependsOn == mine {
        // A fixpoint: what leaned on this question only is settled with it.
        values.dependsOn = .max
        settleProvisional(from: mark)
        if budget.exhausted == nil { answers[question] = Answer(values: values, wanted: wanted) }
        return values
      }
      if budget.exhausted == nil {
        provisional[question] = Answer(values: values, wanted: wanted)
        provisionalOrder.append(question)
      }
      return values
    }
  }

  private mutating func discardProvisional(from mark: Int) {
    for question in provisionalOrder[mark...] { provisional[question] = nil }
    provisionalOrder.removeSubrange(mark...)
  }

  private mutating func settleProvisional(from mark: Int) {
    for question in provisionalOrder[mark...] {
      guard var answer = provisional.removeValue(forKey: question) else { continue }
      answer.values.dependsOn = .max
      if budget.exhausted == nil { answers[question] = answer }
    }
    provisionalOrder.removeSubrange(mark...)
  }

  private mutating func search(_ question: Question, _ wanted: Int) -> Values {
    var branch = Branch()
    guard branch.assert(question.formula, in: &arena) else { return .empty }
    var result = Values.empty
    explore(branch, question.component, wanted, into: &result)
    return result
  }

  /// Members that satisfy all of the signed constraints.
  mutating func leaf(_ literals: [Formula], _ component: Shape.Component, _ wanted: Int) -> Values {
    _ = budget.spend(literals.count / 4)
    var reasons: [UndecidedReason] = []
    var constraints: [Formula] = []
    for literal in literals {
      switch arena.atom(literal) {
      case .reference?, nil: break
      case .opaque(let index)?: reasons.append(arena.opaqueReasons[index])
      default: constraints.append(literal)
      }
    }
    var values: Values =
      switch component {
      case .null: Values(list: [.null])
      case .falsehood: Values(list: [false])
      case .truth: Values(list: [true])
      case .number: numbers(constraints, wanted)
      case .string: strings(constraints, wanted)
      case .array: arrays(constraints, wanted)
      case .object: objects(constraints, wanted)
      }
    if values.isEmpty { derivation?.append(component, constraints, in: arena) }
    if let reason = reasons.first, !values.list.isEmpty || !values.isComplete {
      // Candidates only: the caller's validator has the last word.
      values.isComplete = false
      values.unknown = reason
    }
    return values
  }
}
