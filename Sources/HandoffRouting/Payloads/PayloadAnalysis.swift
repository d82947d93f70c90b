import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Asks every question about payloads that the rules need answered.
struct PayloadAnalysis {
  var traffic: Traffic
  var facts: PayloadFacts
  /// The handoffs that a join waits for; their receiver gets something else.
  let awaited: Set<HandoffIndex>
  let isAlwaysCalled: (AgentIndex) -> Bool
  /// How many pairs of guards may still be compared.
  var pairsLeft = 65_536
  /// The same of guards of which the first that matches decides.
  var orderedPairsLeft = 16_384
  /// How many handoffs on failures and on output may still be held against each other.
  var confusionsLeft = 20_000
  /// Handoffs on failures and on output of which nothing that arrives is alike.
  var harmless: Set<Meeting> = []
  static let tooManyConfusions =
    "its system has too many handoffs on failures and on output between the same two"
  /// How large payloads may be.
  var sizes = PayloadSizes()
  /// Compares the names of members.
  var names = MemberNameComparison()
  /// What was found of the guards of handoffs that carry the same, by the numbers of their sendings.
  var guardLooks: [Int32: GuardLook] = [:]
  /// Which members guards name that are not sent, by guards and the numbers of what they are offered.
  var guardNames: [GuardNames: Misspelt] = [:]
  /// Which members schemas describe.
  var descriptions: [Description: Bool] = [:]
  /// How many contradictions may still be traced to the parts that cause them.
  var tracesLeft = 16
  /// What compiles schemas with parts left out, from the first contradiction on.
  var schemas: SystemSchemas?

  /// The most pairs of guards that are compared for one agent.
  static let pairLimit = 4_096

  // Lent, not copied: they are asked for everywhere.
  var system: AgentSystem { _read { yield traffic.system } }
  var structure: SystemStructure { _read { yield traffic.structure } }

  /// Answers the questions of a system.
  static func run(_ traffic: inout Traffic, _ isAlwaysCalled: @escaping (AgentIndex) -> Bool) -> PayloadFacts
  {
    let system = traffic.system
    let joins = system.agentIndices.filter { system[$0].join != nil }
    let awaited = Set(joins.flatMap { traffic.branches(ofJoinAt: $0).flatMap(\.handoffs) })
    var analysis = PayloadAnalysis(
      traffic: traffic, facts: PayloadFacts(system), awaited: awaited, isAlwaysCalled: isAlwaysCalled)
    for contract in system.contractIndices { analysis.look(at: contract) }
    for agent in system.agentIndices {
      for handoff in analysis.traffic.index.handoffs(from: agent) {
        analysis.look(at: handoff, of: agent)
        analysis.look(atNamesInGuardOf: handoff)
        analysis.look(atArrayOf: handoff)
      }
      analysis.look(atConfusionsOf: agent)
      analysis.look(atGapsOf: agent)
      analysis.look(atOverlapsOf: agent)
      analysis.look(atJoin: agent)
      analysis.look(atMembersReadBy: agent)
      analysis.look(atEffectsOf: agent)
      analysis.look(atContextOf: agent)
    }
    for agent in system.agentIndices { analysis.look(atForgottenJoinOf: agent) }
    analysis.lookAtLostFields()
    analysis.lookAtInput()
    analysis.facts.searches = analysis.traffic.questions.searches
    analysis.facts.isComplete = analysis.traffic.questions.brokenSchema == nil
    traffic = analysis.traffic
    return analysis.facts
  }

  private mutating func lookAtLostFields() {
    let found = facts
    let lost = LostFieldSearch.run(&traffic, awaited: awaited) { found[$0].refusal != nil }
    facts.lostFields = lost.found
    guard !lost.isComplete, let first = system.agentIndices.first else { return }
    facts[first].doubts.append(
      PayloadFacts.Doubt(
        question: "whether every member that agents need is passed on", reason: LostFieldSearch.tooManySteps))
  }

  /// What a cause brings, with an article.
  func subject(_ cause: Cause, of agent: AgentIndex) -> String {
    switch cause {
    case .output: return "an output"
    case .arrival: return "a payload that arrives there when the limit is reached"
    case .input: return "an input"
    case .runLimit: return "what is on its way at the limit of the run"
    case .failure(let failure):
      guard let failure, let contract = structure.role(of: agent).contract else { return "a failure" }
      return "the failure \(Wording.quoted(system[contract].failures[failure.rawValue].kind))"
    }
  }

  /// Whether a receiver takes what a delivery brings; what it refuses, or the doubt.
  mutating func refusal(
    of delivery: Delivery, by accepted: SchemaNumber, _ subject: String, asking question: String
  ) -> (refusal: PayloadFacts.Refusal?, doubt: PayloadFacts.Doubt?) {
    // Of what nobody declared nothing is said.
    guard delivery.set.base != nil else { return (nil, nil) }
    let verdict = traffic.questions.inclusion(of: delivery.set, in: wanted(accepted, of: delivery))
    switch verdict.outcome {
    case .included: return (nil, nil)
    case .notIncluded(let counterexample):
      guard delivery.isExact else {
        return (
          nil, PayloadFacts.Doubt(question: question, reason: "what it gets cannot be put together exactly")
        )
      }
      let refusal = PayloadFacts.Refusal(
        payload: counterexample.payload, explanation: Self.words(counterexample), subject: subject)
      return (refusal, nil)
    case .undecided(let reason, let agreeing):
      let agreement = PayloadFacts.Agreement(agreeing: agreeing, tried: verdict.tried)
      return (nil, PayloadFacts.Doubt(question: question, reason: "\(reason)", agreement: agreement))
    }
  }

  /// What the sender must send for the receiver to accept all that it gets of it.
  mutating func wanted(_ accepted: SchemaNumber, of delivery: Delivery) -> SchemaNumber {
    guard let pointer = delivery.each else { return accepted }
    return traffic.questions.schema(.elements(pointer, match: accepted)) ?? accepted
  }

  static func words(_ counterexample: Counterexample) -> String {
    counterexample.explanation.map { "\($0)" } ?? counterexample.violations.first.map { "\($0)" } ?? "refused"
  }

  func quoted(_ agent: AgentIndex) -> String { Wording.quoted(system[agent].name) }

  func quoted(_ handoff: HandoffIndex) -> String { Wording.quoted(traffic.index.name(of: handoff)) }
}
