import HandoffContracts

/// The successors of every vertex in compressed arrays: what the graph algorithms run on.
package struct Adjacency: Sendable {
  /// Where the successors of each vertex begin; one more than there are vertices.
  package let offsets: [Int32]
  /// The successors, vertex by vertex.
  package let targets: [Int32]
  /// Which edge of the caller's graph each successor stands for.
  package let labels: [Int32]

  package var vertexCount: Int { offsets.count - 1 }

  /// Takes over arrays that are already in compressed form.
  package init(offsets: [Int32], targets: [Int32], labels: [Int32]) {
    precondition(targets.count == labels.count, "Give one label for each target.")
    self.offsets = offsets
    self.targets = targets
    self.labels = labels
  }

  /// Makes the form of a list of edges, which are labelled by their place in the list.
  ///
  /// - Complexity: O(*vertices* + *edges*).
  package init(vertexCount: Int, edges: [(from: Int, to: Int)]) {
    let rows = CompressedRows(rowCount: vertexCount, keys: edges.map { Int32($0.from) })
    self.init(
      offsets: rows.offsets, targets: rows.values.map { Int32(edges[Int($0)].to) }, labels: rows.values)
  }

  /// The places of a vertex's successors in `targets` and `labels`.
  package func places(of vertex: Int) -> Range<Int> {
    Int(offsets[vertex])..<Int(offsets[vertex + 1])
  }
}

extension Adjacency {
  /// The same edges the other way round, with their labels.
  ///
  /// - Complexity: O(*vertices* + *edges*).
  package var reversed: Adjacency {
    let rows = CompressedRows(rowCount: vertexCount, keys: targets)
    var sources: [Int32] = []
    sources.reserveCapacity(targets.count)
    for vertex in 0..<vertexCount {
      for _ in places(of: vertex) { sources.append(Int32(vertex)) }
    }
    return Adjacency(
      offsets: rows.offsets, targets: rows.values.map { sources[Int($0)] },
      labels: rows.values.map { labels[Int($0)] })
  }

  /// The same with one more edge from each vertex that a condition selects, after its others.
  ///
  /// - Complexity: O(*vertices* + *edges*).
  package func adding(_ target: Int32, label: Int32, from isSelected: (Int) -> Bool) -> Adjacency {
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    var labels: [Int32] = []
    for vertex in 0..<vertexCount {
      targets += self.targets[places(of: vertex)]
      labels += self.labels[places(of: vertex)]
      if isSelected(vertex) {
        targets.append(target)
        labels.append(label)
      }
      offsets.append(Int32(targets.count))
    }
    return Adjacency(offsets: offsets, targets: targets, labels: labels)
  }
}

extension Adjacency {
  /// The same without the edges whose labels a condition leaves out.
  func filtered(_ isKept: (Int32) -> Bool) -> Adjacency {
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    var labels: [Int32] = []
    for vertex in 0..<vertexCount {
      for place in places(of: vertex) where isKept(self.labels[place]) {
        targets.append(self.targets[place])
        labels.append(self.labels[place])
      }
      offsets.append(Int32(targets.count))
    }
    return Adjacency(offsets: offsets, targets: targets, labels: labels)
  }
}
