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
    /// What of that the handoff takes, as a union; no set where earlier handoffs take everything, `nil` where
    /// too many earlier guards bear on it.
    var taken: [PayloadSet]?
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
    var matches: [PayloadSet] = []
    var leaves = 0
    for item in cargo {
      switch questions.existence(in: item.matched) {
      case .none: continue
      case .some: matches.append(item.matched)
      case .unknown(let reason):
        matches.append(item.matched)
        // Without a guard the doubt is about the contract, and told there.
        if item.matched != item.offered { doubt(place, "whether its guard ever holds", "\(reason)") }
      }
      guard let taken = item.taken else {
        leaves += 1
        doubt(place, "whether earlier handoffs leave it anything", Self.tooManyGuards)
        continue
      }
      var isTaken = false
      for set in taken {
        switch questions.existence(in: set) {
        case .none: continue
        case .some: break
        case .unknown(let reason):
          // The same doubt about the guard alone was told before.
          if set != item.matched { doubt(place, "whether earlier handoffs leave it anything", "\(reason)") }
        }
        isTaken = true
        look(at: place, sending: set, item.kind)
      }
      if isTaken { leaves += 1 }
    }
    guard !cargo.isEmpty else { return }
    // An empty contract is a finding of its own; nothing more is to be said of its handoffs.
    let offersNothing = cargo.allSatisfy {
      if case .none = questions.existence(in: $0.offered) { true } else { false }
    }
    guard !offersNothing else { return }
    facts.handoffs[place].neverMatches = matches.isEmpty
    guard let first = matches.first, leaves == 0 else { return }
    facts.handoffs[place].isShadowed = true
    facts.handoffs[place].shadowedPayload = questions.payload(of: first)
  }

  /// Whether the receiver takes what the handoff may carry.
  private mutating func look(at place: Int, sending sent: PayloadSet, _ kind: String?) {
    let receiver = Int(graph.receivers[place])
    // A retry starts the agent again with what it had received before.
    let isRetry =
      graph.senders[place] == graph.receivers[place] && kind != nil && graph.traits[place].isLimited
    guard sent.base != nil, !isRetry, facts.handoffs[place].refusal == nil,
      let accepted = questions.schema(at: .accepts(agent: receiver))
    else { return }
    let verdict = questions.inclusion(of: sent, in: accepted)
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
        ContractFacts.Doubt(
          question: question, reason: "\(reason)", agreement: .init(agreeing: agreeing, tried: verdict.tried))
      )
    }
  }

  private mutating func doubt(_ place: Int, _ question: String, _ reason: String) {
    let doubt = ContractFacts.Doubt(question: question, reason: reason)
    // Several failures may raise the same one.
    if !facts.handoffs[place].doubts.contains(doubt) { facts.handoffs[place].doubts.append(doubt) }
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
        result += (item.taken ?? []).map { cargo(of: place, agent, kind: item.kind, offered: $0) }
      }
    }
    return result
  }

  private mutating func cargo(of place: Int, _ agent: Int, kind: String?, offered: PayloadSet) -> Cargo {
    let matched = offered.matching(guardNumber(place))
    guard (system.agents[agent].selection ?? system.selection) == .firstMatch else {
      return Cargo(kind: kind, offered: offered, matched: matched, taken: [matched])
    }
    // It is taken when it is the first to match, or one of its parallel group is.
    var taken: [PayloadSet] = []
    var before: PayloadSet? = matched
    for other in graph.handoffsBySender[agent].lazy.map(Int.init) where other <= place {
      guard let free = before else { break }
      guard graph.standings[other] != .undeclaredEnd, competes(other, with: place, kind) else { continue }
      if other == place || isParallel(other, place) {
        let first = free.matching(guardNumber(other))
        if !taken.contains(first) { taken.append(first) }
      }
      if graph.traits[other].isLimited { continue }
      guard free.outside.count < Self.guardLimit else {
        return Cargo(kind: kind, offered: offered, matched: matched, taken: nil)
      }
      // A guard that does not compile takes nothing that is known.
      before = graph.traits[other].isGuarded ? guardNumber(other).map { free.avoiding($0) } ?? free : nil
    }
    return Cargo(kind: kind, offered: offered, matched: matched, taken: taken)
  }

  /// Whether two handoffs of one agent answer the same, for failures the same kind.
  private func competes(_ other: Int, with place: Int, _ kind: String?) -> Bool {
    guard !graph.traits[other].isUnknown else { return false }
    switch (graph.traits[place].trigger, graph.traits[other].trigger) {
    case (.output, .output), (.none, .none), (.limit, .limit): return true
    case (.anyFailure, _), (.namedFailures, _):
      return kind.map { system.handoffs[other].trigger.answers($0) } ?? false
    default: return false
    }
  }

  /// Whether two handoffs are taken together.
  func isParallel(_ place: Int, _ other: Int) -> Bool {
    guard let group = system.handoffs[place].parallel, let otherGroup = system.handoffs[other].parallel else {
      return false
    }
    return group.hasSameCodePoints(as: otherGroup)
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
