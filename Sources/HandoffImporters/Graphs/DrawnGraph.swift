internal import HandoffSchema

/// A graph as a drawing has it: nodes and edges in the order in which they stand there.
struct DrawnGraph: Sendable {
  /// A node with its attributes.
  struct Node: Sendable {
    var id: String
    var label: String?
    var attributes: [ExactString: String] = [:]
  }

  /// An edge with its attributes.
  struct Edge: Sendable {
    var from: String
    var to: String
    var label: String?
    /// True where the edge is drawn as one that need not be taken.
    var isDashed = false
    var attributes: [ExactString: String] = [:]
  }

  private(set) var nodes: [Node] = []
  var edges: [Edge] = []
  private var indices: [ExactString: Int] = [:]

  /// Meets a node, for the first time or again.
  mutating func node(_ id: String, _ change: (inout Node) -> Void = { _ in }) {
    let key = ExactString(id)
    let index = indices[key] ?? nodes.count
    if index == nodes.count {
      indices[key] = index
      nodes.append(Node(id: id))
    }
    change(&nodes[index])
  }

  /// Adds an edge; both ends are met by it.
  mutating func connect(_ edge: Edge) {
    node(edge.from)
    node(edge.to)
    edges.append(edge)
  }

  /// The node with an id.
  subscript(id: String) -> Node? { indices[ExactString(id)].map { nodes[$0] } }
}
