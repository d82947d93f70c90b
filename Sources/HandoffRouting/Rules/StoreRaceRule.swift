import HandoffContracts
import HandoffTraffic

struct StoreRaceRule: Rule {
  static let info = RuleInfo(
    id: "store-race", severity: .warning,
    summary: "Two agents that can work at the same time use one store, and one of them writes it.",
    why: """
      Which of them comes first is not decided: of two writers the last one wins, and a reader gets the old value or the new \
      one. Agents work at the same time where they stand on different branches of a parallel group that one payload takes, up \
      to where those join.
      """,
    accepted: report(merge: #", "merge": "append""#), rejected: report(merge: ""))

  private static func report(merge: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "report", "entry": "lead",
      "stores": {"notes": {"layer": "active"\(merge)}},
      "agents": {
        "lead": {}, "market": {"writes": ["notes"]}, "legal": {"writes": ["notes"]},
        "merge": {"join": "all", "finishes": true}
      },
      "handoffs": [
        {"from": "lead", "to": "market", "parallel": "team"}, {"from": "lead", "to": "legal", "parallel": "team"},
        {"from": "market", "to": "merge"}, {"from": "legal", "to": "merge"}
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.stores.compactMap { store in
      store.race.map { observation(of: store.use, $0, facts) }
    }
  }

  private static func observation(of use: StoreUse, _ race: StoreFacts.Race, _ facts: RoutingFacts)
    -> Observation
  {
    let (writer, other) = (facts.quoted(race.writer), facts.quoted(race.other))
    let store = Wording.quoted(use.name)
    let message =
      race.otherWrites
      ? "\(writer) and \(other) can work at the same time, and both write \(store): what the first one wrote is lost."
      : "\(writer) writes \(store) while \(other) can read it: if \(other) comes first, it reads what was there before."
    return Observation(
      at: .agent(max(race.writer, race.other)), message,
      remedy:
        "Let one agent write it behind the join, give each a store of its own, or say how the store merges"
        + " (\"merge\": \"append\" or \"reject\").",
      agents: [race.writer, race.other].sorted(), handoffs: race.handoffs.sorted())
  }
}
