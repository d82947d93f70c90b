import HandoffContracts
import HandoffSchema

extension ContractAnalysis {
  /// Looks for a payload that no handoff takes.
  mutating func look(atGapsOf agent: Int) {
    let role = graph.roles[agent]
    guard role.contract >= 0, !role.isHuman, !role.hasUnknownHandoffs, !isAlwaysCalled[agent] else { return }
    let contract = Int(role.contract)
    let handoffs = graph.handoffsBySender[agent].map(Int.init)
    let onOutput = handoffs.filter {
      graph.traits[$0].trigger == .output || graph.traits[$0].trigger == .none
    }
    // Without any handoff the agent is a dead end, and its failures are unrouted: other rules' findings.
    if system.agents[agent].finishes == .no, !onOutput.isEmpty,
      let output = questions.sent(.output(contract: contract))
    {
      look(atGapIn: PayloadSet(base: output), takenBy: onOutput, of: agent, kind: nil)
    }
    for (failure, declared) in system.contracts[contract].failures.enumerated() {
      let takers = handoffs.filter { system.handoffs[$0].trigger.answers(declared.kind) }
      guard !takers.isEmpty, facts.agents[agent].gap == nil,
        let payload = questions.schema(at: .failure(contract: contract, failure: failure))
      else { continue }
      look(atGapIn: PayloadSet(base: payload), takenBy: takers, of: agent, kind: declared.kind)
    }
  }

  private mutating func look(atGapIn offered: PayloadSet, takenBy takers: [Int], of agent: Int, kind: String?)
  {
    let what = kind.map { "failure \(quoted($0))" } ?? "output"
    let question = "whether its handoffs take every \(what)"
    var left = offered
    for taker in takers {
      guard graph.traits[taker].isGuarded else { return }
      guard let number = questions.schema(at: .guard(handoff: taker)) else { return }
      left = left.avoiding(number)
      guard left.outside.count <= Self.guardLimit else {
        facts.agents[agent].doubts.append(
          ContractFacts.Doubt(question: question, reason: Self.tooManyGuards))
        return
      }
    }
    switch questions.existence(in: left) {
    case .none: break
    case .some: facts.agents[agent].gap = questions.payload(of: left).map { ($0, kind) }
    case .unknown(let reason):
      facts.agents[agent].doubts.append(ContractFacts.Doubt(question: question, reason: "\(reason)"))
    }
  }

  /// Looks for a payload that several guarded handoffs to different agents take.
  mutating func look(atOverlapsOf agent: Int) {
    let role = graph.roles[agent]
    guard role.contract >= 0, (system.agents[agent].selection ?? system.selection) == .choice else { return }
    var guarded: [(place: Int, number: Int)] = []
    for place in graph.handoffsBySender[agent].map(Int.init)
    where graph.traits[place].trigger == .output && graph.standings[place] == .live
      && graph.traits[place].isGuarded
    {
      if let number = questions.schema(at: .guard(handoff: place)) { guarded.append((place, number)) }
    }
    guard guarded.count > 1, let output = questions.sent(.output(contract: Int(role.contract))) else {
      return
    }
    var pairs = 0
    for (index, later) in guarded.enumerated() {
      let offered = PayloadSet(base: output).matching(later.number)
      for rival in guarded[..<index] where isRival(rival.place, later.place) {
        guard pairs < Self.pairLimit, pairsLeft > 0 else {
          facts.agents[agent].doubts.append(
            ContractFacts.Doubt(
              question: "whether two of its handoffs take one payload",
              reason: "only \(pairs) pairs of its guards were compared"))
          return
        }
        pairs += 1
        pairsLeft -= 1
        switch questions.existence(in: offered.matching(rival.number)) {
        case .none: continue
        case .some(let payload):
          let takers = guarded.filter { questions.schema($0.number).isValid(payload) }.map(\.place)
          facts.agents[agent].overlap = (payload, takers)
          return
        case .unknown(let reason):
          facts.agents[agent].doubts.append(
            ContractFacts.Doubt(
              question: """
                whether \(quoted(graph.index.name(of: HandoffIndex(rival.place)))) and \(quoted(graph.index.name(of: HandoffIndex(later.place)))) take one payload
                """, reason: "\(reason)"))
        }
      }
    }
  }

  /// Whether it matters which of two handoffs is taken.
  private func isRival(_ place: Int, _ other: Int) -> Bool {
    graph.receivers[place] != graph.receivers[other] && !isParallel(place, other)
  }

  /// Looks for an input that an entry refuses.
  mutating func lookAtInput() {
    guard let input = questions.schema(at: .input) else { return }
    for name in system.entry {
      guard let agent = graph.index.agent(named: name)?.rawValue, facts.agents[agent].refusedInput == nil,
        let accepted = questions.schema(at: .accepts(agent: agent))
      else { continue }
      let verdict = questions.inclusion(of: PayloadSet(base: input), in: accepted)
      switch verdict.outcome {
      case .included: break
      case .notIncluded(let counterexample):
        facts.agents[agent].refusedInput = ContractFacts.Refusal(
          payload: counterexample.payload, explanation: words(counterexample))
      case .undecided(let reason, let agreeing):
        facts.agents[agent].doubts.append(
          ContractFacts.Doubt(
            question: "whether it accepts every input of the system", reason: "\(reason)",
            agreement: .init(agreeing: agreeing, tried: verdict.tried)))
      }
    }
  }
}
