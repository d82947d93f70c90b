import HandoffSchema

/// The way to one node of a schema: which optional parts and which branches lead there.
///
/// A payload that is to be broken at a node must contain that node first.
struct Steering: Sendable {
  /// The node that the payload is to contain.
  let goal: SchemaGraph.NodeID
  /// The nodes from which the goal can be reached, itself included.
  private let leading: Set<SchemaGraph.NodeID>

  /// Finds the way.
  ///
  /// - Complexity: O(*n*), where *n* is the number of nodes above the goal.
  init(to goal: SchemaGraph.NodeID, parents: [[SchemaGraph.NodeID]]) {
    self.goal = goal
    var leading: Set = [goal]
    var open = [goal]
    while let next = open.popLast() {
      for parent in parents[next] where leading.insert(parent).inserted { open.append(parent) }
    }
    self.leading = leading
  }

  /// Says whether the goal is the node or lies below it.
  func leads(through node: SchemaGraph.NodeID) -> Bool { leading.contains(node) }
}
