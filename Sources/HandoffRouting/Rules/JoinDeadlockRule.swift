import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct JoinDeadlockRule: Rule {
  static let info = RuleInfo(
    id: "join-deadlock", severity: .error, subject: .payloads, basis: .proved,
    summary: "No payload and no choice brings all the branches that a join waits for.",
    why: """
      A join starts when its branches have arrived. Where one never does, or two of them exclude each other, it waits for \
      ever and the run stands still. Work is split only by a `parallel` group (and by `each`): every other agent hands it \
      on by one handoff at a time, so the branches behind its handoffs are alternatives. What a join hands to itself is no \
      branch; where that is all that there is beside one branch, it is said as a warning.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "fork",
        "agents": {"fork": {}, "law": {}, "tax": {}, "answer": {"join": "all", "finishes": true}},
        "handoffs": [
          {"from": "fork", "to": "law", "parallel": "search"},
          {"from": "fork", "to": "tax", "parallel": "search"},
          {"from": "law", "to": "answer"},
          {"from": "tax", "to": "answer"}
        ]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "fork",
        "agents": {"fork": {}, "law": {}, "tax": {}, "answer": {"join": "all", "finishes": true}},
        "handoffs": [
          {"from": "fork", "to": "law"},
          {"from": "fork", "to": "tax"},
          {"from": "law", "to": "answer"},
          {"from": "tax", "to": "answer"}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.joins.compactMap { join in join.obstacle.map { observation(of: join, $0, facts) } }
  }

  private static func observation(
    of join: JoinFacts, _ obstacle: JoinFacts.Obstacle, _ facts: RoutingFacts
  ) -> Observation {
    let name = facts.quoted(join.agent)
    let anyBranch = "let \(name) start with any branch (\(facts.spelled(.anyBranch)))"
    switch obstacle {
    case .unreached(let branch):
      return never(branch, join, "no entry leads to \(facts.quoted(branch.sender))", facts)
    case .behind(let branch):
      return never(branch, join, "\(facts.quoted(branch.sender)) gets work only through the join", facts)
    case .notSupplied(let branch):
      return never(
        branch, join, "no payload takes the handoffs that lead to \(facts.quoted(branch.sender))", facts)
    case .itself(let handoff):
      let others = join.branches.compactMap(\.handoffs.first)
      return Observation(
        at: .agent(join.agent), severity: .warning,
        """
        \(name) is a join of one branch, \(Wording.list(others.map { facts.quoted($0) })), and starts when that arrives; \
        its own handoff \(facts.quoted(handoff)) is no branch. An orchestrator that counts it as one waits for ever.
        """,
        remedy: """
          \(anyBranch.prefix(1).uppercased() + anyBranch.dropFirst()), or say in \(facts.spelled(.awaitedBranches)) what it waits for.
          """,
        agents: [join.agent], handoffs: (others + [handoff]).sorted())
    case .neverTaken(let branch): return never(branch, join, "no payload takes it", facts)
    case .tooFew(let possible, let awaited):
      return Observation(
        at: .agent(join.agent),
        "\(name) waits for \(awaited) of its \(join.branches.count) branches, and no run brings more than \(possible).",
        remedy:
          "Wait for fewer branches, or take the handoffs that lead to them together (\(facts.spelled(.parallel))).",
        agents: [join.agent], handoffs: join.branches.compactMap(\.handoffs.first).sorted())
    case .either(let first, let second, let fork):
      let handoffs = [first, second].compactMap(\.handoffs.first)
      let both = Wording.list(handoffs.map { facts.quoted($0) })
      return Observation(
        at: .agent(join.agent), "\(name) waits for \(both), but no run takes both\(reason(fork, facts)).",
        remedy: """
          \(anyBranch.prefix(1).uppercased() + anyBranch.dropFirst()), or take the handoffs that lead to both together \
          (\(facts.spelled(.parallel))).
          """,
        agents: Set([join.agent, first.sender, second.sender] + (fork.map { [$0.agent] } ?? [])).sorted(),
        handoffs: handoffs.sorted(),
        witness: fork.flatMap { fork in
          fork.payload.map { Finding.Witness(payload: $0, path: [facts.name(of: fork.first)]) }
        },
        start: fork?.agent)
    }
  }

  private static func reason(_ fork: JoinFacts.Fork?, _ facts: RoutingFacts) -> String {
    guard let fork else { return "" }
    let (first, second) = (facts.quoted(fork.first), facts.quoted(fork.second))
    if facts.system[fork.first].isParallel(to: facts.system[fork.second]) {
      return ": no payload takes both \(first) and \(second)"
    }
    return ": \(facts.quoted(fork.agent)) takes either \(first) or \(second)"
  }

  private static func never(
    _ branch: AwaitedBranch, _ join: JoinFacts, _ reason: String, _ facts: RoutingFacts
  ) -> Observation {
    let name = facts.quoted(join.agent)
    let handoff = branch.handoffs.first
    return Observation(
      at: .agent(join.agent),
      "\(name) waits for \(handoff.map { facts.quoted($0) } ?? ""), which can never arrive: \(reason).",
      remedy:
        "Let \(name) start with any branch (\(facts.spelled(.anyBranch))), or leave that one out of \(facts.spelled(.awaitedBranches)).",
      agents: Set([join.agent, branch.sender]).sorted(), handoffs: [handoff].compactMap(\.self))
  }
}
