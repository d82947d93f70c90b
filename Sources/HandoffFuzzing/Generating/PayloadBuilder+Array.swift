import HandoffSchema

extension PayloadBuilder {
  /// Builds an array, element by element.
  mutating func array(for demand: inout Demand) throws(DeadEnd) -> JSONValue {
    let contained = demand.arrays.compactMap { keywords in
      keywords.contains.map { (schema: $0, count: keywords.minContains ?? 1) }
    }
    let neededForContains = contained.reduce(0) { $0 + min($1.count, Self.largestCount + 1) }
    let most = demand.arrays.compactMap(\.maxItems).min() ?? .max
    let asked = demand.arrays.compactMap(\.minItems).max() ?? 0
    let least = max(asked, min(neededForContains, most))
    guard least <= Self.largestCount else {
      throw .cap("the schema asks for more than \(Self.largestCount) elements")
    }
    guard least <= most else { throw .contradiction("\"minItems\" is above \"maxItems\"") }
    let isUnique = demand.arrays.contains(where: \.uniqueItems)
    // Elements that `contains` asks for stand at the end: the first ones are often claimed by `prefixItems`.
    var claims: [SchemaGraph.NodeID] = contained.flatMap { Array(repeating: $0.schema, count: $0.count) }
    if claims.count > least { demand.needsCheck = true }
    claims = Array(claims.suffix(least))

    let filling = fills(least: least, most: most)
    var elements: [JSONValue] = []
    var known = Set<JSONValue>()
    while elements.count < most {
      let isNeeded = elements.count < least
      let mark = draws.mark
      let state = snapshot
      if !isNeeded {
        let odds =
          elements.count >= filling.end ? 0 : filling.isTight ? 16 : oddsOfMore(demand, elements.count)
        guard draws.flag(odds, in: 16) else { break }
      }
      var nodes = schemas(at: elements.count, in: demand)
      if isNeeded, elements.count >= least - claims.count {
        nodes.append(claims[elements.count - (least - claims.count)])
      }
      guard let value = try element(nodes, elements.count, isUnique: isUnique, known, isNeeded: isNeeded)
      else {
        // No further element can be found: the array ends here.
        restore(state)
        draws.leaveOut(from: mark)
        break
      }
      if isUnique { known.insert(value) }
      elements.append(value)
      if !isNeeded { draws.endSpan(from: mark, label: Self.partLabel(of: nodes)) }
    }
    if demand.wantsRepetition, let first = elements.first, elements.count > 1 {
      elements[elements.count - 1] = first
    }
    return .array(elements)
  }

  /// Where optional elements end, and whether the array is to be filled up to that place.
  private mutating func fills(least: Int, most: Int) -> (end: Int, isTight: Bool) {
    let room = min(most - least, max(size.values, 8))
    let fillsUp = most <= least + room && valuesLeft > 0 && draws.unrecorded(below: 8) == 1
    return (fillsUp ? most : least + min(room, size.breadth * 4), fillsUp)
  }

  private func oddsOfMore(_ demand: Demand, _ count: Int) -> Int {
    let schemas = schemas(at: count, in: demand)
    if isLed(through: schemas) { return 16 }
    guard hasRoom(for: schemas) else { return 0 }
    return odds(count < size.breadth ? 12 : 4)
  }

  /// The schemas of the element at an index.
  func schemas(at index: Int, in demand: Demand) -> [SchemaGraph.NodeID] {
    var result: [SchemaGraph.NodeID] = []
    var isEvaluated = false
    for keywords in demand.arrays {
      let schema = index < keywords.prefixItems.count ? keywords.prefixItems[index] : keywords.items
      guard let schema else { continue }
      result.append(schema)
      isEvaluated = true
    }
    if !isEvaluated { result += demand.arrays.compactMap(\.unevaluatedItems) }
    return result
  }

  private static let triesForDistinct = 24

  /// One element; `nil` where an optional one cannot be found.
  private mutating func element(
    _ nodes: [SchemaGraph.NodeID], _ index: Int, isUnique: Bool, _ known: Set<JSONValue>, isNeeded: Bool
  ) throws(DeadEnd) -> JSONValue? {
    var problem = DeadEnd.contradiction("no further different element can be found")
    if nodes.contains(where: { plan.facts.cost[$0] == NodeFacts.impossible }) {
      guard isNeeded else { return nil }
      throw .contradiction("an element is asked for where no element is allowed")
    }
    let mark = draws.mark
    let state = snapshot
    for _ in 0..<(isUnique ? Self.triesForDistinct : 1) {
      do throws(DeadEnd) {
        path.append(.element(index))
        let value = try value(for: nodes)
        path.removeLast()
        if !isUnique || !known.contains(value) { return value }
      } catch {
        problem = error
      }
      restore(state)
      guard draws.retry(from: mark) else { break }
    }
    guard isNeeded else { return nil }
    throw problem
  }
}
