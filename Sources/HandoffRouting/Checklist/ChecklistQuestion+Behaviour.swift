import HandoffContracts

extension ChecklistQuestion {
  /// What speaks for and against it.
  static let failures = ChecklistQuestion(
    id: "failures", question: "Has each handoff a failure output and a response to it?",
    rules: [
      "failure-undeclared", "failure-unrouted", "failure-route-unreachable", "failure-trap",
      "failure-ambiguous",
      "failure-as-success", "limit-unrouted",
    ],
    remedy: "Declare how each agent fails, and a handoff that answers each failure."
  ) { evidence in
    let promised = evidence.agents.compactMap { evidence.contract(of: $0) }
    guard promised.count == evidence.agents.count, !promised.isEmpty else {
      return (.no, "Agents without a contract declare no failures.")
    }
    let count = promised.reduce(0) { $0 + $1.failures.count }
    return count > 0
      ? (.yes, "Every declared failure is answered, \(count) in all.") : (.no, "No failure is declared.")
  }

  /// What speaks for and against it.
  static let observability = ChecklistQuestion(
    id: "observability", question: "Is step-level observability in scope?", rules: [],
    remedy:
      "Set \"observes\": true on the agents whose steps are recorded, for example with a HandoffRecorder."
  ) { evidence in
    let blind = evidence.agents.filter { !$0.observes }
    if evidence.agents.isEmpty { return (.no, "No agent is declared.") }
    if blind.isEmpty { return (.yes, "The steps of every agent are recorded.") }
    if blind.count == evidence.agents.count {
      return (.cannotTell, "No agent says whether its steps are recorded.")
    }
    return (.no, "The steps of \(ChecklistEvidence.names(blind)) are not recorded.")
  }

  /// What speaks for and against it.
  static let escalation = ChecklistQuestion(
    id: "escalation", question: "Is escalation to a human defined?",
    rules: ["escalation-missing", "escalation-unreachable"],
    remedy:
      "Declare a human and the handoffs that reach them; \"escalation\": \"required\" holds every failure to it."
  ) { evidence in
    let people = evidence.system.agents.filter { $0.kind == .human }
    guard !people.isEmpty else { return (.no, "No human is declared.") }
    return (.yes, "Work can reach \(ChecklistEvidence.names(people)).")
  }

  /// What speaks for and against it.
  static let pattern = ChecklistQuestion(
    id: "pattern", question: "Is the simplest coordination pattern used?",
    rules: [
      "simpler-pattern", "pattern-mismatch", "loop-trap", "loop-certain", "loop-unbounded", "loop-undecided",
    ],
    remedy:
      "Name the pattern of each handoff, bound the loops, and take a line or a star where that is all there is."
  ) { evidence in
    let unnamed = evidence.system.handoffs.count { $0.pattern == nil && $0.trigger == .output }
    if evidence.system.handoffs.isEmpty { return (.yes, "Nothing is coordinated.") }
    guard unnamed == 0 else {
      return (
        .cannotTell, "The pattern of \(unnamed) of \(evidence.system.handoffs.count) handoffs is not named."
      )
    }
    return (.yes, "Every handoff keeps the pattern that it names, and no simpler one would do.")
  }
}
