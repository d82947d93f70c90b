import HandoffSchema

/// What one value has to satisfy: the keywords of several nodes taken together.
///
/// References and `allOf` are followed, one branch of each `anyOf` and `oneOf` is chosen, and so the value can
/// be built rather than guessed. What cannot be built (`not`, "exactly one") is checked afterwards.
struct Demand: Sendable {
  /// The nodes that were asked for; a value is checked against them.
  var requested: [SchemaGraph.NodeID] = []
  /// Every node taken together, in the order in which it was met, each once.
  private(set) var nodes: [SchemaGraph.NodeID] = []
  private var known: Set<SchemaGraph.NodeID> = []
  var types: TypeSet = .all
  /// True where some node names types.
  var isTyped = false
  /// The values that `enum` and `const` leave; `nil` where they say nothing.
  var allowed: [JSONValue]?
  var numeric: [NumericKeywords] = [] {
    didSet { grids = nil }
  }
  /// The numbers of these keywords, where they were worked out beforehand.
  var grids: NumberGrids?
  var strings: [StringKeywords] = []
  var arrays: [ArrayKeywords] = []
  var objects: [(node: SchemaGraph.NodeID, keywords: ObjectKeywords)] = []
  /// Names that must stay away, out of a `not` of `required`.
  var forbidden: [String] = []
  /// Patterns that a text must not match.
  var refused: [Pattern] = []
  /// Whether some element must come twice.
  var wantsRepetition = false
  /// Whether the finished value has to be checked on the spot.
  var needsCheck = false
  /// Whether a branch was chosen on the way, so that another attempt may give another demand.
  var hasChoices = false
}

extension Demand {
  /// Adds the keywords of one node that state something about the value itself; `false` where that was done
  /// before.
  @discardableResult
  mutating func merge(_ node: SchemaNode, id: SchemaGraph.NodeID) -> Bool {
    guard nodes.isEmpty || known.insert(id).inserted else { return false }
    if nodes.isEmpty { known = [id] }
    nodes.append(id)
    if node.always == false { types = [] }
    if node.types != .all {
      types.formIntersection(node.types)
      isTyped = true
    }
    if let constant = node.constant { allow([constant]) }
    if let values = node.enumeration { allow(values) }
    if let keywords = node.numeric { numeric.append(keywords) }
    if let keywords = node.string { strings.append(keywords) }
    if let keywords = node.array {
      arrays.append(keywords)
      if keywords.maxContains != nil || keywords.unevaluatedItems != nil { needsCheck = true }
    }
    if let keywords = node.object {
      objects.append((id, keywords))
      if keywords.unevaluatedProperties != nil { needsCheck = true }
    }
    return true
  }

  private mutating func allow(_ values: [JSONValue]) {
    isTyped = true
    if let earlier = allowed {
      let values = Set(values)
      allowed = earlier.filter { values.contains($0) }
    } else {
      allowed = values
    }
  }
}
