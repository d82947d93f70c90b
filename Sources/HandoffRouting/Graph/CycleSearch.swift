/// Finds short cycles within strongly connected components.
///
/// A shortest cycle through one vertex takes one breadth-first search; the shortest of a component is the best
/// over its vertices. That is quadratic, so a search gets an allowance of steps and is then content with the best
/// cycle it has; the search from the first vertex is always finished and gives a cycle.
package struct CycleSearch {
  /// One step of a cycle: a vertex and the place in the adjacency by which it is left.
  package struct Step: Sendable, Hashable {
    package var vertex: Int
    package var place: Int
  }

  private let graph: Adjacency
  private let component: [Int32]
  private let hubs: Int
  // Marks of the current search; a mark of an earlier one has another stamp, so nothing is ever cleared.
  private var stamp: [Int32]
  private var reachedBy: [Int32]
  private var previous: [Int32]
  private var depth: [Int32]
  private var search: Int32 = 0

  /// Prepares for searches in one graph.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - components: Its components.
  ///   - hubs: From this vertex on there are only hubs, which are no stops of cycles: a step to one, by the place that leads
  ///     there, goes on to each of its successors.
  package init(in graph: Adjacency, components: StrongComponents, hubs: Int = .max) {
    self.graph = graph
    self.hubs = hubs
    component = components.component
    stamp = [Int32](repeating: 0, count: graph.vertexCount)
    reachedBy = stamp
    previous = stamp
    depth = stamp
  }

  /// Finds a shortest cycle of one component.
  ///
  /// - Parameters:
  ///   - members: The vertices of the component, in ascending order.
  ///   - allowance: How many edges may be looked at before the search is content with what it has.
  /// - Returns: The steps from the cycle's lowest-numbered vertex on; none where there is no cycle.
  /// - Complexity: O(*allowance* + edges of the component).
  package mutating func shortest(among members: ArraySlice<Int32>, allowance: Int) -> [Step] {
    var best: [Step] = []
    var stepsLeft = allowance
    for start in members {
      if !best.isEmpty && (best.count == 1 || stepsLeft <= 0) { break }
      let bound = best.isEmpty ? Int.max : best.count
      if let cycle = shortest(through: Int(start), below: bound, stepsLeft: &stepsLeft) { best = cycle }
    }
    guard let lead = best.indices.min(by: { best[$0].vertex < best[$1].vertex }) else { return [] }
    return Array(best[lead...] + best[..<lead])
  }

  /// A shortest cycle through one vertex; none where it lies on no cycle.
  ///
  /// - Complexity: O(edges of the component).
  package mutating func shortest(through start: Int) -> [Step] {
    var stepsLeft = Int.max
    return shortest(through: start, below: .max, stepsLeft: &stepsLeft) ?? []
  }

  /// A shortest cycle through one vertex if it has fewer steps than `bound`.
  private mutating func shortest(through start: Int, below bound: Int, stepsLeft: inout Int) -> [Step]? {
    search += 1
    stamp[start] = search
    depth[start] = 0
    var queue = [Int32(start)]
    var head = 0
    while head < queue.count {
      let vertex = Int(queue[head])
      head += 1
      guard Int(depth[vertex]) + 1 < bound else { return nil }
      for place in graph.places(of: vertex) {
        stepsLeft -= 1
        let next = Int(graph.targets[place])
        if next == start { return steps(from: start, to: vertex, closing: place) }
        guard component[next] == component[start], stamp[next] != search else { continue }
        stamp[next] = search
        guard next >= hubs else {
          reach(next, from: vertex, by: place, &queue)
          continue
        }
        // Through the hub to what it leads to; a second step to it would find nothing new.
        for beyond in graph.places(of: next) {
          stepsLeft -= 1
          let last = Int(graph.targets[beyond])
          if last == start { return steps(from: start, to: vertex, closing: place) }
          guard component[last] == component[start], stamp[last] != search else { continue }
          stamp[last] = search
          reach(last, from: vertex, by: place, &queue)
        }
      }
    }
    return nil
  }

  private mutating func reach(_ next: Int, from vertex: Int, by place: Int, _ queue: inout [Int32]) {
    depth[next] = depth[vertex] + 1
    reachedBy[next] = Int32(place)
    previous[next] = Int32(vertex)
    queue.append(Int32(next))
  }

  private func steps(from start: Int, to last: Int, closing: Int) -> [Step] {
    var steps = [Step(vertex: last, place: closing)]
    var here = last
    while here != start {
      let before = Int(previous[here])
      steps.append(Step(vertex: before, place: Int(reachedBy[here])))
      here = before
    }
    return steps.reversed()
  }
}
