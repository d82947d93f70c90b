import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct JoinPartialRule: Rule {
  static let info = RuleInfo(
    id: "join-partial", severity: .warning, subject: .payloads, basis: .proved,
    summary: "For some payload a branch that a join waits for does not arrive.",
    why: """
      The other branches have arrived, and the join waits for ever: a guard leaves one member of the group out, or work on \
      its way goes elsewhere by a choice, a limit or a failure. A failure handoff of the branch's agent to the join counts \
      as the branch; it then brings the failure.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "fork",
        "contracts": {"found": {"output": {"type": "object"}, "failures": {"nothing": {}}}},
        "agents": {
          "fork": {}, "law": {"produces": "found"}, "tax": {}, "answer": {"join": "all", "finishes": true}
        },
        "handoffs": [
          {"from": "fork", "to": "law", "parallel": "search"},
          {"from": "fork", "to": "tax", "parallel": "search"},
          {"from": "law", "to": "answer"},
          {"from": "law", "to": "answer", "on": "failure"},
          {"from": "tax", "to": "answer"}
        ]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "fork",
        "contracts": {"found": {"output": {"type": "object"}, "failures": {"nothing": {}}}},
        "agents": {
          "fork": {}, "law": {"produces": "found"}, "tax": {}, "answer": {"join": "all", "finishes": true},
          "clerk": {"kind": "human"}
        },
        "handoffs": [
          {"from": "fork", "to": "law", "parallel": "search"},
          {"from": "fork", "to": "tax", "parallel": "search"},
          {"from": "law", "to": "answer"},
          {"from": "law", "to": "clerk", "on": "failure"},
          {"from": "tax", "to": "answer"}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.joins.compactMap { join in join.partial.map { observation(of: join, $0, facts) } }
  }

  private static func observation(
    of join: JoinFacts, _ partial: JoinFacts.Partial, _ facts: RoutingFacts
  ) -> Observation {
    let name = facts.quoted(join.agent)
    let branch = partial.branch.handoffs.first
    let (reason, path, agent) = words(partial.leak, facts)
    return Observation(
      at: .agent(join.agent),
      "\(name) may wait for \(branch.map { facts.quoted($0) } ?? "") for ever: \(reason).",
      remedy: """
        Bring \(name) something in that case too (a handoff to it on the failure or the limit), or wait for fewer branches.
        """,
      agents: Set([join.agent, partial.branch.sender, agent].compactMap(\.self)).sorted(),
      handoffs: Set([branch, path].compactMap(\.self)).sorted(),
      witness: Finding.Witness(
        payload: partial.payload, path: [path].compactMap { $0.map { facts.name(of: $0) } }),
      start: agent)
  }

  private static func words(
    _ leak: JoinFacts.Leak, _ facts: RoutingFacts
  ) -> (reason: String, path: HandoffIndex?, agent: AgentIndex?) {
    switch leak {
    case .leftOut(let taken, let missing):
      return (
        "a payload takes \(facts.quoted(taken)) and not \(facts.quoted(missing))", taken,
        facts.sender(of: taken)
      )
    case .handoff(let handoff, let cause):
      let agent = facts.sender(of: handoff)
      return ("\(what(cause, of: agent, facts)) leaves by \(facts.quoted(handoff))", handoff, agent)
    case .finish(let agent): return ("\(facts.quoted(agent)) may end the run instead", nil, agent)
    case .usedUp(let agent, let failure):
      let what = what(.failure(failure), of: agent, facts)
      return ("\(what) goes nowhere when its retries are used up", nil, agent)
    }
  }

  private static func what(_ cause: Cause, of agent: AgentIndex?, _ facts: RoutingFacts) -> String {
    let name = agent.map { facts.quoted($0) } ?? ""
    guard case .failure(let failure) = cause else { return "work of \(name)" }
    guard let failure, let contract = agent.flatMap({ facts.role(of: $0).contract }) else {
      return "a failure of \(name)"
    }
    return "the failure \(Wording.quoted(facts.system[contract].failures[failure.rawValue].kind)) of \(name)"
  }
}
