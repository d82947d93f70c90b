import HandoffContracts
import HandoffSchema

extension ContractAnalysis {
  /// What a handoff may carry: an output, or one kind of failure.
  struct Cargo {
    /// The failure's kind, `nil` for an output.
    var kind: String?
    /// What its producer may send.
    var offered: PayloadSet
    /// What of it matches the guard.
    var matched: PayloadSet
    /// What of that no earlier handoff takes; `nil` where an earlier one takes everything.
    var left: PayloadSet?
  }

  mutating func look(atHandoffsOf agent: Int) {
    for place in graph.handoffsBySender[agent].map(Int.init) where graph.receivers[place] >= 0 {
      switch graph.standings[place] {
      case .live, .shadowed: look(at: place, of: agent)
      default: break
      }
    }
  }

  private mutating func look(at place: Int, of agent: Int) {
    let cargo = cargo(of: place, agent)
    var matches = 0
    var leaves = 0
    for item in cargo {
      switch questions.emptiness(of: item.matched) {
      case .empty: continue
      case .inhabited(let payload):
        matches += 1
        facts.handoffs[place].shadowedPayload = facts.handoffs[place].shadowedPayload ?? payload
      case .undecided(let reason):
        matches += 1
        doubt(place, "whether its guard ever holds", reason)
      }
      guard let left = item.left else { continue }
      if left != item.matched {
        let emptiness = questions.emptiness(of: left)
        if emptiness == .empty { continue }
        if case .undecided(let reason) = emptiness {
          doubt(place, "whether earlier handoffs leave it anything", reason)
        }
      }
      leaves += 1
      look(at: place, sending: left, item.kind)
    }
    guard !cargo.isEmpty else { return }
    // An empty contract is a finding of its own; nothing more is to be said of its handoffs.
    let offersNothing = cargo.allSatisfy { questions.emptiness(of: $0.offered) == .empty }
    guard !offersNothing else { return }
    facts.handoffs[place].neverMatches = matches == 0
    facts.handoffs[place].isShadowed = matches > 0 && leaves == 0
  }

  /// Whether the receiver takes what the handoff may carry.
  private mutating func look(at place: Int, sending left: PayloadSet, _ kind: String?) {
    let receiver = Int(graph.receivers[place])
    // A retry starts the agent again with what it had received before.
    let isRetry =
      graph.senders[place] == graph.receivers[place] && kind != nil && graph.traits[place].isLimited
    guard left.base != nil, !isRetry, facts.handoffs[place].refusal == nil,
      let accepted = questions.schema(at: .accepts(agent: receiver))
    else { return }
    let verdict = questions.inclusion(of: left, in: accepted)
    switch verdict.outcome {
    case .included: break
    case .notIncluded(let counterexample):
      facts.handoffs[place].refusal = ContractFacts.Refusal(
        payload: counterexample.payload, explanation: words(counterexample), kind: kind)
    case .undecided(let reason, let agreeing):
      let what = kind.map { "the failure \(quoted($0))" } ?? "every output"
      let question =
        "whether \(quoted(system.agents[receiver].name)) accepts \(what) that it carries"
      facts.handoffs[place].doubts.append(
        ContractFacts.Doubt(question: question, reason: "\(reason)", agreeing: agreeing))
    }
  }

  private mutating func doubt(_ place: Int, _ question: String, _ reason: UndecidedReason) {
    facts.handoffs[place].doubts.append(ContractFacts.Doubt(question: question, reason: "\(reason)"))
  }

  func words(_ counterexample: Counterexample) -> String {
    counterexample.explanation.map { "\($0)" } ?? counterexample.violations.first.map { "\($0)" } ?? "refused"
  }

  /// What a handoff may carry, by its trigger.
  private mutating func cargo(of place: Int, _ agent: Int) -> [Cargo] {
    let contract = Int(graph.roles[agent].contract)
    switch graph.traits[place].trigger {
    case .output, .none:
      let output = contract < 0 ? nil : questions.sent(.output(contract: contract))
      // A contract that does not compile says nothing.
      guard contract < 0 || output != nil else { return [] }
      return [cargo(of: place, agent, kind: nil, offered: PayloadSet(base: output))]
    case .anyFailure, .namedFailures:
      guard contract >= 0 else { return [] }
      return failures(answeredBy: place, contract).compactMap { failure in
        questions.schema(at: .failure(contract: contract, failure: failure)).map {
          cargo(
            of: place, agent, kind: system.contracts[contract].failures[failure].kind,
            offered: PayloadSet(base: $0))
        }
      }
    case .limit: return cargoAtLimit(of: place, agent)
    }
  }

  /// A limit handoff carries what the limited handoffs would have carried; of an agent's own limit nobody knows.
  private mutating func cargoAtLimit(of place: Int, _ agent: Int) -> [Cargo] {
    let limited = graph.handoffsBySender[agent].map(Int.init).filter {
      graph.traits[$0].isLimited && graph.traits[$0].trigger != .limit && graph.standings[$0] == .live
    }
    var result: [Cargo] = []
    for other in limited {
      for item in cargo(of: other, agent) {
        guard let left = item.left else { continue }
        result.append(cargo(of: place, agent, kind: item.kind, offered: left))
      }
    }
    return result
  }

  private mutating func cargo(of place: Int, _ agent: Int, kind: String?, offered: PayloadSet) -> Cargo {
    let matched = offered.matching(guardNumber(place))
    var left: PayloadSet? = matched
    if (system.agents[agent].selection ?? system.selection) == .firstMatch {
      for earlier in graph.handoffsBySender[agent].map(Int.init).prefix(while: { $0 < place })
      where takesBefore(earlier, place, kind) {
        if graph.traits[earlier].isGuarded {
          // A guard that does not compile takes nothing that is known.
          if let number = guardNumber(earlier) { left = left?.avoiding(number) }
        } else {
          left = nil
        }
      }
    }
    return Cargo(kind: kind, offered: offered, matched: matched, left: left)
  }

  /// Whether an earlier handoff always takes what both would take.
  private func takesBefore(_ earlier: Int, _ place: Int, _ kind: String?) -> Bool {
    let other = graph.traits[earlier]
    guard graph.standings[earlier] == .live, !other.isLimited else { return false }
    if let group = system.handoffs[place].parallel, let otherGroup = system.handoffs[earlier].parallel,
      group.hasSameCodePoints(as: otherGroup)
    {
      return false
    }
    switch (graph.traits[place].trigger, other.trigger) {
    case (.output, .output), (.none, .none), (.limit, .limit): return true
    case (.anyFailure, _), (.namedFailures, _):
      return kind.map { system.handoffs[earlier].trigger.answers($0) } ?? false
    default: return false
    }
  }

  private mutating func guardNumber(_ place: Int) -> Int? {
    graph.traits[place].isGuarded ? questions.schema(at: .guard(handoff: place)) : nil
  }

  /// The declared failures, by place, that a handoff answers.
  private func failures(answeredBy place: Int, _ contract: Int) -> [Int] {
    system.contracts[contract].failures.indices.filter {
      system.handoffs[place].trigger.answers(system.contracts[contract].failures[$0].kind)
    }
  }
}
