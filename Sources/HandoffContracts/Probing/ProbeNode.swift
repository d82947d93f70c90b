internal import HandoffSchema

/// What a type was seen to read at one pointer; parts of the tree are shared while a type is probed.
final class ProbeNode {
  /// What kind of value is read.
  enum Kind {
    case unknown
    case bool
    case integer(lowest: Int128?, highest: Int128?)
    case number
    case text
    /// One of these values; `isClosed` says whether no other one is taken.
    case values([JSONValue], isClosed: Bool)
    /// Any value of their type, but these are the ones that are meant.
    case suggested([JSONValue])
    /// A type that has a form of its own in JSON.
    case known(JSONValue)
    case object
    /// One of the members, which names the case of an enumeration.
    case choice
    case map
    case array
    /// A type that is being read already.
    case reference(String)
  }

  /// A member of an object.
  struct Member {
    var name: String
    var node: ProbeNode
    /// Whether the type does without it.
    var isOptional: Bool
  }

  var kind = Kind.unknown
  /// Whether `null` is taken.
  var isNullable = false
  var members: [Member] = []
  /// Of an array or a map.
  var element: ProbeNode?
  /// The name under which others refer to this node; `nil` where nobody does.
  var name: String?

  /// The node of a member, made where it is new.
  func member(_ name: String, isOptional: Bool = false) -> ProbeNode {
    if case .unknown = kind { kind = .object }
    if let index = members.firstIndex(where: { $0.name.hasSameCodePoints(as: name) }) {
      if isOptional { members[index].isOptional = true }
      return members[index].node
    }
    let node = ProbeNode()
    members.append(Member(name: name, node: node, isOptional: isOptional))
    return node
  }

  /// Makes a member one that the type does without.
  func makeOptional(_ name: String) { _ = member(name, isOptional: true) }

  /// The node of the elements, made where it is new.
  func elements(of kind: Kind) -> ProbeNode {
    self.kind = kind
    if let element { return element }
    let node = ProbeNode()
    element = node
    return node
  }
}
