import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// What reaches the receiver of one passage, and what the receiver promises in turn.
struct CampaignSubject: Sendable {
  /// A failure output of the producer.
  struct Failure: Sendable {
    var kind: String
    var schema: Schema
    var builder: CaseBuilder
    /// Whether some passage brings such failures to the consumer, which may then take them.
    var isExpected: Bool
  }

  /// The name of the handoff or return.
  var name: String
  /// The payloads that travel.
  var schema: Schema
  var builder: CaseBuilder
  /// Everything that can be broken.
  var targets: [MutationTarget]
  /// Everything that valid payloads are to show.
  var obligations: [Obligation]
  /// The producer's failure outputs that are not what travels here.
  var failures: [Failure] = []
  /// What the consumer declares to accept; `nil` where it does not say.
  var accepted: Schema?
  /// The consumer's own contract; `nil` where it has none.
  var contract: String?
  /// The output that the consumer's contract promises.
  var answer: Schema?
  /// The failure outputs that the consumer's contract declares.
  var answerFailures: [(kind: String, schema: Schema)] = []
  /// What the consumer says it answers to what breaks `accepted`; `nil` where it does not say.
  var onInvalid: Agent.InvalidAnswer?
  /// Whether a condition in code may keep back what breaks `accepted`, so that refusing it is no mistake.
  var mayBeKeptBack = false
  /// Ways of breaking a payload that the handoff lets the consumer accept.
  var tolerated: [MutationOperator] = []
  /// The names of all members that the schema of what travels describes.
  var describedNames: Set<ExactString> = []
  /// The same without those that the schema says may be ignored.
  var heededNames: Set<ExactString> = []
  /// The producer's contract; `nil` where it has none, or where something else than its output travels.
  var promisedBy: String?
  /// What falls short of the truth, in words.
  var shortfalls: [String] = []

  /// Works out the subject of a passage; `earlier` is what was declared before.
  init(
    _ passage: Passage, in traffic: inout Traffic, earlier: AgentSystem? = nil
  ) throws(CampaignError) {
    let structure = traffic.structure
    let name = structure.name(of: passage)
    self.name = name
    accepted = traffic.accepted(by: passage).map { traffic.questions[$0] }
    let cargo = traffic.cargo(of: passage)
    if let found = traffic.schema(of: cargo) {
      let isPlain = cargo.deliveries.allSatisfy { $0.set == PayloadSet(base: $0.set.base) }
      let travelling = traffic.questions[found.number]
      schema = isPlain ? travelling : travelling.withoutDeadBranches()
      if !found.isExact {
        shortfalls.append(
          "what arrives cannot be put together exactly; some payloads may be such as never travel")
      }
    } else if cargo.hasUndeclared, structure.isRetry(passage.handoff), let accepted {
      schema = accepted
      shortfalls.append(
        "the input that a retry brings again is not declared; what the agent accepts stands for it")
    } else {
      throw CampaignError(Self.obstacle(name, passage, cargo, traffic))
    }
    if !passage.isReturn {
      tolerated = traffic.system[passage.handoff].tolerates.compactMap {
        MutationOperator(named: $0.operation)
      }
    }
    if !passage.isReturn, let number = traffic.accepted(by: passage) {
      mayBeKeptBack = cargo.deliveries.contains {
        traffic.condition(on: passage.handoff, sparing: number, traffic.whole($0)) != nil
      }
    }
    if let omission = cargo.omission {
      shortfalls.append("not everything that may arrive is tried: \(omission)")
    }
    builder = CaseBuilder(schema)
    builder.surroundings = Self.surroundings(of: passage, schema, &traffic)
    promisedBy = Self.contract(passage, traffic)
    if let earlier, let promisedBy {
      builder.surroundings.earlier = Self.payloads(of: promisedBy, in: earlier, refusedBy: schema)
    }
    targets = MutationTarget.all(in: builder.plan, surroundings: builder.surroundings)
    obligations = Obligation.all(in: builder.plan)
    describedNames = Set(
      schema.graph.nodes.flatMap { $0.object?.properties.map { ExactString($0.key) } ?? [] })
    // What the schema refers to stands elsewhere in the declaration.
    let referred = schema.json.hasReferences ? traffic.system.contracts.map(\.output) : []
    heededNames = ([schema.json, .object(traffic.system.definitions)] + referred)
      .reduce(describedNames) { $0.subtracting($1.ignorableNames) }
    guard let receiver = structure.receiver(of: passage) else { return }
    takeAnswers(of: receiver, &traffic)
    takeFailures(passage, receiver, &traffic)
  }

  /// The contract of which the output travels; its schema is where people look it up.
  private static func contract(_ passage: Passage, _ traffic: Traffic) -> String? {
    let handoff = traffic.system[passage.handoff]
    guard !passage.isReturn, handoff.trigger == .output, handoff.payload == nil, handoff.each == nil,
      traffic.join(awaiting: passage.handoff) == nil, let sender = traffic.structure.sender(of: passage)
    else { return nil }
    return traffic.structure.role(of: sender).contract.map { traffic.system[$0].name }
  }

