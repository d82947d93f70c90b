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
    guard facts.knowsWhatIsReached else { return [] }
    let branches = ParallelBranches(facts)
    return StoreUse.all(in: facts.system).flatMap { use -> [Observation] in
      guard !use.writers.isEmpty, use.store?.layer != .longTerm else { return [] }
      let informed = reached(from: use.writers, facts)
      return use.readers.filter { reader in
        // An agent that writes what it reads looks for its own last value.
        // A reader beside a writer is a race, and that is one mistake.
        facts.isKnownToBeReached(reader) && !informed.contains(reader) && !use.writers.contains(reader)
          && !use.writers.contains { branches.separate($0, reader) != nil }
      }.map { reader in
        Observation(
          at: .agent(reader),
          "\(facts.quoted(reader)) reads the store \(Wording.quoted(use.name)), but no way leads to it from"
            + " \(facts.list(use.writers)), which write\(use.writers.count == 1 ? "s" : "") it.",
          remedy: "Let the work come to the reader behind a writer, or read something else.",
          agents: Set([reader] + use.writers).sorted())
      }
    }
  }

  /// The agents that work can come to after some others have worked; with control, it also comes back.
  private static func reached(from starts: [AgentIndex], _ facts: RoutingFacts) -> Set<AgentIndex> {
    var found: Set<AgentIndex> = []
    var open = starts.flatMap { next(to: $0, facts) }
    while let agent = open.popLast() {
      guard found.insert(agent).inserted else { continue }
      open += next(to: agent, facts)
    }
    return found
  }

  private static func next(to agent: AgentIndex, _ facts: RoutingFacts) -> [AgentIndex] {
    facts.index.handoffs(from: agent).compactMap { facts.receiver(of: $0) }
      + facts.index.handoffs(to: agent).filter { facts.system[$0].givesControlBack }.compactMap {
        facts.sender(of: $0)
      }
  }
}
