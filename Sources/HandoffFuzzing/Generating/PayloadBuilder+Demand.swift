import HandoffSchema

extension PayloadBuilder {
  /// Takes nodes together with everything that applies to the same value.
  mutating func demand(for requested: [SchemaGraph.NodeID]) throws(DeadEnd) -> Demand {
    if requested.count == 1, let plain = plan.plainDemand(of: requested[0]) { return plain }
    var demand = Demand()
    demand.requested = requested
    try extend(&demand, with: requested)
    return demand
  }

  /// Adds nodes to a demand; branches are chosen after everything that leaves no choice, so that a branch
  /// of the wrong type is not even tried.
  mutating func extend(
    _ demand: inout Demand, with added: [SchemaGraph.NodeID]
  ) throws(DeadEnd) {
    var open = added
    var branchings: [[SchemaGraph.NodeID]] = []
    var conditions: [LogicKeywords.Condition] = []
    var next = 0
    var (branching, decided) = (0, 0)
    while true {
      while next < open.count {
        let id = open[next]
        next += 1
        let node = plan.node(id)
        guard demand.merge(node, id: id), let logic = node.logic else { continue }
        if let target = logic.reference { open.append(target) }
        if let dynamic = logic.dynamicReference {
          open.append(node.assumedTarget(of: dynamic))
          demand.needsCheck = true
        }
        open += logic.allOf
        if !logic.anyOf.isEmpty { branchings.append(logic.anyOf) }
        if !logic.oneOf.isEmpty {
          branchings.append(logic.oneOf)
          demand.needsCheck = true
        }
        if let excluded = logic.not { exclude(excluded, from: &demand) }
        if let condition = logic.condition { conditions.append(condition) }
      }
      guard !demand.types.isEmpty, demand.allowed?.isEmpty != true else {
        throw .contradiction("the schemas that apply together leave no value")
      }
      if branching < branchings.count {
        demand.hasChoices = true
        open.append(try branch(of: branchings[branching], for: demand))
        branching += 1
      } else if decided < conditions.count {
        demand.hasChoices = true
        demand.needsCheck = true
        open += consequence(of: conditions[decided], outOf: conditions.count)
        decided += 1
      } else {
        return
      }
    }
  }

  private mutating func branch(
    of branches: [SchemaGraph.NodeID], for demand: Demand
  ) throws(DeadEnd) -> SchemaGraph.NodeID {
    let fitting = branches.filter {
      plan.facts.cost[$0] != NodeFacts.impossible
        && !plan.facts.types[$0].isDisjoint(with: demand.types)
    }
    guard let first = fitting.first else {
      throw .contradiction("no branch of \"anyOf\" or \"oneOf\" fits the other keywords")
    }
    guard fitting.count > 1 else { return first }
    // Cheap branches first: they are the simplest, and the only ones where no depth is left. The order
    // depends on the schema alone, so that a replay finds the same one.
    let ordered = fitting.enumerated().sorted {
      (plan.facts.cost[$0.element], $0.offset) < (plan.facts.cost[$1.element], $1.offset)
    }.map(\.element)
    let led = ordered.indices.filter { isLed(through: CollectionOfOne(ordered[$0])) }
    if !led.isEmpty {
      return ordered[draws.branch(of: ordered.count, among: led)]
    }
    let affordable = ordered.count { hasRoom(for: CollectionOfOne($0)) }
    return ordered[draws.branch(of: ordered.count, reach: max(1, affordable))]
  }

  /// Decides whether a value is to match an `if`; of many that apply together few are.
  private mutating func consequence(
    of condition: LogicKeywords.Condition, outOf count: Int
  ) -> [SchemaGraph.NodeID] {
    let positive = [condition.condition, condition.then].compactMap(\.self)
    let negative = [plan.constructive.conditions[condition.condition], condition.otherwise].compactMap(\.self)
    let isLed = isLed(through: positive) && !isLed(through: negative)
    func isPossible(_ nodes: [SchemaGraph.NodeID]) -> Bool {
      nodes.allSatisfy { plan.facts.cost[$0] != NodeFacts.impossible }
    }
    let whole = max(2, count)
    let odds = !isPossible(positive) ? 0 : isLed || !isPossible(negative) ? whole : 1
    return draws.flag(odds, in: whole) ? positive : negative
  }

  /// Turns a simple `not` into what it leaves; anything else is left to the check.
  private func exclude(_ id: SchemaGraph.NodeID, from demand: inout Demand) {
    demand.needsCheck = true
    let node = plan.node(id)
    guard ConstructiveGraph.isPlain(node) else {
      if let pattern = node.string?.pattern { demand.refused.append(pattern) }
      if node.array?.uniqueItems == true { demand.wantsRepetition = true }
      return
    }
    if let object = node.object {
      demand.forbidden += object.required
    } else if let values = node.constant.map({ Set([$0]) }) ?? node.enumeration.map({ Set($0) }) {
      demand.allowed = demand.allowed?.filter { !values.contains($0) }
    } else {
      demand.types.subtract(node.types)
    }
  }
}
