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

  static func check(_ facts: RoutingFacts) -> [Observation] {
    // What each handoff says is spelled only where another one has the same ends, which few have.
    var groups: [[HandoffIndex]] = []
    for agent in facts.system.agentIndices {
      var leaving: [(target: AgentIndex, handoff: HandoffIndex)] = []
      for handoff in facts.index.handoffs(from: agent) {
        if let target = facts.receiver(of: handoff) { leaving.append((target, handoff)) }
      }
      guard leaving.count > 1 else { continue }
      leaving.sort { ($0.target, $0.handoff) < ($1.target, $1.handoff) }
      for same in leaving.split(whereNeighbours: { $0.target != $1.target }) where same.count > 1 {
        let alike = same.map(\.handoff).filter {
          facts.system[$0].parallel == nil && !facts.traits(of: $0).isUnknown
        }
        // Most of the same ends are two, and answer different outcomes.
        if let first = alike.first, let last = alike.last, alike.count <= 2,
          facts.system[first].trigger != facts.system[last].trigger
        {
          continue
        }
        groups += Dictionary(grouping: alike) { facts.system[$0].trigger }.values.filter { $0.count > 1 }
      }
    }
    var earlier: [HandoffIndex: HandoffIndex] = [:]
    for group in groups {
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

extension Array {
  /// The runs of elements between neighbours that a condition parts.
  fileprivate func split(whereNeighbours isParted: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices.dropFirst() where isParted(self[index - 1], self[index]) {
      runs.append(self[start..<index])
      start = index
    }
    if start < endIndex { runs.append(self[start...]) }
    return runs
  }
}
