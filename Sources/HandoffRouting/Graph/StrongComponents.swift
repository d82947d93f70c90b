package import HandoffContracts

/// The strongly connected components of a graph.
///
/// D. J. Pearce, "A space-efficient algorithm for finding strongly connected components", Information
/// Processing Letters 116 (2016): one array holds visit numbers and then component numbers, and the call
/// stack of Tarjan's algorithm is an array, so that depth costs no stack.
package struct StrongComponents: Sendable {
  /// The component of each vertex, from 0, in reverse topological order: no edge leads from a component to
  /// one with a higher number.
  package let component: [Int32]
  /// How many components there are.
  package let count: Int

  /// Finds the components.
  ///
  /// - Complexity: O(*vertices* + *edges*).
  package init(of graph: Adjacency) {
    var search = Search(vertexCount: graph.vertexCount)
    graph.offsets.withUnsafeBufferPointer { offsets in
      graph.targets.withUnsafeBufferPointer { targets in
        for vertex in 0..<graph.vertexCount where search.number[vertex] == 0 {
          search.visit(Int32(vertex), offsets, targets)
        }
      }
    }
    // Component numbers were given downward from the number of vertices.
    let top = Int32(graph.vertexCount)
    component = search.number.map { top - $0 }
    count = Int(top - search.nextComponent)
  }

  /// The vertices of each component, in ascending order.
  package var members: CompressedRows {
    CompressedRows(rowCount: count, keys: component)
  }
}

extension StrongComponents {
  /// The state of the search.
  ///
  /// Visit numbers of open vertices are always below every component number that was given, which is why both
  /// fit in one array.
  private struct Search {
    var number: [Int32]
    var nextComponent: Int32
    private var nextVisit: Int32 = 1
    private var isRoot: [Bool]
    /// The way from the root of the search to the current vertex, with the next successor to look at.
    private var way: [Int32] = []
    private var cursor: [Int32] = []
    /// Finished vertices whose component is still open.
    private var open: [Int32] = []

    init(vertexCount: Int) {
      number = [Int32](repeating: 0, count: vertexCount)
      isRoot = [Bool](repeating: false, count: vertexCount)
      nextComponent = Int32(vertexCount)
    }

    mutating func visit(
      _ start: Int32, _ offsets: UnsafeBufferPointer<Int32>, _ targets: UnsafeBufferPointer<Int32>
    ) {
      enter(start, offsets)
      while let vertex = way.last {
        let here = Int(vertex)
        let end = offsets[here + 1]
        var place = cursor[cursor.count - 1]
        var lowest = number[here]
        var descended = false
        while place < end {
          let next = Int(targets[Int(place)])
          if number[next] == 0 {
            // The successor is looked at again after its visit, to take over its number.
            cursor[cursor.count - 1] = place
            number[here] = lowest
            enter(Int32(next), offsets)
            descended = true
            break
          }
          if number[next] < lowest {
            lowest = number[next]
            isRoot[here] = false
          }
          place += 1
        }
        if !descended {
          number[here] = lowest
          leave(vertex)
        }
      }
    }

    private mutating func enter(_ vertex: Int32, _ offsets: UnsafeBufferPointer<Int32>) {
      number[Int(vertex)] = nextVisit
      nextVisit += 1
      isRoot[Int(vertex)] = true
      way.append(vertex)
      cursor.append(offsets[Int(vertex)])
    }

    private mutating func leave(_ vertex: Int32) {
      way.removeLast()
      cursor.removeLast()
      guard isRoot[Int(vertex)] else {
        open.append(vertex)
        return
      }
      nextVisit -= 1
      while let member = open.last, number[Int(member)] >= number[Int(vertex)] {
        open.removeLast()
        number[Int(member)] = nextComponent
        nextVisit -= 1
      }
      number[Int(vertex)] = nextComponent
      nextComponent -= 1
    }
  }
}