  private static func obstacle(
    _ name: String, _ passage: Passage, _ cargo: Cargo, _ traffic: Traffic
  ) -> CampaignError.Reason {
    let sender = traffic.structure.sender(of: passage)
    let contract = sender.flatMap { traffic.structure.role(of: $0).contract }
    if cargo.hasUndeclared {
      let agent = sender.map { traffic.system[$0].name } ?? traffic.system[passage.handoff].from
      return contract == nil
        ? .nothingPromised(handoff: name, agent: agent) : .undeclaredArrival(handoff: name, agent: agent)
    }
    if traffic.structure.standing(of: passage.handoff) == .undeclaredFailure {
      return .noSuchFailure(
        handoff: name, declared: contract.map { traffic.system[$0].failures.map(\.kind) } ?? [])
    }
    if let omission = cargo.omission { return .nothingKnown(handoff: name, because: omission) }
    return .nothingTravels(handoff: name)
  }

  private mutating func takeAnswers(of receiver: AgentIndex, _ traffic: inout Traffic) {
    onInvalid = traffic.system[receiver].onInvalid
    guard let index = traffic.structure.role(of: receiver).contract else { return }
    let contract = traffic.system[index]
    self.contract = contract.name
    answer = traffic.questions.schema(at: .output(contract: index.rawValue)).map { traffic.questions[$0] }
    for (position, failure) in contract.failures.enumerated() {
      let place = SchemaPlace.failure(contract: index.rawValue, failure: position)
      guard let number = traffic.questions.schema(at: place) else { continue }
      answerFailures.append((failure.kind, traffic.questions[number]))
    }
  }

  /// The most failures of all branches of a join that are tried.
  private static let joinFailureLimit = 64

  /// The producer's failures that do not belong here: taking one for a result is a mistake.
  private mutating func takeFailures(_ passage: Passage, _ receiver: AgentIndex, _ traffic: inout Traffic) {
    // What a retry brings again is no answer of anybody.
    guard !traffic.structure.isRetry(passage.handoff) else { return }
    if !passage.isReturn, let join = traffic.join(awaiting: passage.handoff) {
      return takeFailures(ofJoinAt: join, &traffic)
    }
    guard let sender = traffic.structure.sender(of: passage),
      let contract = traffic.structure.role(of: sender).contract
    else { return }
    let travelling = Set(traffic.cargo(of: passage).deliveries.map(\.cause))
    let arriving = traffic.failures(arrivingAt: receiver)
    let kinds = Set(
      arriving.compactMap { item in
        traffic.structure.role(of: item.sender).contract.map {
          ExactString(traffic.system[$0].failures[item.failure.rawValue].kind)
        }
      })
    for (position, failure) in traffic.system[contract].failures.enumerated() {
      let place = SchemaPlace.failure(contract: contract.rawValue, failure: position)
      guard !travelling.contains(.failure(FailureIndex(position))),
        let number = traffic.questions.schema(at: place)
      else { continue }
      add(failure.kind, traffic.questions[number], isExpected: kinds.contains(ExactString(failure.kind)))
    }
  }

  private mutating func takeFailures(ofJoinAt join: AgentIndex, _ traffic: inout Traffic) {
    var tried = 0
    for (position, branch) in traffic.branches(ofJoinAt: join).enumerated() {
      guard let contract = traffic.structure.role(of: branch.sender).contract else { continue }
      let travelling = Set(traffic.cargo(ofBranch: branch).deliveries.map(\.cause))
      for (index, failure) in traffic.system[contract].failures.enumerated()
      where !travelling.contains(.failure(FailureIndex(index))) {
        guard tried < Self.joinFailureLimit else {
          shortfalls.append("only \(Self.joinFailureLimit) failures of the branches are tried")
          return
        }
        tried += 1
        let kind = "\(failure.kind) of \(traffic.system[branch.sender].name)"
        let joined = traffic.joined(at: join, with: FailureIndex(index), of: contract, inBranch: position)
        guard let joined, joined.isExact else {
          shortfalls.append(
            "the failure \(kind) is not tried: what the join gets of it cannot be put together exactly")
          continue
        }
        add(kind, traffic.questions[joined.number], isExpected: false)
      }
    }
  }

  private mutating func add(_ kind: String, _ schema: Schema, isExpected: Bool) {
    failures.append(Failure(kind: kind, schema: schema, builder: CaseBuilder(schema), isExpected: isExpected))
  }
}

extension CaseBuilder {
  /// Prepares a schema.
  init(_ schema: Schema) {
    self.init(plan: GenerationPlan(schema), schema: schema)
  }
}
