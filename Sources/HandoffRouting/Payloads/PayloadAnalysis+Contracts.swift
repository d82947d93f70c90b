import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension PayloadAnalysis {
  mutating func look(at contract: ContractIndex) {
    guard let output = traffic.questions.schema(at: .output(contract: contract.rawValue)) else { return }
    let name = Wording.quoted(system[contract].name)
    switch traffic.questions.existence(in: PayloadSet(base: output)) {
    case .none:
      facts[contract].isUnsatisfiable = true
      facts[contract].contradiction = contradiction(at: .output(contract: contract.rawValue))
    case .some: facts[contract].blankOutput = blankOutput(output)
    case .unknown(let reason):
      facts[contract].doubts.append(
        PayloadFacts.Doubt(question: "whether any output satisfies \(name)", reason: "\(reason)"))
    }
    for failure in system[contract].failures.indices {
      look(at: FailureIndex(failure), of: contract, output: output)
    }
  }

  private mutating func look(at failure: FailureIndex, of contract: ContractIndex, output: SchemaNumber) {
    let place = SchemaPlace.failure(contract: contract.rawValue, failure: failure.rawValue)
    guard let payload = traffic.questions.schema(at: place) else { return }
    if case .none = traffic.questions.existence(in: PayloadSet(base: payload)) {
      facts[contract].unsatisfiableFailures.append(failure)
      facts[contract].contradictionsOfFailures[failure] = contradiction(at: place)
      return
    }
    // A payload of named members only tells against the contract more than one that an open schema lets pass.
    let known = facts[contract].ambiguity
    guard known == nil || known?.needsUnnamedMember == true else { return }
    let closed = traffic.questions.closed(output)
    let named = PayloadSet(base: payload).matching(closed)
    if case .some = traffic.questions.existence(in: named), let both = traffic.questions.payload(of: named) {
      facts[contract].ambiguity = PayloadFacts.Ambiguity(
        failure: failure, payload: both, needsUnnamedMember: allowsEverything(output))
    } else if known == nil {
      let written = PayloadSet(base: payload).matching(output)
      switch traffic.questions.existence(in: written) {
      case .none: break
      case .some:
        facts[contract].ambiguity = traffic.questions.payload(of: written).map {
          PayloadFacts.Ambiguity(failure: failure, payload: $0, needsUnnamedMember: true)
        }
      case .unknown(let reason):
        let kind = Wording.quoted(system[contract].failures[failure.rawValue].kind)
        let name = Wording.quoted(system[contract].name)
        facts[contract].doubts.append(
          PayloadFacts.Doubt(
            question: "whether a payload is both an output of \(name) and its failure \(kind)",
            reason: "\(reason)"))
      }
    }
  }

  /// Which parts of a schema without payloads contradict each other.
  private mutating func contradiction(at place: SchemaPlace) -> Contradiction? {
    guard tracesLeft > 0 else { return nil }
    tracesLeft -= 1
    let schemas = self.schemas ?? system.schemas()
    self.schemas = schemas
    return ContradictionSearch.run(in: system, at: place, schemas)
  }

  /// Whether a schema refuses nothing, so that it names nothing either: its payloads are not declared.
  mutating func allowsEverything(_ schema: SchemaNumber) -> Bool {
    if case .none = traffic.questions.existence(in: PayloadSet(base: nil).avoiding([schema])) { return true }
    return false
  }

  /// An output that says nothing: of empty strings, zeros and empty arrays; beside them, only where that does not
  /// do, `false`, `null` and values that the contract fixes.
  private mutating func blankOutput(_ output: SchemaNumber) -> JSONValue? {
    let schema = traffic.questions[output]
    let fixed = BlankPayload.fixedValues(of: schema)
    for fillers in [[], [false, .null] + fixed] {
      guard
        let blank = try? traffic.questions.schema(
          ["blank", .array(fillers)], { try Schema(BlankPayload.schema(fillers: fillers)) })
      else { return nil }
      let set = PayloadSet(base: output).matching(blank)
      guard case .some = traffic.questions.existence(in: set) else { continue }
      let found = traffic.questions.payload(of: set)
      if let payload = found.flatMap({ BlankPayload.blanked($0) { schema.isValid($0) } }) { return payload }
    }
    return nil
  }
}
