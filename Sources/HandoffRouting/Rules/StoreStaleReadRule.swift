import HandoffContracts
import HandoffTraffic

struct StoreStaleReadRule: Rule {
  static let info = RuleInfo(
    id: "store-stale-read", severity: .warning,
    summary: "An agent reads a store before any of the agents that write it can have done so.",
    why: """
      It finds the store empty, or with what an earlier run left. A store that no agent writes is filled from outside and is \
      not meant, nor is one of the layer `longTerm`, which is to remember earlier runs.
      """,
    accepted: news(first: "researcher"), rejected: news(first: "writer"))

  private static func news(first: String) -> String {
    let second = first == "writer" ? "researcher" : "writer"
    return """
      {
        "handoffSystem": 1, "name": "news", "entry": "\(first)",
        "stores": {"notes": {"layer": "shortTerm"}},
        "agents": {
          "researcher": {"writes": ["notes"], "finishes": true}, "writer": {"reads": ["notes"], "finishes": true}
        },
        "handoffs": [{"from": "\(first)", "to": "\(second)"}]
      }
      """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.stores.flatMap { store in
      let use = store.use
      return store.uninformed.map { reader in
        Observation(
          at: .agent(reader),
          "\(facts.quoted(reader)) reads the store \(Wording.quoted(use.name)), but no way leads to it from"
            + " \(facts.list(use.writers)), which write\(use.writers.count == 1 ? "s" : "") it.",
          remedy: "Let the work come to the reader behind a writer, or read something else.",
          agents: Set([reader] + use.writers).sorted())
      }
    }
  }
}
