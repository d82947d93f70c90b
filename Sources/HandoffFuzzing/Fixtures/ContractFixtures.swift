public import HandoffContracts
public import HandoffSchema

/// A small set of payloads that shows everything about one contract, the same on every machine.
///
/// Valid ones: the simplest, one with everything, each keyword at its boundary, each branch, each optional member there
/// and not there, each listed value. Broken ones: each constraint broken in each way that breaks it. And the failures.
public struct ContractFixtures: Sendable, Hashable {
  /// The contract's name.
  public var contract: String
  /// Its version, if it has one.
  public var version: String?
  /// The fixtures: valid ones, broken ones, failures.
  public private(set) var fixtures: [ContractFixture] = []
  /// What no fixture shows, with the reason.
  public private(set) var missed: [CampaignCoverage.Missed] = []

  /// Makes the fixtures of a contract.
  ///
  /// - Parameters:
  ///   - contract: The contract.
  ///   - schemas: The schemas of the system that declares it.
  /// - Throws: `SchemaError` where a schema of the contract cannot be compiled.
  public init(of contract: Contract, in schemas: SystemSchemas) throws(SchemaError) {
    self.contract = contract.name
    version = contract.version
    if let output = try schemas.output(of: contract.name) {
      var builder = CaseBuilder(output)
      builder.surroundings = MutationSurroundings(of: output)
      builder.surroundings.failureTag = contract.failureTag
      builder.surroundings.failureKinds = contract.failures.map(\.kind)
      var failures: [Schema] = []
      for failure in contract.failures {
        if let schema = try schemas.failure(failure.kind, of: contract.name) { failures.append(schema) }
      }
      addValid(builder)
      addInvalid(builder, failures: failures)
      addTexts(builder)
    }
    var names = FixtureNames()
    for failure in contract.failures {
      guard let schema = try schemas.failure(failure.kind, of: contract.name) else { continue }
      addFailure(failure.kind, schema, &names)
    }
  }

  private mutating func addValid(_ builder: CaseBuilder) {
    var names = FixtureNames()
    var known: [JSONValue: Int] = [:]
    add("the simplest payload", "simplest", builder, &names, &known) { () throws(DeadEnd) in
      try builder.valid(index: 0, random: Self.random("simplest")).payload
    }
    add("every optional part", "everything", builder, &names, &known) { () throws(DeadEnd) in
      try builder.valid(index: 1, random: Self.random("everything")).payload
    }
    for obligation in Obligation.all(in: builder.plan) {
      let label = Self.relative(obligation.label(in: builder.plan.graph), builder)
      add(label, label, builder, &names, &known) { () throws(DeadEnd) in
        try Self.simplest { (draws) throws(DeadEnd) in
          try builder.covering(obligation, draws, size: .small)
        } or: { () throws(DeadEnd) in
          try builder.covering(obligation, index: 0, random: Self.random(label))
        }.payload
      }
    }
  }

  /// Adds a payload, or to the same one that is there already what it shows too.
  private mutating func add(
    _ shows: String, _ words: String, _ builder: CaseBuilder, _ names: inout FixtureNames,
    _ known: inout [JSONValue: Int], _ make: () throws(DeadEnd) -> JSONValue
  ) {
    do throws(DeadEnd) {
      let payload = try make()
      if let index = known[payload] {
        fixtures[index].shows.append(shows)
        return
      }
      known[payload] = fixtures.count
      fixtures.append(
        ContractFixture(
          role: .valid, name: names.name(for: words), content: .payload(payload), shows: [shows]))
    } catch {
      missed.append(CampaignCoverage.Missed(goal: shows, reason: "\(error)"))
    }
  }

  private mutating func addInvalid(_ builder: CaseBuilder, failures: [Schema]) {
    var names = FixtureNames()
    for target in MutationTarget.all(in: builder.plan, surroundings: builder.surroundings)
    where !target.operation.info.keepsValid {
      let label = Self.relative(target.label(in: builder.plan.graph), builder)
      do throws(DeadEnd) {
        let built = try Self.simplest { (draws) throws(DeadEnd) in
          try builder.broken(at: target, draws)
        } or: { () throws(DeadEnd) in
          try builder.broken(at: target, index: 0, random: Self.random(label))
        }
        // A declared failure is broken as an output and yet nothing that the producer must not send.
        if failures.contains(where: { $0.isValid(built.payload) }) { continue }
        fixtures.append(
          ContractFixture(
            role: .invalid, name: names.name(for: label), content: .payload(built.payload), shows: [label],
            mutation: built.mutation, violation: builder.schema.violations(in: built.payload).first))
      } catch {
        guard target.operation.info.isObligation else { continue }
        missed.append(CampaignCoverage.Missed(goal: label, reason: "\(error)"))
      }
    }
  }

  private mutating func addTexts(_ builder: CaseBuilder) {
    var names = FixtureNames()
    for operation in MutationOperator.ofTexts where !operation.info.keepsValid {
      // A way that breaks no text of this contract is none of its ways.
      guard let built = try? builder.text(by: operation, index: 1, random: Self.random(operation.name)) else {
        continue
      }
      fixtures.append(
        ContractFixture(
          role: .invalid, name: names.name(for: "text \(operation.name)"), content: built.content,
          shows: [operation.name], mutation: built.mutation))
    }
  }

  private mutating func addFailure(_ kind: String, _ schema: Schema, _ names: inout FixtureNames) {
    let builder = CaseBuilder(schema)
    let first: JSONValue
    do throws(DeadEnd) {
      first = try builder.valid(index: 0, random: Self.random(kind)).payload
    } catch {
      missed.append(CampaignCoverage.Missed(goal: "failure \(kind)", reason: "\(error)"))
      return
    }
    fixtures.append(
      ContractFixture(
        role: .failures, name: names.name(for: kind), content: .payload(first),
        shows: ["the failure \(kind)"],
        kind: kind))
  }

  /// The simplest payload of a kind, or where the simplest choices lead nowhere one that is drawn.
  private static func simplest(
    _ build: (Draws) throws(DeadEnd) -> BuiltPayload, or other: () throws(DeadEnd) -> BuiltPayload
  ) throws(DeadEnd) -> BuiltPayload {
    if let simple = try? build(Draws(replaying: [] as [Choice])) { return simple }
    return try other()
  }

  /// A label with locations from the contract's schema on, so that it stays when the contract is renamed.
  private static func relative(_ label: String, _ builder: CaseBuilder) -> String {
    let graph = builder.plan.graph
    let root = graph[graph.root].location.documentPointer.description
    guard !root.isEmpty, label.utf8.starts(with: root.utf8) else { return label }
    let rest = String(label.unicodeScalars.dropFirst(root.unicodeScalars.count))
    return rest.hasPrefix("/") ? rest : "(root)" + rest
  }

  private static func random(_ stream: String) -> SplitMix64 {
    SplitMix64(seed: 1, stream: "fixtures\n" + stream, index: 0)
  }
}
