import HandoffContracts
import HandoffRouting
import HandoffTestSupport
import Testing

@Suite("Graph algorithms")
struct GraphAlgorithmTests {
  /// 2,000 random graphs of up to nine vertices.
  static let graphs: [(vertices: Int, edges: [(from: Int, to: Int)])] = {
    var random = TestRandom(seed: 7)
    return (0..<2_000).map { _ in
      let vertices = 1 + random.below(9)
      return (vertices, random.edges(vertices: vertices))
    }
  }()

  @Test func `two vertices share a component exactly when each reaches the other`() {
    for (vertices, edges) in Self.graphs {
      let reaches = closure(vertices: vertices, edges: edges)
      let components = StrongComponents(of: Adjacency(vertexCount: vertices, edges: edges))
      for one in 0..<vertices {
        for other in 0..<vertices where one != other {
          let together = components.component[one] == components.component[other]
          #expect(together == (reaches[one][other] && reaches[other][one]), "\(edges)")
        }
      }
    }
  }

  @Test func `components are numbered from 0 without gaps, and no edge leads to a higher one`() {
    for (vertices, edges) in Self.graphs {
      let components = StrongComponents(of: Adjacency(vertexCount: vertices, edges: edges))
      #expect(Set(components.component) == Set((0..<components.count).map(Int32.init)))
      for edge in edges { #expect(components.component[edge.to] <= components.component[edge.from]) }
    }
  }

  @Test func `a vertex is reached exactly when a way leads to it, and the way is a shortest one`() {
    for (vertices, edges) in Self.graphs {
      let graph = Adjacency(vertexCount: vertices, edges: edges)
      let reaches = closure(vertices: vertices, edges: edges)
      let found = Reachability(from: [0], in: graph)
      for vertex in 0..<vertices {
        #expect(found.contains(vertex) == (vertex == 0 || reaches[0][vertex]))
        guard let way = found.way(to: vertex) else { continue }
        var here = 0
        for place in way {
          let edge = edges[Int(graph.labels[place])]
          #expect(edge.from == here)
          here = edge.to
        }
        #expect(here == vertex)
        #expect(way.count == walkLength(from: 0, to: vertex, edges, vertices))
      }
    }
  }

  @Test func `the reversed graph has every edge the other way round`() {
    for (vertices, edges) in Self.graphs {
      let reversed = Adjacency(vertexCount: vertices, edges: edges).reversed
      for vertex in 0..<vertices {
        let sources = edges.filter { $0.to == vertex }.map(\.from).sorted()
        #expect(reversed.places(of: vertex).map { Int(reversed.targets[$0]) } == sources)
      }
    }
  }

  @Test func `the cycle of a component is closed, shortest, and begins at its lowest vertex`() {
    for (vertices, edges) in Self.graphs {
      let graph = Adjacency(vertexCount: vertices, edges: edges)
      let components = StrongComponents(of: graph)
      let members = components.members
      var search = CycleSearch(in: graph, components: components)
      for component in 0..<components.count {
        let cycle = search.shortest(among: members[component], allowance: .max)
        let girth = members[component].compactMap { start in
          edges.filter { $0.from == Int(start) }
            .compactMap { walkLength(from: $0.to, to: Int(start), edges, vertices) }.min().map { $0 + 1 }
        }.min()
        #expect(cycle.count == (girth ?? 0))
        #expect(cycle.first?.vertex == cycle.map(\.vertex).min())
        for (step, next) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) {
          #expect(Int(graph.targets[step.place]) == next.vertex)
        }
      }
    }
  }

  @Test func `a ring of a million vertices is one component and one cycle`() {
    let count = 1_000_000
    let graph = Adjacency(vertexCount: count, edges: (0..<count).map { ($0, ($0 + 1) % count) })
    let components = StrongComponents(of: graph)
    var search = CycleSearch(in: graph, components: components)
    #expect(components.count == 1)
    #expect(search.shortest(among: components.members[0], allowance: 1_000).count == count)
    #expect(Reachability(from: [0], in: graph).way(to: count - 1)?.count == count - 1)
  }

  @Test func `a chain of a million vertices has a million components`() {
    let count = 1_000_000
    let graph = Adjacency(vertexCount: count, edges: (0..<count - 1).map { ($0, $0 + 1) })
    #expect(StrongComponents(of: graph).count == count)
  }

  /// The length of a shortest walk, by relaxing every edge as often as there are vertices.
  private func walkLength(
    from start: Int, to end: Int, _ edges: [(from: Int, to: Int)], _ vertices: Int
  ) -> Int? {
    var length = [Int?](repeating: nil, count: vertices)
    length[start] = 0
    for _ in 0..<vertices {
      for edge in edges {
        guard let before = length[edge.from] else { continue }
        length[edge.to] = min(length[edge.to] ?? .max, before + 1)
      }
    }
    return length[end]
  }
}
