/// Distinct representatives.
enum Matching {
  /// One value for each list such that all are distinct, or `nil` where there is no such choice.
  ///
  /// Augmenting paths (Kuhn 1955) over the lists that have fewer values than there are lists; the others can
  /// always be served afterwards.
  static func distinct(_ choices: [[JSONValue]]) -> [JSONValue]? {
    var indices: [JSONValue: Int] = [:]
    var values: [JSONValue] = []
    var edges: [[Int]] = []
    for (place, list) in choices.enumerated() {
      // Neighbours mostly choose from one and the same list.
      if place > 0, list.count == choices[place - 1].count, list == choices[place - 1] {
        edges.append(edges[place - 1])
        continue
      }
      edges.append(
        list.map { value in
          if let known = indices[value] { return known }
          indices[value] = values.count
          values.append(value)
          return values.count - 1
        })
    }
    var ownerOf: [Int?] = Array(repeating: nil, count: values.count)
    let scarce = choices.indices.filter { choices[$0].count < choices.count }
    for list in scarce {
      var visited: Set<Int> = []
      guard augment(list, edges, &ownerOf, &visited) else { return nil }
    }
    var chosen: [Int?] = Array(repeating: nil, count: choices.count)
    for (value, owner) in ownerOf.enumerated() {
      if let owner { chosen[owner] = value }
    }
    var start = 0
    for list in choices.indices where chosen[list] == nil {
      if list > 0, edges[list] != edges[list - 1] { start = 0 }
      guard let free = edges[list][start...].firstIndex(where: { ownerOf[$0] == nil }) else { return nil }
      start = free
      ownerOf[edges[list][free]] = list
      chosen[list] = edges[list][free]
    }
    return chosen.compactMap { $0.map { values[$0] } }
  }

  /// Finds a value for a list, moving earlier lists to other values where needed; iterative, so that long
  /// chains cost no call stack.
  private static func augment(
    _ list: Int, _ edges: [[Int]], _ ownerOf: inout [Int?], _ visited: inout Set<Int>
  ) -> Bool {
    var cameFrom: [Int: (list: Int, previous: Int?)] = [:]
    var queue: [(list: Int, value: Int?)] = [(list, nil)]
    var next = 0
    while next < queue.count {
      let (current, reachedBy) = queue[next]
      next += 1
      for value in edges[current] where visited.insert(value).inserted {
        cameFrom[value] = (current, reachedBy)
        guard let owner = ownerOf[value] else {
          var place: Int? = value
          while let value = place, let step = cameFrom[value] {
            ownerOf[value] = step.list
            place = step.previous
          }
          return true
        }
        queue.append((owner, value))
      }
    }
    return false
  }
}
