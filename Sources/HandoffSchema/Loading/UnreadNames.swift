/// The entries of `patternProperties` whose patterns are beyond automata.
///
/// Whether a member's name matches such a pattern nobody can tell; what a value is whatever the answers are can still
/// be told. The keyword is therefore read as: what every answer asks for holds, and either so does what the answers
/// could ask for at most, or it is open. In JSON Schema, for patterns P… with schemas S… beside
/// `additionalProperties: A`:
///
///     additionalProperties: anyOf [A, S…]
///     anyOf: [ allOf [ {additionalProperties: S}…, the keywords with A and without P… ],
///              {propertyNames: {pattern: P}} ]
struct UnreadNames {
  /// One entry.
  struct Entry {
    var error: SchemaError
    var pattern: PatternError
    var schema: SchemaGraph.NodeID
    /// The name in `patternProperties`.
    var key: String
  }

  var entries: [Entry] = []

  /// A schema that is open for every object with members.
  static func openNames(_ pattern: PatternError, at location: SchemaLocation) -> (
    names: SchemaNode, text: SchemaNode
  ) {
    var text = SchemaNode(location: location)
    text.string = StringKeywords()
    text.string?.unreadPattern = pattern
    var names = SchemaNode(location: location)
    names.object = ObjectKeywords()
    text.isOpenPart = true
    names.isOpenPart = true
    return (names, text)
  }
}

extension SchemaLoader {
  /// Puts what can be told about entries with unread patterns into a draft whose other keywords are read.
  mutating func readUnreadNames(_ draft: inout NodeDraft, of id: SchemaGraph.NodeID) {
    guard let first = draft.unreadNames.entries.first else { return }
    firstUnreadNames = firstUnreadNames ?? first.error
    let schemas = draft.unreadNames.entries.map(\.schema)
    let plain = draft.object.additionalProperties
    var atMost: [SchemaGraph.NodeID] = []
    for entry in draft.unreadNames.entries {
      var every = ObjectKeywords()
      every.additionalProperties = entry.schema
      atMost.append(made(of: id, at: entry.key) { $0.object = every })
    }
    if let plain {
      var rest = ObjectKeywords()
      rest.properties = draft.object.properties
      rest.patternProperties = draft.object.patternProperties
      rest.additionalProperties = plain
      rest.indexProperties()
      atMost.append(made(of: id) { $0.object = rest })
      draft.object.additionalProperties = made(of: id, at: "additionalProperties", isKeyword: true) {
        $0.logic = LogicKeywords()
        $0.logic?.anyOf = [plain] + schemas
      }
    }
    let all = made(of: id) {
      $0.logic = LogicKeywords()
      $0.logic?.allOf = atMost
    }
    let parts = UnreadNames.openNames(first.pattern, at: nodes[id].location)
    let text = made(of: id, at: first.key) {
      $0.string = parts.text.string
      $0.isOpenPart = true
    }
    let open = made(of: id) {
      $0.object = parts.names.object
      $0.object?.propertyNames = text
      $0.isOpenPart = true
    }
    draft.object.unreadNames = draft.unreadNames.entries.map(\.pattern)
    draft.groups.insert(.logic)
    draft.logic.allOf.append(
      made(of: id) {
        $0.logic = LogicKeywords()
        $0.logic?.anyOf = [all, open]
        $0.isOpenPart = true
      })
  }

  /// A node that no schema of the document stands for by itself.
  private mutating func made(
    of id: SchemaGraph.NodeID, at token: String? = nil, isKeyword: Bool = false,
    _ fill: (inout SchemaNode) -> Void
  ) -> SchemaGraph.NodeID {
    var location = nodes[id].location
    if let token {
      let tokens = isKeyword ? [token] : ["patternProperties", token]
      location.pointer.tokens += tokens
      location.documentPointer.tokens += tokens
    }
    var node = SchemaNode(location: location)
    fill(&node)
    nodes.append(node)
    // Nothing is left to be read of it.
    sources.append((value: [:], resource: sources[id].resource))
    edges?.append([])
    return nodes.count - 1
  }
}
