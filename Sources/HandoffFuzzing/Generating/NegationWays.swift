import HandoffSchema

/// Ways to break the keywords of a node that are about plain values.
struct NegationWays {
  /// A node whose values break a keyword, where needed with what they must not match.
  struct Way {
    var node: SchemaNode
    var excluded: SchemaNode?
  }

  private(set) var nodes: [Way] = []
  private let location: SchemaLocation

  /// Begins a list of ways, all at one location.
  init(_ location: SchemaLocation) {
    self.location = location
  }

  private mutating func add(_ types: TypeSet, _ change: (inout SchemaNode) -> Void) {
    var node = SchemaNode(location: location)
    node.types = types
    change(&node)
    nodes.append(Way(node: node))
  }

  private mutating func addExcluding(_ types: TypeSet, _ change: (inout SchemaNode) -> Void) {
    var excluded = SchemaNode(location: location)
    change(&excluded)
    var node = SchemaNode(location: location)
    node.types = types
    nodes.append(Way(node: node, excluded: excluded))
  }

  /// Another type, or another value.
  mutating func values(of node: SchemaNode) {
    let others = TypeSet.all.subtracting(node.types)
    if !others.isEmpty { add(others) { _ in } }
    if let constant = node.constant { addExcluding(.all) { $0.constant = constant } }
    if let values = node.enumeration { addExcluding(.all) { $0.enumeration = values } }
  }

  /// A number beyond a bound, or between two multiples.
  mutating func numbers(_ keywords: NumericKeywords) {
    func way(_ change: (inout NumericKeywords) -> Void) {
      var numeric = NumericKeywords()
      change(&numeric)
      add(.number) { $0.numeric = numeric }
    }
    if let bound = keywords.minimum { way { $0.exclusiveMaximum = bound } }
    if let bound = keywords.maximum { way { $0.exclusiveMinimum = bound } }
    if let bound = keywords.exclusiveMinimum { way { $0.maximum = bound } }
    if let bound = keywords.exclusiveMaximum { way { $0.minimum = bound } }
    if let step = keywords.multipleOf {
      var numeric = NumericKeywords()
      numeric.multipleOf = step
      addExcluding(.number) { $0.numeric = numeric }
    }
  }

  /// A text that is too short, too long, or otherwise wrong.
  mutating func strings(_ keywords: StringKeywords) {
    func way(_ change: (inout StringKeywords) -> Void) {
      var string = StringKeywords()
      change(&string)
      add(.string) { $0.string = string }
    }
    if let least = keywords.minLength, least > 0 { way { $0.maxLength = least - 1 } }
    if let more = keywords.maxLength?.beyond { way { $0.minLength = more } }
    if let pattern = keywords.pattern {
      var string = StringKeywords()
      string.pattern = pattern
      addExcluding(.string) { $0.string = string }
    }
    if keywords.formatAsserts, let format = keywords.format {
      var string = StringKeywords()
      string.format = format
      string.formatAsserts = true
      addExcluding(.string) { $0.string = string }
    }
  }
}
