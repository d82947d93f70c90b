import HandoffContracts
import HandoffSchema

extension ChecklistQuestion {
  /// What speaks for and against it.
  static let tasks = ChecklistQuestion(
    id: "tasks", question: "Is the goal decomposed into separately testable tasks?", rules: [],
    remedy: "Say of each agent what it is to do (task), what it takes (accepts) and what it gives (produces)."
  ) { evidence in
    guard !evidence.agents.isEmpty else { return (.no, "No agent is declared.") }
    let untested = evidence.agents.filter { $0.produces == nil }
    let unsaid = evidence.agents.filter { $0.task == nil }
    if !untested.isEmpty {
      return (.no, "No output to test is declared for \(ChecklistEvidence.names(untested)).")
    }
    if !unsaid.isEmpty {
      return (.cannotTell, "What \(ChecklistEvidence.names(unsaid)) has to do is not said.")
    }
    return (.yes, "Every agent has a task and a contract for its output.")
  }

  /// What speaks for and against it.
  static let graph = ChecklistQuestion(
    id: "graph", question: "Is the dependency graph defined?",
    rules: [
      "target-undeclared", "agent-unlinked", "agent-unreachable", "dead-end", "no-finish", "routing-gap",
    ],
    remedy: "Declare the entry and every handoff; give each agent a way in and a way on."
  ) { evidence in
    guard !evidence.system.entry.isEmpty else { return (.cannotTell, "Where a run begins is not declared.") }
    let unknown = evidence.system.handoffs.count { $0.evidence == .unknown }
    if unknown > 0 {
      return (.cannotTell, "\(Counted.text(unknown, "handoff")) with a target that nobody knows.")
    }
    if evidence.agents.count > 1, evidence.system.handoffs.isEmpty {
      return (.no, "There are several agents and no handoff.")
    }
    return (
      .yes,
      "\(evidence.system.handoffs.count) handoffs link the agents; each is reached and leads on or ends."
    )
  }

  /// What speaks for and against it.
  static let contracts = ChecklistQuestion(
    id: "contracts", question: "Is every output an explicit contract?",
    rules: [
      "contract-missing", "contract-unsatisfiable", "contract-vacuous", "handoff-incompatible",
      "handoff-undecided",
    ],
    remedy: "Give each agent a contract that says which members its output has, and hold consumers to it."
  ) { evidence in
    let without = evidence.agents.filter { evidence.contract(of: $0) == nil }
    guard without.isEmpty else {
      return (.no, "No contract describes the output of \(ChecklistEvidence.names(without)).")
    }
    return (
      .yes, "What every agent gives is described by a contract, \(evidence.system.contracts.count) in all."
    )
  }

  /// What speaks for and against it.
  static let sharedState = ChecklistQuestion(
    id: "state", question: "Is access to shared state defined for each agent?",
    rules: ["store-undeclared", "store-race", "store-stale-read", "store-ownership"],
    remedy:
      "Declare the stores, and which agents read and write each."
  ) { evidence in
    let users = evidence.agents.filter { !$0.reads.isEmpty || !$0.writes.isEmpty }
    guard !evidence.system.stores.isEmpty else {
      return users.isEmpty
        ? (.cannotTell, "No store is declared; whether the agents share anything is not said.")
        : (.no, "\(ChecklistEvidence.names(users)) read or write stores that are not declared.")
    }
    guard !users.isEmpty else {
      return (.no, "Stores are declared, and no agent says that it reads or writes one.")
    }
    let stores = Counted.text(evidence.system.stores.count, "store")
    return (.yes, "\(stores) declared; \(ChecklistEvidence.names(users)) say what they read and write.")
  }
}
