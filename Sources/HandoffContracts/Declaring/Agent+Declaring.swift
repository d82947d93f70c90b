internal import HandoffSchema

extension Agent {
  /// Declares an agent with what it takes, gives and does.
  public init(
    _ name: String, fileID: String = #fileID, line: Int = #line,
    @AgentBuilder _ elements: () -> [any AgentElement] = { [] }
  ) {
    self.init(name, elements: elements(), fileID: fileID, line: line)
  }

  /// Declares an agent of elements that come from elsewhere than a builder.
  public init(
    _ name: String, kind: Kind = .agent, elements: [any AgentElement], fileID: String = #fileID,
    line: Int = #line
  ) {
    self.init(name: name, kind: kind, declaredAt: SourceLocation(file: fileID, line: line))
    for element in elements { element.apply(to: &self) }
  }

  mutating func report(_ reason: DeclarationProblem.Reason, member: String, at place: SourceLocation? = nil) {
    builderProblems.append(
      DeclarationProblem(
        reason: reason, pointer: JSONPointer(tokens: ["agents", name, member]),
        location: place ?? declaredAt))
  }

  /// Takes over what a shape brings along that stands in a member.
  mutating func take(_ shape: Shape, at member: String, _ location: SourceLocation?) {
    attachedContracts.attach(shape.attachedContracts)
    builderProblems += shape.problems(below: ["agents", name, member], location)
  }

  /// Notes that an element was met, and a problem if it was before.
  mutating func note(once element: String, member: String, at location: SourceLocation) {
    if seenElements.contains(element) { report(.repeatedElement(element), member: member, at: location) }
    seenElements.append(element)
  }

  /// The pointer that a text spells, or `nil` after noting a problem.
  mutating func pointer(_ text: String, member: String, at location: SourceLocation) -> JSONPointer? {
    if let pointer = JSONPointer(parsing: text) { return pointer }
    report(
      .wrongValue(found: quoted(text), allowed: "a JSON Pointer such as \"/priority\""), member: member,
      at: location)
    return nil
  }
}

extension Agent {
  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "The name has no label: write Agent(\"name\") { … }.")
  public init(name: String, @AgentBuilder _ elements: () -> [any AgentElement]) {
    self.init(name, elements: elements())
  }
}

extension Agent: SystemElement {
  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    var agent = self
    let contracts = agent.attachedContracts
    agent.attachedContracts = []
    system.agents.append(agent)
    for contract in contracts { contract.apply(to: &system) }
  }
}
