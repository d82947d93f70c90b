import HandoffContracts
import HandoffSchema

struct FailureRouteUnreachableRule: Rule {
  static let info = RuleInfo(
    id: "failure-route-unreachable", severity: .error,
    summary: "A failure handoff can never be taken.",
    why: """
      The failure looks handled and is not: the agent's contract does not declare it, nothing leads to the agent, the \
      handoff's guard never holds on it, or earlier handoffs always take it first.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "contracts": {"findings": {"output": {"type": "object"}, "failures": {"timed_out": {}}}},
        "agents": {"researcher": {"produces": "findings", "finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [{"from": "researcher", "to": "editor", "on": {"failure": "timed_out"}}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "contracts": {"findings": {"output": {"type": "object"}, "failures": {"timed_out": {}}}},
        "agents": {"researcher": {"produces": "findings", "finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [
          {"from": "researcher", "to": "editor", "on": {"failure": "timed_out"}},
          {"from": "researcher", "to": "editor", "on": {"failure": "timeout"}}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffs.indices.compactMap { place in
      let sender = Int(facts.graph.senders[place])
      guard facts.graph.traits[place].trigger.isFailure, sender >= 0,
        let reason = reason(place, facts.system.handoffs[place].trigger, sender, facts)
      else { return nil }
      return Observation(
        at: .handoff(place), "The failure handoff \(facts.quoted(handoff: place)) \(reason.message).",
        remedy: reason.remedy, agents: [sender], handoffs: [place])
    }
  }

  private static func reason(
    _ place: Int, _ trigger: Handoff.Trigger, _ sender: Int, _ facts: RoutingFacts
  ) -> (message: String, remedy: String)? {
    let role = facts.graph.roles[sender]
    let contract = role.contract < 0 ? nil : facts.system.contracts[Int(role.contract)]
    switch trigger {
    case .anyFailure:
      if let contract, contract.failures.isEmpty { return undeclaredAtAll(contract) }
    case .failures(let kinds):
      guard let contract else { break }
      let unknown = kinds.filter { kind in
        !contract.failures.contains { $0.kind.hasSameCodePoints(as: kind) }
      }
      if !unknown.isEmpty { return undeclared(unknown, of: kinds.count, contract) }
    default: return nil
    }
    if case .shadowed(let earlier) = facts.graph.standings[place] {
      return (
        "can never be taken: under first-match selection \(facts.quoted(handoff: earlier)) takes its failures first",
        "Put it before \(facts.quoted(handoff: earlier)), guard or limit that one, or remove it."
      )
    }
    if facts.contracts.handoffs[place].neverMatches {
      return (
        "can never be taken: no payload of its failures matches its guard", "Correct the guard, or remove it."
      )
    }
    if facts.contracts.handoffs[place].isShadowed {
      return (
        "can never be taken: under first-match selection earlier handoffs take every payload that it matches",
        "Put it before them, or remove it."
      )
    }
    if facts.knowsWhatIsReached && !facts.reach.contains(sender) {
      return (
        "can never be taken: no entry leads to \(facts.quoted(sender))",
        "Hand off to \(facts.quoted(sender)), or remove it."
      )
    }
    return nil
  }

  private static func undeclaredAtAll(_ contract: Contract) -> (message: String, remedy: String) {
    (
      "can never be taken: the contract \(RoutingFacts.quoted(contract.name)) declares no failure",
      "Declare the failures in \(RoutingFacts.quoted(contract.name)), or remove the handoff."
    )
  }

  private static func undeclared(
    _ kinds: [String], of count: Int, _ contract: Contract
  ) -> (message: String, remedy: String) {
    let name = RoutingFacts.quoted(contract.name)
    let verb = kinds.count == count ? "can never be taken" : "answers a failure that never happens"
    let quoted = RoutingFacts.list(kinds.map { RoutingFacts.quoted($0) })
    let known = contract.failures.map { RoutingFacts.quoted($0.kind) }
    let declared =
      known.isEmpty ? "which declares none" : "which declares \(RoutingFacts.list(known))"
    return (
      "\(verb): \(quoted) is not declared in the contract \(name), \(declared)",
      "Declare it in \(name), or name a declared failure."
    )
  }
}
