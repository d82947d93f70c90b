import HandoffContracts

struct JoinDeadlockRule: Rule {
  static let info = RuleInfo(
    id: "join-deadlock", severity: .error,
    summary: "A join waits for a branch that can never arrive.",
    why: """
      An agent with `"join": "all"` starts when every handoff to it was taken. Where one of them starts at an agent \
      that gets work only through the join, or never, the join waits for itself and the run stands still.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "echo", "entry": "input",
        "agents": {"input": {}, "echo": {"finishes": true}},
        "handoffs": [{"from": "input", "to": "echo"}, {"from": "echo", "to": "echo", "limit": 3}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "echo", "entry": "input",
        "agents": {"input": {}, "echo": {"join": "all", "finishes": true}},
        "handoffs": [{"from": "input", "to": "echo"}, {"from": "echo", "to": "echo"}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    let joins = facts.system.agents.indices.filter { place in
      facts.system.agents[place].join != nil && facts.reach.contains(place)
        && !facts.entries.contains(Int32(place)) && !facts.graph.roles[place].isHuman
    }
    guard !joins.isEmpty, facts.knowsWhatIsReached else { return [] }
    let awaited = CompressedRows(rowCount: facts.graph.agentCount, keys: awaitedKeys(facts))
    let dominators = Dominators(from: facts.entries, in: facts.routes)
    return joins.flatMap { join in
      awaited[join].compactMap { observation(of: Int($0), into: join, dominators, facts) }
    }
  }

  /// For each handoff the join that waits for it: outputs are branches; failures, limits and retries are not.
  private static func awaitedKeys(_ facts: RoutingFacts) -> [Int32] {
    facts.graph.traits.enumerated().map { place, handoff in
      let isRetry = facts.graph.senders[place] == facts.graph.receivers[place] && handoff.isLimited
      return handoff.trigger == .output && facts.graph.senders[place] >= 0 && !isRetry
        ? facts.graph.receivers[place] : -1
    }
  }

  private static func observation(
    of place: Int, into join: Int, _ dominators: Dominators, _ facts: RoutingFacts
  ) -> Observation? {
    let sender = Int(facts.graph.senders[place])
    let reason: String
    if !facts.reach.contains(sender) {
      reason = "no entry leads to \(facts.quoted(sender))"
    } else if sender == join {
      reason = "it waits for itself"
    } else if dominators.passes(join, onWayTo: sender) {
      reason = "\(facts.quoted(sender)) gets work only through the join"
    } else {
      return nil
    }
    return Observation(
      at: .agent(join),
      "\(facts.quoted(join)) waits for \(facts.quoted(handoff: place)), which can never arrive: \(reason).",
      remedy: "Let \(facts.quoted(join)) start with any branch (\"join\": \"any\"), or remove the handoff.",
      agents: facts.ends(of: place), handoffs: [place])
  }
}
