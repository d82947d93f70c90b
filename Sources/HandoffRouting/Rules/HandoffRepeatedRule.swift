import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct HandoffRepeatedRule: Rule {
  static let info = RuleInfo(
    id: "handoff-repeated", severity: .note, subject: .payloads,
    summary: "A handoff says the same as an earlier one.",
    why: """
      The second one changes nothing, or, where there is a limit, doubles it. Often one of them was meant to have another \
      target, guard or trigger. Members of a parallel group are left out: they may be meant to run twice.
      """,
    accepted: desk(second: "expert"), rejected: desk(second: "faq"))

  private static func desk(second: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "desk", "entry": "triage",
      "agents": {"triage": {}, "faq": {"finishes": true}, "expert": {"finishes": true}},
      "handoffs": [{"from": "triage", "to": "faq"}, {"from": "triage", "to": "\(second)"}]
    }
    """
  }

  private struct Ends: Hashable {
    var from: AgentIndex
    var to: AgentIndex
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    // What each handoff says is spelled only where another one has the same ends, which few have.
    var firstOfEnds: [Ends: HandoffIndex] = [:]
    var groups: [Ends: [HandoffIndex]] = [:]
    for handoff in facts.system.handoffIndices {
      guard let from = facts.sender(of: handoff), let to = facts.receiver(of: handoff),
        facts.system[handoff].parallel == nil, !facts.traits(of: handoff).isUnknown
      else { continue }
      let ends = Ends(from: from, to: to)
      if let first = firstOfEnds[ends] {
        groups[ends, default: [first]].append(handoff)
      } else {
        firstOfEnds[ends] = handoff
      }
    }
    var earlier: [HandoffIndex: HandoffIndex] = [:]
    for group in groups.values {
      var first: [JSONValue: HandoffIndex] = [:]
      for handoff in group {
        let content = facts.system[handoff].content
        if let known = first[content] { earlier[handoff] = known } else { first[content] = handoff }
      }
    }
    return earlier.keys.sorted().compactMap { handoff in
      guard let first = earlier[handoff] else { return nil }
      return Observation(
        at: .handoff(handoff), "\(facts.quoted(handoff)) says the same as \(facts.quoted(first)).",
        remedy: "Remove one of them, or correct what was meant to differ.", agents: facts.ends(of: handoff),
        handoffs: [first, handoff])
    }
  }
}
