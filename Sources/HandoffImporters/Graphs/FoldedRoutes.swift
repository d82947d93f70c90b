internal import HandoffSchema

/// The edges of a graph after some of its nodes are folded away: a way through folded nodes is one edge.
///
/// A way begins and ends at a node that stays, or at a folded node that nothing leads to or that leads nowhere.
struct FoldedRoutes {
  /// A way.
  struct Edge: Sendable {
    var from: String
    var to: String
    var label: String?
    var isConditional: Bool
    /// True where it passes folded nodes.
    var isThroughMachinery: Bool
  }

  /// The most edges that are looked at: every node may have a way through all folded ones.
  static let stepLimit = 4_000_000

  private let outgoing: [ExactString: [DrawnGraph.Edge]]
  private let starts: [String]
  private let isFolded: (String) -> Bool

  init(_ graph: DrawnGraph, folding isFolded: @escaping (String) -> Bool) {
    self.isFolded = isFolded
    outgoing = Dictionary(grouping: graph.edges) { ExactString($0.from) }
    let reached = Set(graph.edges.map { ExactString($0.to) })
    starts = graph.nodes.map(\.id).filter { !isFolded($0) || !reached.contains(ExactString($0)) }
  }

  /// The ways, in the order of the nodes where they begin and of the edges there.
  ///
  /// - Throws: ``ImportError`` where more edges than the limit had to be looked at.
  /// - Complexity: O(*n* · *f*) for *n* nodes that stay and *f* edges between folded ones.
  func edges(limit: Int = stepLimit) throws(ImportError) -> [Edge] {
    var found: [Edge] = []
    var steps = 0
    for start in starts {
      var passed: Set<ExactString> = []
      var told: Set<ExactString> = []
      var stack: [(edge: DrawnGraph.Edge, isConditional: Bool, label: String?, isThrough: Bool)] =
        (outgoing[ExactString(start)] ?? []).reversed().map { ($0, $0.isDashed, $0.label, false) }
      while let (edge, isConditional, label, isThrough) = stack.popLast() {
        steps += 1
        guard steps <= limit else {
          let limit = Counted.number(limit)
          throw ImportError(
            source: start, message: "expected at most \(limit) edges on ways through folded nodes, found more"
          )
        }
        let further = outgoing[ExactString(edge.to)] ?? []
        if isFolded(edge.to), !further.isEmpty {
          guard passed.insert(ExactString(edge.to)).inserted else { continue }
          stack += further.reversed().map { ($0, isConditional || $0.isDashed, label ?? $0.label, true) }
        } else if !isThrough || told.insert(ExactString(edge.to)).inserted {
          found.append(
            Edge(
              from: start, to: edge.to, label: label, isConditional: isConditional,
              isThroughMachinery: isThrough))
        }
      }
    }
    return found
  }
}
