public import HandoffSchema

/// Where a `Decodable` type and the contract of what it is decoded from have drifted apart.
public struct TypeDrift: Sendable, Hashable {
  /// Payloads that the contract allows and the type refuses: what breaks, and a payload that shows it.
  public struct Break: Sendable, Hashable {
    /// What the type asks for, by pointer.
    public var reason: String
    /// The payload.
    public var witness: JSONValue
  }

  /// The type's name.
  public var type: String
  /// The contract's name.
  public var contract: String
  /// What the type refuses although the contract allows it.
  public var breaks: [Break] = []
  /// What harms nothing yet: members that are described and never read, or read and not described.
  public var notes: [String] = []
  /// What could not be seen of the type, or not be decided.
  public var gaps: [String] = []

  /// The most breaks that are looked for.
  private static let breakLimit = 20

  /// Holds a type against the output of a contract.
  ///
  /// - Parameters:
  ///   - type: The type that outputs are decoded as.
  ///   - contract: The contract, with what it refers to.
  ///   - readsDatesAsText: Whether dates are texts; otherwise numbers, as a decoder reads them that nobody has set up.
  /// - Throws: ``SchemaError`` where the contract's schema cannot be read.
  public init<Value: Decodable>(
    of type: Value.Type, from contract: Contract, readsDatesAsText: Bool = true
  ) throws(SchemaError) {
    var system = AgentSystem(name: contract.name, entry: [], agents: [], handoffs: [])
    system.contracts = [contract] + contract.attachedContracts
    guard let promised = try SystemSchemas(system).output(of: contract.name) else {
      preconditionFailure("a system has the contract that it was given")
    }
    let reading = TypeReading(of: type, hintedBy: promised, readsDatesAsText: readsDatesAsText)
    self.type = reading.type
    self.contract = contract.name
    gaps = reading.gaps.map(\.description)
    try findBreaks(promised, reading)
    noteMembers(contract, system, reading, describedBy: ProbeHints(promised))
  }

  /// One break after the other: what one payload shows is taken out before the next one is looked for.
  private mutating func findBreaks(_ promised: Schema, _ reading: TypeReading) throws(SchemaError) {
    var accepted = reading.accepted
    // What an open contract does not describe may be anything; that the type reads it is a note.
    let hints = ProbeHints(promised)
    var looked = 0
    while looked < Self.breakLimit {
      looked += 1
      let schema = try Schema(accepted)
      let verdict = promised.isIncluded(in: schema)
      switch verdict.outcome {
      case .included: return
      case .undecided:
        return gaps.append("(root): whether the type takes all that the contract allows is not decided")
      case .notIncluded: break
      }
      let violations = verdict.witness.map { schema.violations(in: $0) } ?? []
      guard let witness = verdict.witness, !violations.isEmpty else {
        return gaps.append(
          "(root): the type does not take all that the contract allows, but no payload shows it")
      }
      var relaxed = accepted
      for violation in violations {
        if hints.describes(violation.instance) {
          breaks.append(Break(reason: "\(violation)", witness: witness))
        }
        relaxed = RelaxedSchema(relaxed).relaxing(violation)
      }
      guard relaxed != accepted else {
        return gaps.append("(root): what else the type refuses cannot be looked for beside \(violations[0])")
      }
      accepted = relaxed
    }
    gaps.append("(root): more than \(Self.breakLimit) breaks; the rest is not listed")
  }

  private mutating func noteMembers(
    _ contract: Contract, _ system: AgentSystem, _ reading: TypeReading, describedBy hints: ProbeHints
  ) {
    var members: JSONObject = [:]
    if case .object(let root) = system.manifest { members = root }
    let old = ReferenceGround(of: contract.output, in: members, files: system.schemaFiles)
    let draftRoot = reading.draft.objectValue ?? [:]
    let new = ReferenceGround(of: reading.draft, in: draftRoot, files: system.schemaFiles)
    for change in FieldComparison.changes(from: contract.output, on: old, to: reading.draft, on: new) {
      switch change.kind {
      case .removed: notes.append("\(change.path): the contract describes it, and \(type) never reads it")
      // A branch may describe it.
      case .added(isRequired: false) where !(JSONPointer(parsing: change.path).map(hints.describes) ?? false):
        notes.append("\(change.path): \(type) reads it, and the contract does not describe it")
      case .renamed(let path):
        notes.append("\(change.path): the contract calls it so, and \(type) reads \(path)")
      default: continue
      }
    }
  }
}
