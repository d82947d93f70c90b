import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct FieldUnfilledRule: Rule {
  static let info = RuleInfo(
    id: "field-unfilled", severity: .note, basis: .proved,
    summary: "An agent reads a member that no producer can ever send.",
    why: """
      The member is optional, so nothing is refused, and it is never there: often one side was changed and the other was \
      not. Only members are reported that everything which may arrive rules out.
      """,
    accepted: section(sent: "section"), rejected: section(sent: "sections"))

  private static func section(sent: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "news", "entry": "researcher",
      "contracts": {
        "findings": {
          "output": {
            "type": "object", "properties": {"\(sent)": {"type": "string", "minLength": 1}}, "additionalProperties": false
          }
        }
      },
      "agents": {
        "researcher": {"produces": "findings"},
        "writer": {
          "accepts": {"type": "object", "properties": {"section": {"type": "string"}}},
          "finishes": true
        }
      },
      "handoffs": [{"from": "researcher", "to": "writer"}]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.compactMap { agent -> Observation? in
      let unfilled = facts.payloads[agent].unfilled
      guard !unfilled.isEmpty else { return nil }
      let misspelt = facts.payloads[agent].misspelt
      let members = Wording.list(
        unfilled.prefix(4).map { pointer in
          let meant = misspelt.first { $0.pointer == pointer }?.meant
          return pointer.description + (meant.map { " (did you mean \(Wording.quoted($0))?)" } ?? "")
        }, of: unfilled.count)
      let handoffs = facts.index.handoffs(to: agent).filter { facts.standing(of: $0) == .live }
      var found = Observation(
        at: .agent(agent),
        "\(facts.quoted(agent)) reads \(members), which nothing that arrives there can have.",
        remedy: "Let a producer's contract name it, or take it out of what \(facts.quoted(agent)) accepts.",
        agents: [agent], handoffs: Array(handoffs.prefix(8)))
      // Those that accept the output of one contract have it in common.
      if case .contract(let name)? = facts.system[agent].accepts {
        found.cause = [.string(name)] + unfilled.map { .string($0.description) }
      }
      return found
    }
  }
}
