import HandoffContracts
import HandoffTraffic

struct StoreOwnershipRule: Rule {
  static let info = RuleInfo(
    id: "store-ownership", severity: .warning,
    summary: "Several agents write one store, and nothing says what becomes of the earlier value.",
    why: """
      A store that one agent writes can be understood from that agent. With several, each has to know what the others meant. \
      Where two of them can write at the same time, `store-race` says more.
      """,
    accepted: news(more: ""), rejected: news(more: #", "writes": ["notes"]"#))

  private static func news(more: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "news", "entry": "researcher",
      "stores": {"notes": {"layer": "shortTerm"}},
      "agents": {
        "researcher": {"writes": ["notes"]}, "writer": {"reads": ["notes"]\(more), "finishes": true}
      },
      "handoffs": [{"from": "researcher", "to": "writer"}]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.stores.compactMap { store in
      let use = store.use
      // Two that write at the same time are a race, and that is one mistake.
      guard use.writers.count > 1, use.store?.merge == nil, store.race?.otherWrites != true else {
        return nil
      }
      return Observation(
        at: .agent(use.writers[1]),
        "\(facts.list(use.writers)) write the store \(Wording.quoted(use.name)), and nothing says what becomes of what the"
          + " others wrote.",
        remedy: "Let one agent own it, or declare how the store merges (\"merge\").", agents: use.writers)
    }
  }
}
