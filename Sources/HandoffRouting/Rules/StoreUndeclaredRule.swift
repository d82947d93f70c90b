import HandoffContracts

struct StoreUndeclaredRule: Rule {
  static let info = RuleInfo(
    id: "store-undeclared", severity: .error,
    summary: "An agent reads or writes a store that is not declared.",
    why: """
      What agents share is as much a part of a handoff as what they send. A name that nobody declares may be a slip, and two \
      agents that mean the same store then use two.
      """,
    accepted: news(stores: #""stores": {"notes": {"layer": "shortTerm"}}, "#), rejected: news(stores: ""))

  private static func news(stores: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "news", "entry": "researcher", \(stores)
      "agents": {"researcher": {"writes": ["notes"]}, "writer": {"reads": ["notes"], "finishes": true}},
      "handoffs": [{"from": "researcher", "to": "writer"}]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.stores.map(\.use).filter { $0.store == nil }.compactMap { use in
      let agents = Set(use.readers + use.writers).sorted()
      guard let first = agents.first else { return nil }
      return Observation(
        at: .agent(first),
        "The store \(Wording.quoted(use.name)) that \(facts.list(agents)) use\(agents.count == 1 ? "s" : "") is not declared.",
        remedy: "Declare it among \(facts.spelled(.stores)), with how long it remembers.", agents: agents)
    }
  }
}
