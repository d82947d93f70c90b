import HandoffContracts

struct FailureAmbiguousRule: Rule {
  static let info = RuleInfo(
    id: "failure-ambiguous", severity: .error,
    summary: "One payload is both a valid output and a valid failure.",
    why: """
      Whoever receives that payload cannot tell whether the task was done. A note where the payload needs a member \
      that the output's schema does not name but, being open, allows.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "writer",
        "contracts": {
          "article": {
            "output": {
              "type": "object", "required": ["body"], "properties": {"body": {"type": "string", "minLength": 1}},
              "additionalProperties": false
            },
            "failures": {"too_thin": {}}
          }
        },
        "agents": {"writer": {"produces": "article", "finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [{"from": "writer", "to": "editor", "on": "failure"}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "writer",
        "contracts": {
          "article": {
            "output": {
              "type": "object", "required": ["body"],
              "properties": {"body": {"type": "string", "minLength": 1}, "failure": {"type": "string"}}
            },
            "failures": {"too_thin": {}}
          }
        },
        "agents": {"writer": {"produces": "article", "finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [{"from": "writer", "to": "editor", "on": "failure"}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.contracts.contracts.enumerated().compactMap { place, found in
      guard let ambiguity = found.ambiguity else { return nil }
      let contract = facts.system.contracts[place]
      let tag = RoutingFacts.quoted(contract.failureTag ?? "")
      let kind = RoutingFacts.quoted(contract.failures[ambiguity.failure].kind)
      let reason =
        ambiguity.needsUnnamedMember
        ? ": the output is open and so allows a member \(tag) that it does not name" : ""
      return Observation(
        at: .contract(place), severity: ambiguity.needsUnnamedMember ? .note : nil,
        """
        A payload can be both an output of the contract \(RoutingFacts.quoted(contract.name)) and its failure \
        \(kind)\(reason).
        """,
        remedy: """
          Let the output refuse the member \(tag) ("additionalProperties": false, or that property false), or name the \
          failures by another "failureTag".
          """,
        agents: facts.producers(of: place), witness: Finding.Witness(payload: ambiguity.payload))
    }
  }
}
