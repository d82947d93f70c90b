internal import HandoffSchema

extension Handoff {
  /// Declares that an agent may hand off to another.
  ///
  /// - `from`: The agent that hands off.
  /// - `target`: The agent that receives.
  /// - `pattern`: The coordination pattern that the handoff belongs to.
  /// - `trigger`: What it answers: `.output`, `.failure("kind")`, `.anyFailure`, `.limit` or `.none`.
  /// - `guardShape`: The shape that the payload must have; any payload where absent.
  /// - `payload`: What the handoff carries where that is not the output of `from`, such as the arguments of a transfer
  ///   call: `.contract(…)`, `.shape(…)` or `.object { … }`.
  /// - `condition`: The name of a test in code that the declaration cannot see; it may hold or not for every payload.
  /// - `each`: The JSON Pointer of an array of the payload; `target` gets its elements, one a visit.
  /// - `limit`: The most times in one run, from 1.
  /// - `limitImplied`: Whether the limit is a framework's default that nobody declared.
  /// - `changes`: What is different when the handoff tries again; for a handoff to oneself.
  /// - `returns`: Whether control comes back; by default for `.supervisor` only.
  /// - `result`: What `from` takes back where control comes back; what it accepts where absent.
  /// - `carries`: What travels with the payload, `.everything` or a list.
  /// - `parallel`: The name of the group that is taken together.
  /// - `tolerates`: Ways of breaking a payload that `target` may accept.
  /// - `evidence`: How the handoff is known.
  public init(
    _ from: some AgentReference, to target: some AgentReference, _ pattern: Pattern? = nil,
    on trigger: Trigger = .output,
    when guardShape: Shape? = nil, payload: Payloads? = nil, condition: String? = nil, each: String? = nil,
    limit: Int? = nil, limitImplied: Bool = false, changes: Change? = nil, returns: Bool? = nil,
    result: Payloads? = nil, carries: [EnvelopePart]? = nil, parallel: String? = nil,
    tolerates: [Tolerates] = [], evidence: Evidence = .declared, fileID: String = #fileID, line: Int = #line
  ) {
    self.init(
      from: type(of: from).agentName(of: from), to: type(of: target).agentName(of: target), trigger: trigger,
      when: guardShape?.schema, pattern: pattern, returns: returns,
      limit: limit, carries: carries, parallel: parallel, evidence: evidence,
      declaredAt: SourceLocation(file: fileID, line: line))
    self.payload = payload?.acceptance
    self.condition = condition
    if let each { read(each: each) }
    limitIsImplied = limitImplied
    self.changes = changes
    self.result = result?.acceptance
    self.tolerates = tolerates.map(\.tolerance)
    attachedContracts.attach([payload?.contract, result?.contract].compactMap(\.self))
    attachedAgents = [
      type(of: from).agentDeclaration(of: from), type(of: target).agentDeclaration(of: target),
    ].compactMap(\.self)
    if let guardShape { take(guardShape, at: "when") }
    if let shape = payload?.shape { take(shape, at: "payload") }
    if let shape = result?.shape { take(shape, at: "result") }
  }

  private mutating func take(_ shape: Shape, at member: String) {
    attachedContracts.attach(shape.attachedContracts)
    builderProblems += shape.problems(below: [member], declaredAt)
  }

  private mutating func report(_ reason: DeclarationProblem.Reason, at path: [String]) {
    builderProblems.append(
      DeclarationProblem(reason: reason, pointer: JSONPointer(tokens: path), location: declaredAt))
  }

  private mutating func read(each text: String) {
    each = JSONPointer(parsing: text)
    guard each == nil else { return }
    report(.wrongValue(found: quoted(text), allowed: "a JSON Pointer such as \"/items\""), at: ["each"])
  }

  /// A handoff leads somewhere: write `Handoff("a", to: "b")`.
  @available(*, unavailable, message: "Write Handoff(\"a\", to: \"b\").")
  public init(_ from: some AgentReference, _ target: some AgentReference) {
    self.init(from, to: target)
  }

  /// A likely slip, with its remedy.
  @available(
    *, unavailable,
    message: "Write one Handoff for each target; parallel: \"group\" takes several together."
  )
  public init(_ from: some AgentReference, to targets: [String], _ pattern: Pattern? = nil) {
    self.init(from, to: "")
  }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write on: .failure(\"kind\"), .anyFailure, .limit or .none.")
  public init(_ from: some AgentReference, to target: some AgentReference, on kind: String) {
    self.init(from, to: target)
  }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Handoff(\"a\", to: \"b\").")
  public init(_ from: some AgentReference, _ pattern: Pattern? = nil) {
    self.init(from, to: "")
  }
}

extension Handoff: SystemElement {
  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    var handoff = self
    handoff.attachedContracts = []
    handoff.attachedAgents = []
    system.referencedAgents += attachedAgents
    system.handoffs.append(handoff)
    for contract in attachedContracts { contract.apply(to: &system) }
  }
}

extension Handoff.Trigger {
  /// The agent failed with this kind, or with one of these.
  public static func failure(_ kind: String, _ more: String...) -> Self { .failures([kind] + more) }
}

extension [Handoff.EnvelopePart] {
  /// All four parts of the envelope.
  public static var everything: Self { Handoff.EnvelopePart.allCases }

  /// The name is ``everything``.
  @available(*, unavailable, renamed: "everything", message: "Write carries: .everything.")
  public static var all: Self { .everything }
}
