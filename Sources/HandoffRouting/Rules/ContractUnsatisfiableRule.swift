import HandoffContracts

struct ContractUnsatisfiableRule: Rule {
  static let info = RuleInfo(
    id: "contract-unsatisfiable", severity: .error,
    summary: "No payload satisfies a contract.",
    why: """
      An agent that keeps such a contract can never send anything; so nobody keeps it, and nothing that is checked \
      against it means anything. The same goes for a failure: its payload must also carry the tag that names it.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "count", "entry": "counter",
        "contracts": {"count": {"output": {"type": "integer", "minimum": 1, "maximum": 10}}},
        "agents": {"counter": {"produces": "count", "finishes": true}},
        "handoffs": []
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "count", "entry": "counter",
        "contracts": {"count": {"output": {"type": "integer", "minimum": 10, "maximum": 1}}},
        "agents": {"counter": {"produces": "count", "finishes": true}},
        "handoffs": []
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.contracts.contracts.enumerated().flatMap { place, found -> [Observation] in
      let contract = facts.system.contracts[place]
      let name = RoutingFacts.quoted(contract.name)
      var observations: [Observation] = []
      if found.isUnsatisfiable {
        observations.append(
          Observation(
            at: .contract(place), "No payload satisfies the output of the contract \(name).",
            remedy: "Loosen the constraints that contradict each other.", agents: facts.producers(of: place)))
      }
      for failure in found.unsatisfiableFailures {
        let kind = RoutingFacts.quoted(contract.failures[failure].kind)
        let tag = RoutingFacts.quoted(contract.failureTag ?? "")
        observations.append(
          Observation(
            at: .failure(contract: place, failure: failure),
            "No payload satisfies the failure \(kind) of the contract \(name).",
            remedy: "Loosen its schema; it must allow the member \(tag) to be \(kind).",
            agents: facts.producers(of: place)))
      }
      return observations
    }
  }
}
