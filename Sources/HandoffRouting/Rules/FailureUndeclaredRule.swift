import HandoffContracts
import HandoffTraffic

struct FailureUndeclaredRule: Rule {
  static let info = RuleInfo(
    id: "failure-undeclared", severity: .warning,
    summary: "An agent's contract declares no failure output.",
    why: """
      The agent cannot say that it failed. What it sends when it could not do its task looks like a result, or nothing \
      comes at all, and no handoff answers it.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "writer",
        "contracts": {"article": {"output": {"type": "string", "minLength": 1}, "failures": {"no_sources": {}}}},
        "agents": {"writer": {"produces": "article", "finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [{"from": "writer", "to": "editor", "on": "failure"}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "writer",
        "contracts": {"article": {"output": {"type": "string", "minLength": 1}}},
        "agents": {"writer": {"produces": "article", "finishes": true}},
        "handoffs": []
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    // One contract that several agents keep is one thing to mend.
    facts.system.contractIndices.compactMap { contract -> Observation? in
      guard facts.system[contract].failures.isEmpty else { return nil }
      let producers = facts.producers(of: contract).filter { !facts.role(of: $0).isHuman }
      guard !producers.isEmpty else { return nil }
      let name = Wording.quoted(facts.system[contract].name)
      return Observation(
        at: .contract(contract),
        "The contract \(name) declares no failure, so \(facts.list(producers)) cannot say that the task failed.",
        remedy:
          "Declare in \(facts.spelled(.failures)) how the task can fail, and hand each failure to whoever can deal with it.",
        agents: producers)
    }
  }
}
