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
    facts.system.contractIndices.flatMap { index -> [Observation] in
      let found = facts.payloads[index]
      let contract = facts.system[index]
      let name = Wording.quoted(contract.name)
      var observations: [Observation] = []
      if found.isUnsatisfiable {
        observations.append(
          Observation(
            at: .contract(index), "No payload satisfies the output of the contract \(name).",
            remedy: "Loosen the constraints that contradict each other.", agents: facts.producers(of: index)))
      }
      for failure in found.unsatisfiableFailures {
        let kind = Wording.quoted(contract.failures[failure.rawValue].kind)
        observations.append(
          Observation(
            at: .failure(index, failure), "No payload satisfies the failure \(kind) of the contract \(name).",
            remedy: remedy(for: kind, contract), agents: facts.producers(of: index)))
      }
      return observations
    }
  }

  private static func remedy(for kind: String, _ contract: Contract) -> String {
    guard let tag = contract.failureTag else { return "Loosen the constraints that contradict each other." }
    return """
      Loosen its schema; it must allow an object with the member \(Wording.quoted(tag)) that is \(kind). Where failures \
      are not told apart by a member, write "failureTag": null; then its schema alone says what it looks like.
      """
  }
}
