/// Strongly connected components by the algorithm of Kosaraju.
struct BruteForceComponents {
  private(set) var number: [Int]
  private(set) var count = 0
  /// Whether a vertex lies on a cycle.
  private(set) var isCyclic: [Bool]

  init(_ steps: [[Int]]) {
    number = [Int](repeating: -1, count: steps.count)
    isCyclic = [Bool](repeating: false, count: steps.count)
    var order: [Int] = []
    var isSeen = isCyclic
    for start in steps.indices where !isSeen[start] {
      isSeen[start] = true
      var path = [(vertex: start, next: 0)]
      while let last = path.last {
        if last.next < steps[last.vertex].count {
          path[path.count - 1].next += 1
          let target = steps[last.vertex][last.next]
          if !isSeen[target] {
            isSeen[target] = true
            path.append((target, 0))
          }
        } else {
          order.append(last.vertex)
          path.removeLast()
        }
      }
    }
    var backward = [[Int]](repeating: [], count: steps.count)
    for (vertex, targets) in steps.enumerated() { for target in targets { backward[target].append(vertex) } }
    for root in order.reversed() where number[root] < 0 {
      var waiting = [root]
      number[root] = count
      while let vertex = waiting.popLast() {
        for source in backward[vertex] where number[source] < 0 {
          number[source] = count
          waiting.append(source)
        }
      }
      count += 1
    }
    for (vertex, targets) in steps.enumerated()
    where targets.contains(where: { number[$0] == number[vertex] }) {
      isCyclic[vertex] = true
    }
  }
}
