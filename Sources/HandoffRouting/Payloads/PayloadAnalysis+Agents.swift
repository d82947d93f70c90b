import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension PayloadAnalysis {
  /// Looks for a payload that no handoff takes, limits aside.
  mutating func look(atGapsOf agent: AgentIndex) {
    let role = structure.role(of: agent)
    guard let contract = role.contract, !role.isHuman, !role.hasUnknownHandoffs, !isAlwaysCalled(agent) else {
      return
    }
    let handoffs = Array(traffic.index.handoffs(from: agent))
    let onOutput = handoffs.filter {
      structure.traits(of: $0).trigger == .output || structure.traits(of: $0).trigger == .none
    }
    // Without any handoff the agent is a dead end, and its failures are unrouted: other rules' findings.
    if system[agent].finishes == .no, !onOutput.isEmpty,
      let output = traffic.questions.sent(.output(contract: contract.rawValue))
    {
      look(atGapIn: PayloadSet(base: output), takenBy: onOutput, of: agent, kind: nil)
    }
    let takers = structure.takersByFailure(of: system[contract], among: handoffs, in: system)
    for (failure, takers) in takers.enumerated() where !takers.isEmpty && facts[agent].gap == nil {
      let place = SchemaPlace.failure(contract: contract.rawValue, failure: failure)
      guard let payload = traffic.questions.schema(at: place) else { continue }
      let kind = system[contract].failures[failure].kind
      look(atGapIn: PayloadSet(base: payload), takenBy: takers, of: agent, kind: kind)
    }
  }

  private mutating func look(
    atGapIn offered: PayloadSet, takenBy takers: [HandoffIndex], of agent: AgentIndex, kind: String?
  ) {
    // A test in code may take the rest, and so may a call with arguments of its own.
    guard takers.allSatisfy({ structure.traits(of: $0).dependsOnGuardOnly }) else { return }
    var question: String {
      "whether its handoffs take every \(kind.map { "failure \(Wording.quoted($0))" } ?? "output")"
    }
    var left = offered
    for taker in takers {
      guard structure.traits(of: taker).isGuarded else { return }
      guard let number = traffic.questions.schema(at: .guard(handoff: taker.rawValue)) else { return }
      left = left.avoiding([number])
      guard left.outside.count <= Selection.guardLimit else {
        facts[agent].doubts.append(PayloadFacts.Doubt(question: question, reason: Selection.tooManyGuards))
        return
      }
    }
    if let payload = traffic.questions.usualPayload(of: left) {
      facts[agent].gap = (payload, kind)
      return
    }
    switch traffic.questions.existence(in: left) {
    case .none: break
    case .some(let payload): facts[agent].gap = (traffic.questions.payload(of: left) ?? payload, kind)
    case .unknown(let reason):
      facts[agent].doubts.append(PayloadFacts.Doubt(question: question, reason: "\(reason)"))
    }
  }

  /// Looks for a payload that several guarded handoffs to different agents take.
  mutating func look(atOverlapsOf agent: AgentIndex) {
    let role = structure.role(of: agent)
    guard let contract = role.contract else { return }
    var guarded: [(handoff: HandoffIndex, number: SchemaNumber)] = []
    for handoff in traffic.index.handoffs(from: agent) {
      let traits = structure.traits(of: handoff)
      guard traits.trigger == .output, structure.standing(of: handoff) == .live, traits.isGuarded,
        traits.dependsOnGuardOnly, !role.takesFirstMatch || !traits.isLimited,
        let number = traffic.questions.schema(at: .guard(handoff: handoff.rawValue))
      else { continue }
      guarded.append((handoff, number))
    }
    guard guarded.count > 1, let output = traffic.questions.sent(.output(contract: contract.rawValue)) else {
      return
    }
    let members = role.takesFirstMatch ? guarded.map { namedMembers(of: $0.number) } : []
    var pairs = 0
    let first = guarded[0].handoff
    var (isOneGroup, isOneTarget) = (true, true)
    for (index, later) in guarded.enumerated() where index > 0 {
      isOneGroup = isOneGroup && system[first].isParallel(to: system[later.handoff])
      isOneTarget = isOneTarget && traffic.index.target(of: first) == traffic.index.target(of: later.handoff)
      // Among the members of one group, and among handoffs to one agent, there is no rival to look for.
      if isOneGroup || isOneTarget { continue }
      let offered = PayloadSet(base: output).matching(later.number)
      for (rivalIndex, rival) in guarded[..<index].enumerated() where isRival(rival.handoff, later.handoff) {
        if role.takesFirstMatch {
          // A hint about an order that is well defined: where it costs too much, nothing is said.
          guard pairs < Self.pairLimit, orderedPairsLeft > 0 else { return }
          guard !members[rivalIndex].isEmpty, members[rivalIndex] == members[index] else { continue }
          orderedPairsLeft -= 1
        }
        guard pairs < Self.pairLimit, pairsLeft > 0 || role.takesFirstMatch else {
          facts[agent].doubts.append(
            PayloadFacts.Doubt(
              question: "whether two of its handoffs take one payload",
              reason: "only \(pairs) pairs of its guards were compared"))
          return
        }
        pairs += 1
        if !role.takesFirstMatch { pairsLeft -= 1 }
        switch traffic.questions.existence(in: offered.matching(rival.number)) {
        case .none: continue
        case .some(let payload) where role.takesFirstMatch:
          guard excludeEachOther(rival.number, later.number, PayloadSet(base: output)) else { continue }
          facts[agent].overlap = (payload, [rival.handoff, later.handoff])
          return
        case .some(let payload):
          let takers = guarded.filter { traffic.questions[$0.number].isValid(payload) }.map(\.handoff)
          facts[agent].overlap = (payload, takers)
          return
        case .unknown(let reason):
          facts[agent].doubts.append(
            PayloadFacts.Doubt(
              question: "whether \(quoted(rival.handoff)) and \(quoted(later.handoff)) take one payload",
              reason: "\(reason)"))
        }
      }
    }
  }

  private func namedMembers(of guardNumber: SchemaNumber) -> Set<JSONPointer> {
    Set(traffic.questions[guardNumber].memberPointers(limit: Self.memberLimit))
  }

  /// Whether neither of two guards is the general case of the other, which would be a fallback.
  private mutating func excludeEachOther(
    _ rival: SchemaNumber, _ later: SchemaNumber, _ offered: PayloadSet
  ) -> Bool {
    return [(rival, later), (later, rival)].allSatisfy { one, other in
      if case .some = traffic.questions.existence(in: offered.matching(one).avoiding([other])) {
        true
      } else {
        false
      }
    }
  }

  /// Whether it matters which of two handoffs is taken.
  private func isRival(_ handoff: HandoffIndex, _ other: HandoffIndex) -> Bool {
    guard traffic.index.target(of: handoff) != traffic.index.target(of: other) else { return false }
    return !system.handoffs[handoff.rawValue].isParallel(to: system.handoffs[other.rawValue])
  }

  /// Looks for an input that an entry refuses.
  mutating func lookAtInput() {
    guard let input = traffic.questions.schema(at: .input) else { return }
    for name in system.entry {
      guard let agent = traffic.index.agent(named: name), facts[agent].refusedInput == nil,
        let accepted = traffic.questions.schema(at: .accepts(agent: agent.rawValue))
      else { continue }
      let found = refusal(
        of: Delivery(cause: .input, set: PayloadSet(base: input)), by: accepted, "an input",
        asking: "whether it accepts every input of the system")
      facts[agent].refusedInput = found.refusal
      if let doubt = found.doubt { facts[agent].doubts.append(doubt) }
    }
  }

  /// Whether a join takes what it makes of its branches.
  mutating func look(atJoin agent: AgentIndex) {
    guard system[agent].join != nil,
      let accepted = traffic.questions.schema(at: .accepts(agent: agent.rawValue))
    else { return }
    let question = "whether it accepts what its branches bring together"
    let cargo = traffic.joined(at: agent)
    if let omission = cargo.omission {
      facts[agent].doubts.append(PayloadFacts.Doubt(question: question, reason: omission))
    }
    for delivery in cargo.deliveries where facts[agent].refusedJoin == nil {
      let found = refusal(of: delivery, by: accepted, "what its branches bring together", asking: question)
      facts[agent].refusedJoin = found.refusal
      if let doubt = found.doubt { facts[agent].doubts.append(doubt) }
    }
  }

  /// What an agent reads and what arrives there; `nil` where either is not known.
  struct Reading {
    var accepted: SchemaNumber
    var arriving: [PayloadSet]
  }

  /// Looks at the members that an agent reads.
  mutating func look(atMembersReadBy agent: AgentIndex) {
    guard !structure.role(of: agent).isHuman,
      let accepted = traffic.questions.schema(at: .accepts(agent: agent.rawValue))
    else { return }
    facts[agent].acceptsEverything = allowsEverything(accepted)
    let arrivals = traffic.arrivals(at: agent)
    guard !arrivals.deliveries.isEmpty, !arrivals.hasUndeclared, arrivals.omission == nil else { return }
    let reading = Reading(accepted: accepted, arriving: arrivals.deliveries.map { traffic.whole($0) })
    look(atUnfilledMembersOf: agent, reading)
    look(atNamesReadBy: agent, reading)
  }

  /// The most members of one agent's `accepts` that are looked at.
  private static let memberLimit = 200

  /// Looks for members that the agent reads and that nothing that arrives can have.
  private mutating func look(atUnfilledMembersOf agent: AgentIndex, _ reading: Reading) {
    // Where nothing arrives at all, other rules say why.
    let inhabited = reading.arriving.filter {
      if case .none = traffic.questions.existence(in: $0) { false } else { true }
    }
    guard !inhabited.isEmpty else { return }
    let accepted = reading.accepted
    let pointers = traffic.questions[accepted].memberPointers(limit: Self.memberLimit)
    if pointers.count == Self.memberLimit {
      facts[agent].doubts.append(
        PayloadFacts.Doubt(
          question: "whether every member that it reads can be sent",
          reason: "only the first \(Self.memberLimit) members were looked at"))
    }
    for pointer in pointers {
      // What a missing member would contain is missing with it.
      guard !facts[agent].unfilled.contains(where: { pointer.tokens.starts(with: $0.tokens) }) else {
        continue
      }
      let containing = traffic.questions.schema(.containing(pointer))
      // A member that has to be there is missed by the rule that compares what arrives with what is accepted.
      if let containing,
        case .none = traffic.questions.existence(in: PayloadSet(base: accepted).avoiding([containing]))
      {
        continue
      }
      let isUnfilled = inhabited.allSatisfy {
        if case .none = traffic.questions.existence(in: $0.matching(containing)) { true } else { false }
      }
      if isUnfilled { facts[agent].unfilled.append(pointer) }
    }
  }
}
