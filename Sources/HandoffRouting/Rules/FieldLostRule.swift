import HandoffContracts
import HandoffSchema

struct FieldLostRule: Rule {
  static let info = RuleInfo(
    id: "field-lost", severity: .error, subject: .payloads, basis: .proved,
    summary: "An agent downstream needs a member that an agent on the way does not pass on.",
    why: """
      Somebody sends the member, somebody further on cannot do without it, and one between them drops it. It is told \
      only where declarations show it: no output of the agent can have the member, or the agent says what it keeps \
      (`preserves`, `copies`), this is not among it, and its contract does not name it. Where nothing is said of what an agent \
      keeps, nothing is known of what it loses.
      """,
    accepted: pipeline(kept: #"["/sources"]"#), rejected: pipeline(kept: #"["/topic"]"#))

  private static func pipeline(kept: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "news", "entry": "researcher",
      "contracts": {
        "findings": {"output": {"type": "object", "required": ["sources"], "properties": {"sources": {"type": "array"}}}},
        "summary": {"output": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}},
        "article": {
          "output": {"type": "object", "required": ["text", "sources"], "properties": {"sources": {"type": "array"}}}
        }
      },
      "agents": {
        "researcher": {"produces": "findings"},
        "summarizer": {"produces": "summary", "preserves": \(kept)},
        "writer": {"produces": "article", "preserves": ["/text", "/sources"]},
        "printer": {"accepts": {"contract": "article"}, "finishes": true}
      },
      "handoffs": [
        {"from": "researcher", "to": "summarizer"},
        {"from": "summarizer", "to": "writer"},
        {"from": "writer", "to": "printer"}
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.payloads.lostFields.map { lost in
      let loser = facts.quoted(lost.loser)
      let needer = facts.quoted(lost.needer)
      let source = lost.source.map { "\(facts.quoted($0)) sends" } ?? "the run's input brings"
      let drops =
        lost.isExcluded
        ? "no output of \(loser) can have it"
        : "\(loser) neither keeps it (\(facts.spelled(.preserves))) nor names it in its contract"
      let agents = Set(
        [lost.needer, lost.loser] + lost.way.compactMap { facts.sender(of: $0) }
      ).sorted()
      var found = Observation(
        at: .agent(lost.loser), "\(needer) needs \(lost.pointer), which \(source), but \(drops).",
        remedy: """
          Let \(loser) pass \(lost.pointer) on (\(facts.spelled(.preserves)) and its contract), or let \(needer) do without it.
          """,
        agents: agents, handoffs: Set(lost.way).sorted(),
        witness: Finding.Witness(path: lost.way.map { facts.name(of: $0) }),
        start: lost.way.first.flatMap { facts.sender(of: $0) })
      found.cause = [.string(facts.system[lost.loser].name), .string(lost.pointer.description)]
      return found
    }
  }
}
