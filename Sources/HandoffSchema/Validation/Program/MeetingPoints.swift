/// The nodes that one value may reach by more than one way, as the alternatives of a recursive schema do when they
/// descend into the same child.
///
/// Only there is it worth remembering what was decided. A node that every value reaches by one way at most is
/// evaluated as often as the node that applies it; so if all others remember, nothing is evaluated twice.
struct MeetingPoints: Sendable {
  private var flags: [Bool]

  /// One way to a node: what applies it, and to which part of its value.
  private struct Way {
    var source: SchemaGraph.NodeID
    var subject: SchemaApplication.Subject

    /// Says whether both may lead to one value; a "yes" proves nothing.
    func meets(_ other: Way) -> Bool {
      switch (subject, other.subject) {
      // Another way may lead to this value from outside, or from within.
      case (.value, _), (_, .value), (.valueWithMember, _), (_, .valueWithMember): true
      case (.element(let left), .element(let right)): left == right
      case (.element(let index), .elements(let start)), (.elements(let start), .element(let index)):
        index >= start
      case (.member(let left), .member(let right)): left.hasSameCodePoints(as: right)
      case (.member, .otherMembers), (.otherMembers, .member): source != other.source
      default: subject.kindOfPart == other.subject.kindOfPart
      }
    }
  }

  /// More ways to one node are not told apart.
  private static let waysLimit = 16

  subscript(node: SchemaGraph.NodeID) -> Bool { flags[node] }

  /// Looks at every application of the schema.
  ///
  /// - Parameters:
  ///   - graph: The schema.
  ///   - resolve: The node that is applied where another one is named, for references that say nothing else.
  /// - Complexity: O(*n*) in the size of the schema.
  init(_ graph: SchemaGraph, resolve: (SchemaGraph.NodeID) -> SchemaGraph.NodeID) {
    flags = Array(repeating: false, count: graph.nodes.count)
    var ways: [[Way]] = Array(repeating: [], count: graph.nodes.count)
    for (source, node) in graph.nodes.enumerated() where resolve(source) == source {
      for application in node.applications() {
        guard application.subject.kindOfPart != .content else { continue }
        let target = resolve(application.schema)
        if flags[target] { continue }
        let way = Way(source: source, subject: application.subject)
        if ways[target].count == Self.waysLimit || ways[target].contains(where: { $0.meets(way) }) {
          flags[target] = true
          ways[target] = []
        } else {
          ways[target].append(way)
        }
      }
    }
  }
}

extension SchemaApplication.Subject {
  fileprivate enum KindOfPart { case whole, element, member, name, content }

  fileprivate var kindOfPart: KindOfPart {
    switch self {
    case .value, .valueWithMember: .whole
    case .element, .elements, .anyElement, .unevaluatedElements: .element
    case .member, .members, .otherMembers, .unevaluatedMembers: .member
    case .memberNames: .name
    case .content: .content
    }
  }
}
