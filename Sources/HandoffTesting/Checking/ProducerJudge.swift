import HandoffContracts
import HandoffFuzzing
import HandoffRuntime
import HandoffSchema

/// Decides whether what a producer returned for an input is what its contract promises.
struct ProducerJudge {
  /// A broken promise.
  struct Fault: Sendable, Hashable {
    var failureClass: FailureClass
    var why: String
    /// What tells faults of one class apart.
    var key: String
  }

  private let contract: Contract
  private let gate: ContractGate

  /// Prepares the contract of an agent.
  ///
  /// - Returns: `nil` where the agent is not declared, or produces nothing.
  /// - Throws: `SchemaError` where the contract cannot be compiled.
  init?(_ agent: String, in system: AgentSystem) throws {
    guard
      let name = system.agents.first(where: { $0.name.hasSameCodePoints(as: agent) })?.produces,
      let contract = system.contracts.first(where: { $0.name.hasSameCodePoints(as: name) }),
      let gate = try ContractGate(name, of: system)
    else { return nil }
    self.contract = contract
    self.gate = gate
  }

  /// What is wrong with an answer, `nil` where nothing is; and the payload that travels on, where one does.
  func judge(_ answer: ConsumerAnswer, to input: JSONValue) -> (fault: Fault?, sent: JSONValue?) {
    switch answer {
    case .accepted(let answer?, _):
      switch gate.classify(answer) {
      case .output, .failure, .undecided: return (nil, answer)
      case .violation(let violations): return (broken(violations, "What it returned"), nil)
      case .notJSON: return (nil, nil)
      }
    case .accepted(nil, _):
      return (Fault(failureClass: .invalidAnswer, why: "It returned nothing.", key: ""), nil)
    case .failure(let kind, let payload): return judge(kind, payload)
    case .rejected(let why):
      let key = CauseText.skeleton(of: why, payload: input)
      return (
        Fault(
          failureClass: .overStrict, why: "The input is what the agent may receive, but it threw: \(why)",
          key: key),
        nil
      )
    case .crashed(let crash): return (Fault(failureClass: .crash, why: "\(crash.how)", key: crash.how), nil)
    case .timedOut: return (Fault(failureClass: .hang, why: "It did not return in time.", key: ""), nil)
    case .garbled(let mistake):
      return (Fault(failureClass: .brokenProtocol, why: mistake.what, key: mistake.name), nil)
    }
  }

  private func judge(_ kind: String, _ payload: JSONValue?) -> (Fault?, JSONValue?) {
    guard let failure = contract.failures.first(where: { $0.kind.hasSameCodePoints(as: kind) }) else {
      let known = contract.failures.map { "\"\($0.kind)\"" }.joined(separator: ", ")
      let why =
        "It failed with \"\(kind)\", but its contract \"\(contract.name)\" declares "
        + "\(known.isEmpty ? "no failure" : "only \(known)")."
      return (Fault(failureClass: .undeclaredFailure, why: why, key: kind), nil)
    }
    // A tag alone says enough where the contract asks for nothing more.
    let bare = failure.schema == nil ? contract.failureTag.map { JSONValue.object([$0: .string(kind)]) } : nil
    guard let sent = payload ?? bare else { return (nil, nil) }
    switch gate.classify(sent) {
    case .failure(let found, _) where found.hasSameCodePoints(as: kind): return (nil, sent)
    case .undecided: return (nil, sent)
    default:
      let why =
        "The payload of its failure \"\(kind)\" is not what the contract \"\(contract.name)\" says of it."
      return (Fault(failureClass: .invalidAnswer, why: why, key: kind), nil)
    }
  }

  private func broken(_ violations: [Violation], _ what: String) -> Fault {
    let shown = violations.prefix(3).map { "\($0)" }.joined(separator: "; ")
    let more = violations.count > 3 ? " (and \(violations.count - 3) more)" : ""
    let member = (violations.first?.instance ?? .root).tokens.map {
      JSONPointer.arrayIndex($0) == nil ? $0 : "*"
    }
    return Fault(
      failureClass: .invalidAnswer,
      why: "\(what) breaks the contract \"\(contract.name)\": \(shown)\(more).",
      key: JSONPointer(tokens: member).description)
  }
}
