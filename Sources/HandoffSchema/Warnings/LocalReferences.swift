/// Where the references within a document lead, as ``SchemaLoader`` follows them, for a reader that compiles nothing.
struct LocalReferences {
  /// What the local references of a schema count from.
  struct Scope {
    /// The schema that has an identifier, or that a host holds; otherwise the document.
    var root: JSONPointer
    /// Where references lead that lead nowhere below `root`; `nil` where they are then broken.
    var outer: JSONPointer?
    fileprivate var rules: DialectRules
  }

  private let document: JSONValue
  private let hosts: SchemaHosts?
  private let isHost: Bool
  private let isContainer: Bool
  /// The schemas of a container that were met.
  private var held: Set<JSONPointer> = []
  private let outermost: Scope

  init(in document: JSONValue, hosts: SchemaHosts?) {
    self.document = document
    self.hosts = hosts
    isHost = hosts?.include(document) == true
    isContainer = hosts?.includeContainer(document) == true
    let rules = DialectRules.named(by: document) ?? DialectRules(dialect: .draft2020)
    outermost = Scope(root: .root, outer: nil, rules: rules)
  }

  /// Goes to a pointer from the document's root; `nil` where it leads nowhere.
  mutating func enter(_ pointer: JSONPointer) -> (value: JSONValue, scope: Scope)? {
    var value = document
    var scope = outermost
    var walked = JSONPointer.root
    // What stands there as far as keywords tell; `nil` once the way left them.
    var shape: Keyword.Shape? = .schema
    for token in pointer.tokens {
      guard let next = value[JSONPointer(tokens: [token])] else { return nil }
      shape = Self.shape(of: next, named: token, in: shape)
      value = next
      walked.tokens.append(token)
      if shape == nil, isHeld(walked) { shape = .schema }
      if shape == .schema { scope = self.scope(of: value, at: walked, in: scope) }
    }
    if shape == nil {
      if isContainer { held.insert(walked) }
      scope = self.scope(of: value, at: walked, in: scope)
    }
    return (value, scope)
  }

  /// What a reference that is only a fragment means; `nil` where that is an anchor, or nothing.
  mutating func target(
    of pointer: JSONPointer, in scope: Scope
  ) -> (value: JSONValue, pointer: JSONPointer, scope: Scope)? {
    for root in [scope.root, scope.outer].compactMap(\.self) {
      let whole = JSONPointer(tokens: root.tokens + pointer.tokens)
      if let (value, scope) = enter(whole) { return (value, whole, scope) }
    }
    return nil
  }

  /// The scope of a schema that stands in another one.
  func scope(of value: JSONValue, at pointer: JSONPointer, in parent: Scope) -> Scope {
    guard case .object(let members) = value, !pointer.tokens.isEmpty else { return parent }
    let isHeld = isHeld(pointer)
    guard isHeld || members["$id"] != nil || members["id"] != nil else { return parent }
    let rules = DialectRules.named(by: value) ?? parent.rules
    let hasIdentifier = rules.identifier(of: members) != nil
    guard isHeld || hasIdentifier else { return parent }
    return Scope(root: pointer, outer: hasIdentifier ? nil : parent.root, rules: rules)
  }

  private func isHeld(_ pointer: JSONPointer) -> Bool {
    if isHost { return hosts?.holdSchema(at: pointer) == true }
    return isContainer && held.contains(pointer)
  }

  private static func shape(
    of value: JSONValue, named token: String, in outer: Keyword.Shape?
  ) -> Keyword.Shape? {
    switch outer {
    case .schema?:
      switch (Keyword.named(token)?.shape, value) {
      case (.schemaOrArray, .array): .schemaArray
      case (.schemaOrArray, _): .schema
      case (.plain, _), (nil, _): nil
      case (let known, _): known
      }
    case .schemaArray?, .schemaMap?: .schema
    default: nil
    }
  }
}
