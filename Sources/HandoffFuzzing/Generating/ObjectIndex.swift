import HandoffSchema

/// What several object schemas that apply to one value say, by name.
struct ObjectIndex: Sendable {
  /// Every name that is mentioned, in order, each once.
  private(set) var names: [String] = []
  /// The names that must be there, in order.
  private(set) var required: [String] = []
  /// What members ask for where they are present: further members, and schemas for the whole object.
  private var demands: [ExactString: (required: [String], schemas: [SchemaGraph.NodeID])] = [:]
  private var known: Set<ExactString> = []
  private var needed: Set<ExactString> = []
  private var named: [ExactString: [SchemaGraph.NodeID]] = [:]
  /// Those that say something about names that they do not list.
  private var open: [ObjectKeywords] = []
  private var unevaluated: [SchemaGraph.NodeID] = []
  /// The schemas of each of the names, where they were worked out beforehand.
  private var settled: [[SchemaGraph.NodeID]] = []
  /// The schemas of members that nothing names, in order.
  private(set) var additional: [SchemaGraph.NodeID] = []
  /// Whether names that no schema lists have a schema by their pattern.
  private(set) var hasPatterns = false

  /// Takes one more object schema into account.
  mutating func add(_ keywords: ObjectKeywords) {
    settled = []
    if let schema = keywords.additionalProperties { additional.append(schema) }
    hasPatterns = hasPatterns || !keywords.patternProperties.isEmpty
    for (name, schema) in keywords.properties {
      let key = ExactString(name)
      if known.insert(key).inserted { names.append(name) }
      named[key, default: []].append(schema)
    }
    for name in keywords.required where needed.insert(ExactString(name)).inserted {
      if known.insert(ExactString(name)).inserted { names.append(name) }
      required.append(name)
    }
    if !keywords.patternProperties.isEmpty || keywords.additionalProperties != nil { open.append(keywords) }
    if let schema = keywords.unevaluatedProperties { unevaluated.append(schema) }
    for (key, required) in keywords.dependentRequired {
      demands[ExactString(key), default: ([], [])].required += required
    }
    for (key, schema) in keywords.dependentSchemas {
      demands[ExactString(key), default: ([], [])].schemas.append(schema)
    }
  }

  /// What a member asks for where it is present; `nil` where that is nothing.
  func demands(of name: String) -> (required: [String], schemas: [SchemaGraph.NodeID])? {
    demands.isEmpty ? nil : demands[ExactString(name)]
  }

  /// Whether a member of this name must be there.
  func isRequired(_ name: String) -> Bool { needed.contains(ExactString(name)) }

  /// Works out beforehand what is asked for each name again and again.
  mutating func settle() { settled = names.map { schemas(of: $0) } }

  /// The schemas of the member at an index of the names.
  func schemas(at position: Int) -> [SchemaGraph.NodeID] {
    settled.isEmpty ? schemas(of: names[position]) : settled[position]
  }

  /// The schemas of a member.
  func schemas(of name: String) -> [SchemaGraph.NodeID] {
    var result = named[ExactString(name)] ?? []
    for keywords in open {
      var isNamed = keywords.schema(of: name) != nil
      for member in keywords.patternProperties where member.pattern.matches(name) {
        result.append(member.schema)
        isNamed = true
      }
      if !isNamed, let additional = keywords.additionalProperties { result.append(additional) }
    }
    return result.isEmpty ? unevaluated : result
  }
}
