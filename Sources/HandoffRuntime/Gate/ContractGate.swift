public import HandoffContracts
public import HandoffSchema

/// A contract in executable form: says of every answer of an agent what it is.
///
/// Prepared once, it is asked for every answer; it stands in front of the consumer, so that nothing broken gets in.
public struct ContractGate: Sendable {
  /// The contract's name.
  public let name: String
  /// `nil` only for a contract that is not declared, of which no gate is made.
  private let output: Schema?
  private let failures: [(kind: String, schema: Schema)]

  /// Prepares a contract of a system, with everything that its schemas refer to; `nil` for one that it does not declare.
  ///
  /// - Parameters:
  ///   - contract: The contract's name.
  ///   - system: The system that declares it.
  /// - Throws: ``SchemaError`` where a schema of the contract cannot be read.
  /// - Complexity: O(*n*) in the size of the schemas, patterns aside.
  public init?(_ contract: String, of system: AgentSystem) throws(SchemaError) {
    try self.init(contract, of: system, options: SchemaOptions())
  }

  /// Prepares a contract of a system whose schemas are read in a certain way.
  package init?(_ contract: String, of system: AgentSystem, options: SchemaOptions) throws(SchemaError) {
    guard let declared = system.contracts.first(where: { $0.name.hasSameCodePoints(as: contract) }) else {
      return nil
    }
    try self.init(declared, SystemSchemas(system, options: options))
  }

  /// Prepares a contract that stands by itself.
  ///
  /// - Throws: ``SchemaError`` where a schema of the contract cannot be read, such as one that refers to another contract.
  /// - Complexity: O(*n*) in the size of the schemas, patterns aside.
  public init(_ contract: Contract) throws(SchemaError) {
    var system = AgentSystem(name: contract.name, entry: [], agents: [], handoffs: [])
    system.contracts = [contract] + contract.attachedContracts
    try self.init(contract, SystemSchemas(system))
  }

  private init(_ contract: Contract, _ schemas: SystemSchemas) throws(SchemaError) {
    name = contract.name
    output = try schemas.output(of: contract.name)
    var failures: [(kind: String, schema: Schema)] = []
    for failure in contract.failures {
      guard let schema = try schemas.failure(failure.kind, of: contract.name) else { continue }
      failures.append((failure.kind, schema))
    }
    self.failures = failures
  }

  /// Says what a text is.
  ///
  /// What is both a failure and an output, which `failure-ambiguous` of the audit reports, is taken for the failure: a
  /// failure that passes for a result does more harm. A text that names a member twice is neither: readers differ in which
  /// of the two they take (RFC 7493 section 2.3).
  ///
  /// - Complexity: O(*n*) in the length of the text, for schemas without alternatives.
  public func classify(_ bytes: [UInt8]) -> Classification {
    do throws(JSONSyntaxError) {
      let document = try JSONDocument(parsing: bytes)
      let repeated = document.repeatedMembers
      return repeated.isEmpty ? classify(document.value) : .violation(repeated)
    } catch {
      return .notJSON(error)
    }
  }

  /// Says what a value is; see ``classify(_:)-([UInt8])``.
  public func classify(_ value: JSONValue) -> Classification {
    var isOpen = false
    for failure in failures {
      switch failure.schema.verdict(on: value) {
      case true?: return .failure(kind: failure.kind, value)
      case false?: continue
      case nil: isOpen = true
      }
    }
    guard !isOpen, let verdict = output.map({ $0.verdict(on: value) }) ?? true else { return .undecided }
    return verdict ? .output(value) : .violation(output?.violations(in: value) ?? [])
  }
}

extension Contract {
  /// Says of a text whether it is an output of the contract, one of its failures, or neither.
  ///
  /// The schemas are compiled at every call; for many answers make one ``ContractGate``.
  ///
  /// - Throws: ``SchemaError`` where a schema of the contract cannot be read.
  /// - Complexity: O(*n*) in the size of the schemas and of the text.
  public func classify(_ bytes: [UInt8]) throws(SchemaError) -> Classification {
    try ContractGate(self).classify(bytes)
  }
}
