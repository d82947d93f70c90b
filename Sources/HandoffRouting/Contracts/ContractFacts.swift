import HandoffContracts
package import HandoffSchema

/// What the rules about contracts ask, worked out once: every question about sets of payloads, with its witness.
package struct ContractFacts: Sendable {
  /// A question that was left open, and why.
  package struct Doubt: Sendable, Hashable {
    /// What was asked, as a clause: `whether "b" accepts every output of "a"`.
    package var question: String
    package var reason: String
    /// How many of the payloads that were tried agree, where the question is about payloads one by one.
    package var agreement: Agreement?
  }

  /// How many generated payloads were tried, and how many of them agree.
  package struct Agreement: Sendable, Hashable {
    package var agreeing: Int
    package var tried: Int
  }

  /// What is known of one contract.
  package struct OfContract: Sendable {
    /// No output satisfies the contract.
    package var isUnsatisfiable = false
    /// The failures, by place, that no payload satisfies.
    package var unsatisfiableFailures: [Int] = []
    /// An output that says nothing.
    package var blankOutput: JSONValue?
    /// A failure, by place, with a payload that is both an output and that failure.
    package var ambiguity: Ambiguity?
    package var doubts: [Doubt] = []
  }

  /// A payload that is both an output and a failure.
  package struct Ambiguity: Sendable, Hashable {
    package var failure: Int
    package var payload: JSONValue
    /// Whether it takes a member that the output's schema allows without naming it.
    package var needsUnnamedMember: Bool
  }

  /// A payload that a receiver refuses.
  package struct Refusal: Sendable, Hashable {
    package var payload: JSONValue
    /// Why, in words.
    package var explanation: String
    /// The failure that is refused; `nil` for an output.
    package var kind: String?
  }

  /// What is known of one handoff.
  package struct OfHandoff: Sendable {
    /// No payload that the handoff is offered matches its guard.
    package var neverMatches = false
    /// Earlier handoffs take every payload that it matches; one such payload where one was looked for.
    package var isShadowed = false
    package var shadowedPayload: JSONValue?
    package var refusal: Refusal?
    package var doubts: [Doubt] = []
  }

  /// What is known of one agent.
  package struct OfAgent: Sendable {
    /// A payload that no handoff takes; the failure's kind, or `nil` for an output.
    package var gap: (payload: JSONValue, kind: String?)?
    /// A payload that several guarded handoffs take.
    package var overlap: (payload: JSONValue, handoffs: [Int])?
    /// An input that an entry refuses.
    package var refusedInput: Refusal?
    package var doubts: [Doubt] = []
  }

  package internal(set) var contracts: [OfContract]
  package internal(set) var handoffs: [OfHandoff]
  package internal(set) var agents: [OfAgent]
  /// How many questions about payloads were searched for an answer, those answered from memory left out.
  package internal(set) var searches = 0
  /// False where a schema does not compile, so that nothing can be said about it.
  package internal(set) var isComplete = true
}
