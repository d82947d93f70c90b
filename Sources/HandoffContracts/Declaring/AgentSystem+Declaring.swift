internal import HandoffSchema

extension AgentSystem {
  /// Declares a system; what cannot stand in it is told by ``problems``.
  ///
  /// - `entry`: The agent that receives the first payload.
  public init(
    _ name: String, entry: some AgentReference, fileID: String = #fileID, line: Int = #line,
    @SystemBuilder _ elements: () -> [any SystemElement]
  ) {
    self.init(entry: [entry], name, elements(), fileID: fileID, line: line)
  }

  /// Declares a system with several entries.
  ///
  /// - `entry`: The agents that receive the first payload.
  public init(
    _ name: String, entry: [String], fileID: String = #fileID, line: Int = #line,
    @SystemBuilder _ elements: () -> [any SystemElement]
  ) {
    self.init(entry: entry, name, elements(), fileID: fileID, line: line)
  }

  /// Declares a system with several entries that are given as values.
  ///
  /// - `entry`: The agents that receive the first payload.
  @_disfavoredOverload
  public init(
    _ name: String, entry: [Agent], fileID: String = #fileID, line: Int = #line,
    @SystemBuilder _ elements: () -> [any SystemElement]
  ) {
    // Disfavoured, since `[]` is then a list of names, and is told that a run begins somewhere.
    self.init(entry: entry, name, elements(), fileID: fileID, line: line)
  }

  /// Declares a system of elements that come from elsewhere than a builder.
  public init(
    _ name: String, entry: [String], elements: [any SystemElement], fileID: String = #fileID,
    line: Int = #line
  ) {
    self.init(name: name, entry: entry, declaredAt: SourceLocation(file: fileID, line: line))
    for element in elements { element.apply(to: &self) }
    adoptReferencedAgents()
  }

  private init(
    entry: [some AgentReference], _ name: String, _ elements: [any SystemElement], fileID: String, line: Int
  ) {
    let names = entry.map { type(of: $0).agentName(of: $0) }
    self.init(name: name, entry: names, declaredAt: SourceLocation(file: fileID, line: line))
    checkEntry()
    referencedAgents = entry.compactMap { type(of: $0).agentDeclaration(of: $0) }
    for element in elements { element.apply(to: &self) }
    adoptReferencedAgents()
  }

  // An importer may not know the entry; whoever declares a system does.
  private mutating func checkEntry() {
    if entry.isEmpty {
      report(.missingElement("a run begins at an agent: write entry: \"agent\""), at: ["entry"], declaredAt)
    }
  }

  /// A run begins somewhere: write `AgentSystem("name", entry: "agent") { … }`.
  @available(
    *, unavailable,
    message: "A run begins at an agent: write AgentSystem(\"name\", entry: \"agent\") { … }."
  )
  public init(_ name: String, @SystemBuilder _ elements: () -> [any SystemElement]) {
    self.init(name: name, entry: [])
  }

  /// The schema of a shape, after taking over what the shape brings along.
  mutating func take(_ shape: Shape, at path: [String], _ location: SourceLocation?) -> JSONValue {
    for contract in shape.attachedContracts { contract.apply(to: &self) }
    builderProblems += shape.problems(below: path, location)
    return shape.schema
  }

  /// Notes that an element was met, and a problem if it was before.
  mutating func note(once element: String, at path: [String], _ location: SourceLocation) {
    if seenElements.contains(element) { report(.repeatedElement(element), at: path, location) }
    seenElements.append(element)
  }

  mutating func report(_ reason: DeclarationProblem.Reason, at path: [String], _ place: SourceLocation?) {
    builderProblems.append(
      DeclarationProblem(
        reason: reason, pointer: JSONPointer(tokens: path), location: place ?? declaredAt))
  }
}

extension Contract: SystemElement {
  /// Takes the contract over unless the system has an equal one; two different ones under one name are a
  /// problem of the system.
  public func apply(to system: inout AgentSystem) {
    let isKnown = system.contracts.contains { $0.name.hasSameCodePoints(as: name) && $0 == self }
    var contract = self
    contract.attachedContracts = []
    if !isKnown { system.contracts.append(contract) }
    for contract in attachedContracts { contract.apply(to: &system) }
  }
}

extension Store {
  /// Declares a store that agents read and write.
  ///
  /// - `layer`: How long it remembers.
  /// - `merge`: What two writers at once do to it; nothing is said where absent.
  public init(
    _ name: String, _ layer: Layer, merge: Merge? = nil, fileID: String = #fileID, line: Int = #line
  ) {
    self.init(name: name, layer: layer, declaredAt: SourceLocation(file: fileID, line: line))
    self.merge = merge
  }
}

extension Store: SystemElement {
  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    system.stores.append(self)
  }
}
