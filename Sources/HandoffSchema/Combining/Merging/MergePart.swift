/// What one part of a merge says about the members of its payloads.
///
/// Members are described twice: as far as each is described for itself, which is all that there is to a plain
/// part, and through the locations in place, which are copied where there is more.
struct MergePart {
  typealias NodeID = SchemaGraph.NodeID

  /// One name that the part mentions.
  struct Member {
    var name: String
    /// The schemas that the value must satisfy whatever else the object holds.
    var schemas: [NodeID] = []
    /// True where `propertyNames` refuses the name.
    var isRefused = false
  }

  /// How much of the part its members say.
  enum Kind {
    /// All: each member is described for itself.
    case plain
    /// Not all, but the rest can be said of the mentioned names alone.
    case conditional
    /// Not all, and the rest is given up.
    case unclear
  }

  var root: NodeID
  /// The locations in place, each before those that it applies.
  var order: [NodeID]
  var kind: Kind
  /// The mentioned names in order.
  var members: [Member]
  var indices: [ExactString: Int]
  /// The names that every payload has.
  var required: Set<ExactString>
  var outside: Outside
  /// The least number of members.
  var least: Int
  /// The locations whose `unevaluatedProperties` depends on what else the object holds.
  var unsettled: Set<NodeID>

  func mentions(_ name: String) -> Bool { indices[ExactString(name)] != nil }
  func requires(_ name: String) -> Bool { required.contains(ExactString(name)) }
}

extension MergePart {
  /// What a part says about names that it does not mention.
  enum Outside {
    /// It has no such members.
    case nothing
    /// It takes them all.
    case everything
    /// It takes those that every clause allows and whose names satisfy the schemas.
    case some([Clause], names: [NodeID])
  }

  /// `additionalProperties` or `unevaluatedProperties` with the patterns that exempt from it.
  struct Clause {
    var patterns: [(pattern: Pattern, schema: NodeID?)] = []
    var otherwise: NodeID?

    /// The schemas of the member with a name; one that is named elsewhere has no need of `otherwise`.
    func schemas(of name: String, isNamed: Bool = false) -> [NodeID] {
      let matching = patterns.filter { $0.pattern.matches(name) }
      if !matching.isEmpty { return matching.compactMap(\.schema) }
      return isNamed ? [] : otherwise.map { [$0] } ?? []
    }
  }
}
