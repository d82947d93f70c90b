// Chains of `if`: hundreds of conditions on one member, of which its value leaves a few.
extension ProgramCompiler {
  /// Fewer conditions are tried one by one.
  private static let conditionsFrom = 4
  /// The most entries of one table; beyond it all conditions are tried.
  private static let entryLimit = 100_000
  /// The most conditions that are looked at for the questions of one schema.
  private static let effortLimit = 2_000_000

  /// What is left of schemas that all must hold, once a member's value has ruled conditions out; -1 where it rules out
  /// few.
  ///
  /// A condition that cannot hold leaves its `else`, and nothing else.
  mutating func conditions(_ all: [SchemaGraph.NodeID]) -> Int32 {
    let conditional = all.filter { graph.nodes[resolved($0)].onlyCondition != nil }
    guard !conditional.isEmpty, conditionEffort < Self.effortLimit else { return -1 }
    let links = links(of: conditional).count
    conditionEffort += links
    guard links >= Self.conditionsFrom, let name = commonTag(of: conditional) else { return -1 }
    var order: [JSONValue] = []
    var seen: Set<JSONValue> = []
    for link in self.links(of: conditional) {
      for value in facts.facts(of: link.condition).constants[name] ?? [] where seen.insert(value).inserted {
        order.append(value)
      }
    }
    conditionEffort += order.count * links
    guard conditionEffort < Self.effortLimit else { return -1 }
    var entries = 0
    var lists: [(value: JSONValue?, schemas: [SchemaGraph.NodeID])] = []
    for value in order.map(Optional.some) + [nil] {
      var left: [SchemaGraph.NodeID] = []
      for id in conditional { left += residue(of: id, name) { !$0.contains { $0 == value } } }
      entries += left.count
      guard entries <= Self.entryLimit else { return -1 }
      lists.append((value, left))
    }
    var absent: [SchemaGraph.NodeID] = []
    for id in conditional { absent += residue(of: id, name, whereMissing: true) { _ in false } }
    let always = choice(of: all.filter { graph.nodes[resolved($0)].onlyCondition == nil })
    var answers: [(value: JSONValue, choice: Int32)] = []
    for (value, schemas) in lists {
      if let value { answers.append((value, choice(of: schemas))) }
    }
    let question = compile(
      name.string, answers, otherwise: choice(of: lists.last?.schemas ?? []), absent: choice(of: absent),
      always: always)
    questions.append(question)
    return Int32(questions.count - 1)
  }

  private mutating func choice(of schemas: [SchemaGraph.NodeID]) -> Int32 {
    if schemas.isEmpty { return ProgramChoice.none }
    choices.append(ProgramChoice(schemas: list(schemas)))
    return Int32(choices.count - 1)
  }

  /// The conditions of a schema that consists of `if`, `then` and `else` alone, and of its `else` where that does too.
  private mutating func chain(from id: SchemaGraph.NodeID) -> [LogicKeywords.Condition] {
    var list: [LogicKeywords.Condition] = []
    var next: SchemaGraph.NodeID? = id
    while let id = next, list.count < EvaluationLimits.inPlaceDepth,
      let condition = graph.nodes[resolved(id)].onlyCondition
    {
      if !list.isEmpty { chained.insert(resolved(id)) }
      list.append(condition)
      next = condition.otherwise
    }
    return list
  }

  private mutating func links(of schemas: [SchemaGraph.NodeID]) -> [LogicKeywords.Condition] {
    var list: [LogicKeywords.Condition] = []
    for id in schemas { list += chain(from: id) }
    return list
  }

  /// The member on which most of the conditions depend.
  private mutating func commonTag(of schemas: [SchemaGraph.NodeID]) -> ExactString? {
    var counts: [ExactString: Int] = [:]
    for link in links(of: schemas) {
      for name in facts.facts(of: link.condition).constants.keys { counts[name, default: 0] += 1 }
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return best.flatMap { $0.value >= Self.conditionsFrom ? $0.key : nil }
  }

  /// What is left to apply of a chain of conditions, those left out that cannot hold.
  private mutating func residue(
    of id: SchemaGraph.NodeID, _ name: ExactString, whereMissing isMissing: Bool = false,
    isRuledOut: ([JSONValue]) -> Bool
  ) -> [SchemaGraph.NodeID] {
    var next: SchemaGraph.NodeID? = id
    var steps = 0
    while let id = next, steps < EvaluationLimits.inPlaceDepth,
      let condition = graph.nodes[resolved(id)].onlyCondition
    {
      let facts = facts.facts(of: condition.condition)
      let fails = isMissing ? facts.required.contains(name) : facts.constants[name].map(isRuledOut) ?? false
      if !fails { return [id] }
      next = condition.otherwise
      steps += 1
    }
    return next.map { [$0] } ?? []
  }
}
