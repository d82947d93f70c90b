package import HandoffContracts
package import HandoffSchema

/// What the rules ask about payloads, worked out once: every question about sets of payloads, with its witness.
package struct PayloadFacts: Sendable {
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
    /// The failures that no payload satisfies.
    package var unsatisfiableFailures: [FailureIndex] = []
    /// Which parts of the output's schema contradict each other, and of the schemas of failures.
    package var contradiction: Contradiction?
    package var contradictionsOfFailures: [FailureIndex: Contradiction] = [:]
    /// An output that says nothing.
    package var blankOutput: JSONValue?
    /// A failure with a payload that is both an output and that failure.
    package var ambiguity: Ambiguity?
    package var doubts: [Doubt] = []
  }

  /// A payload that is both an output and a failure.
  package struct Ambiguity: Sendable, Hashable {
    package var failure: FailureIndex
    package var payload: JSONValue
    /// Whether it takes a member that the output's schema allows without naming it.
    package var needsUnnamedMember: Bool
  }

  /// A payload that a receiver refuses.
  package struct Refusal: Sendable, Hashable {
    package var payload: JSONValue
    /// Why, in words.
    package var explanation: String
    /// What is refused, with an article: `an output`, `the failure "late"`.
    package var subject: String
    /// The condition in code that may keep such payloads back, where others are accepted.
    package var condition: String?
  }

  /// A payload that is possible on two handoffs to one receiver, of which one says that the work is not done.
  package struct Confusion: Sendable, Hashable {
    package var payload: JSONValue
    package var finished: HandoffIndex
  }

  /// A payload that may be larger than its receiver's context.
  package struct Overflow: Sendable, Hashable {
    /// How it gets there.
    package enum Way: Sendable, Hashable {
      case handoff(HandoffIndex)
      /// Back along a handoff that gives control back.
      case back(HandoffIndex)
      case join
      case input
    }

    package var way: Way
    package var bound: PayloadBound
    /// What is too large, with an article.
    package var subject: String
    /// The contract of whoever sends it.
    package var contract: ContractIndex?
  }

  /// A member of which an agent is declared to do something, by a name under which there is nothing.
  package struct MisspeltEffect: Sendable, Hashable {
    /// What it is declared to do.
    package enum Effect: Sendable, Hashable {
      case preserves, adds, copiesFrom, copiesTo
    }

    package var effect: Effect
    package var member: MisspeltMember
    /// Whether it is what the agent sends that has no such member; otherwise it is what arrives.
    package var isSent: Bool
  }

  /// What is known of one handoff.
  package struct OfHandoff: Sendable {
    /// No payload that the handoff is offered matches its guard.
    package var neverMatches = false
    /// Earlier handoffs take every payload that it matches; one such payload where one was looked for.
    package var isShadowed = false
    /// Members that the guard names and what it is offered does not.
    package var misspelt: [MisspeltMember] = []
    /// The array whose elements it takes, where what it is offered has none of that name.
    package var misspeltArray: MisspeltMember?
    package var shadowedPayload: JSONValue?
    package var refusal: Refusal?
    /// What comes back and is refused by what the sender says that it takes back.
    package var refusedReturn: Refusal?
    /// What comes back although the sender says nothing of it, and is refused by what it accepts.
    package var undeclaredReturn: Refusal?
    package var confusion: Confusion?
    package var doubts: [Doubt] = []
  }

  /// What is known of one agent.
  package struct OfAgent: Sendable {
    /// A payload that no handoff takes; the failure's kind, or `nil` for an output.
    package var gap: (payload: JSONValue, kind: String?)?
    /// A payload that several guarded handoffs take.
    package var overlap: (payload: JSONValue, handoffs: [HandoffIndex])?
    /// An input that an entry refuses.
    package var refusedInput: Refusal?
    /// What a join makes of its branches and refuses.
    package var refusedJoin: Refusal?
    /// What the agent accepts refuses nothing, so that no input breaks it.
    package var acceptsEverything = false
    /// Handoffs of branches that start together, of which it refuses each and takes what they bring in one object.
    package var unjoined: [HandoffIndex] = []
    /// Members that the agent reads and that nothing that arrives can have.
    package var unfilled: [JSONPointer] = []
    /// Members that it accepts by a name near to one that is sent.
    package var misspelt: [MisspeltMember] = []
    /// Members that it keeps, counts or copies by a name under which there is nothing.
    package var misspeltEffects: [MisspeltEffect] = []
    /// What may be larger than its context.
    package var overflows: [Overflow] = []
    package var doubts: [Doubt] = []
  }

  /// Members that somebody sends, somebody needs, and somebody between them does not pass on.
  package internal(set) var lostFields: [LostField] = []
  private var contracts: [OfContract]
  private var handoffs: SparseList<OfHandoff>
  private var agents: SparseList<OfAgent>
  /// How many questions about payloads were searched for an answer, those answered from memory left out.
  package internal(set) var searches = 0
  /// False where a schema does not compile, so that nothing can be said about it.
  package internal(set) var isComplete = true

  init(_ system: AgentSystem) {
    contracts = Array(repeating: OfContract(), count: system.contracts.count)
    handoffs = SparseList(repeating: OfHandoff(), count: system.handoffs.count)
    agents = SparseList(repeating: OfAgent(), count: system.agents.count)
  }

  package internal(set) subscript(contract: ContractIndex) -> OfContract {
    _read { yield contracts[contract.rawValue] }
    _modify { yield &contracts[contract.rawValue] }
  }

  package internal(set) subscript(handoff: HandoffIndex) -> OfHandoff {
    _read { yield handoffs[handoff.rawValue] }
    _modify { yield &handoffs[handoff.rawValue] }
  }

  package internal(set) subscript(agent: AgentIndex) -> OfAgent {
    _read { yield agents[agent.rawValue] }
    _modify { yield &agents[agent.rawValue] }
  }
}
