import HandoffContracts

struct FailureAmbiguousRule: Rule {
  static let info = RuleInfo(
    id: "failure-ambiguous", severity: .error, subject: .payloads,
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
    facts.system.contractIndices.compactMap { index -> Observation? in
      guard let ambiguity = facts.payloads[index].ambiguity else { return nil }
      let contract = facts.system[index]
      let kind = Wording.quoted(contract.failures[ambiguity.failure.rawValue].kind)
      let tag = contract.failureTag.map { Wording.quoted($0) }
      let reason =
        ambiguity.needsUnnamedMember
        ? ": the output is open and so allows \(tag.map { "a member \($0)" } ?? "members") that it does not name"
        : ""
      return Observation(
        at: .contract(index), severity: ambiguity.needsUnnamedMember ? .note : nil,
        """
        A payload can be both an output of the contract \(Wording.quoted(contract.name)) and its failure \
        \(kind)\(reason).
        """,
        remedy: remedy(tag, facts), agents: facts.producers(of: index),
        witness: Finding.Witness(payload: ambiguity.payload))
    }
  }

  private static func remedy(_ tag: String?, _ facts: RoutingFacts) -> String {
    guard let tag else { return "Let the output refuse what the failure looks like, or tag the failures." }
    return """
      Let the output refuse the member \(tag) (\(facts.spelled(.closed)), or that property false), or name the \
      failures by another \(facts.spelled(.failureTag)).
      """
  }
}
