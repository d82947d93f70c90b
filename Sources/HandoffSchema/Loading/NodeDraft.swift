/// A node while its keywords are read, with what must wait until all of them are known.
struct NodeDraft {
  var numeric = NumericKeywords()
  var string = StringKeywords()
  var array = ArrayKeywords()
  var object = ObjectKeywords()
  var logic = LogicKeywords()
  var annotations = AnnotationKeywords()
  /// Which of the groups hold anything.
  var groups: Groups = []

  var unreadNames = UnreadNames()
  var items: JSONValue?
  var additionalItems: JSONValue?
  var condition: JSONValue?
  var then: JSONValue?
  var otherwise: JSONValue?
  /// Draft-04 writes `exclusiveMinimum: true` beside `minimum`.
  var minimumIsExclusive = false
  var maximumIsExclusive = false

  /// The groups of a node.
  struct Groups: OptionSet {
    let rawValue: UInt8
    static let numeric = Groups(rawValue: 1)
    static let string = Groups(rawValue: 2)
    static let array = Groups(rawValue: 4)
    static let object = Groups(rawValue: 8)
    static let logic = Groups(rawValue: 16)
    static let annotations = Groups(rawValue: 32)
  }

  /// Moves what was read into the node.
  func finish(_ node: inout SchemaNode) {
    if groups.contains(.numeric) { node.numeric = numeric }
    if groups.contains(.string) { node.string = string }
    if groups.contains(.array) { node.array = array }
    if groups.contains(.object) { node.object = object }
    if groups.contains(.logic) { node.logic = logic }
    if groups.contains(.annotations) { node.annotations = annotations }
  }
}
