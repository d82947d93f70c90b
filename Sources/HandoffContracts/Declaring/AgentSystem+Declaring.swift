internal import HandoffSchema

extension AgentSystem {
  /// Declares a system; what cannot stand in it is told by ``problems``.
  ///
  /// - `entry`: The agent that receives the first payload.
  public init(
    _ name: String, entry: String, fileID: String = #fileID, line: Int = #line,
    @SystemBuilder _ elements: () -> [any SystemElement]
  ) {
    self.init(name, entry: [entry], elements: elements(), fileID: fileID, line: line)
  }

  /// Declares a system with several entries.
  ///
  /// - `entry`: The agents that receive the first payload.
  public init(
    _ name: String, entry: [String], fileID: String = #fileID, line: Int = #line,
    @SystemBuilder _ elements: () -> [any SystemElement]
  ) {
    self.init(name, entry: entry, elements: elements(), fileID: fileID, line: line)
  }

  /// Declares a system of elements that come from elsewhere than a builder.
  public init(
    _ name: String, entry: [String], elements: [any SystemElement], fileID: String = #fileID,
    line: Int = #line
  ) {
    self.init(name: name, entry: entry, declaredAt: SourceLocation(file: fileID, line: line))
    for element in elements { element.apply(to: &self) }
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
    if !isKnown { system.contracts.append(self) }
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
