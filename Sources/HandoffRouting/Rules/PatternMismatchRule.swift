import HandoffContracts

struct PatternMismatchRule: Rule {
  static let info = RuleInfo(
    id: "pattern-mismatch", severity: .warning,
    summary: "The handoffs do not have the shape that their pattern promises.",
    why: """
      A pattern is a promise to whoever reads the system. Under a supervisor each worker gives control back and hands on to \
      nobody outside; a pipeline is a line, with one way in and one way out of each stage and none back; among peers work \
      goes round only where a guard, a condition or a limit decides about it. Whether delegation is bounded is told by the \
      rules about loops, and whether a pipeline drops what is needed by `field-lost`.
      """,
    accepted: news(#"{"from": "writer", "to": "printer", "pattern": "pipeline"}"#),
    rejected: news(#"{"from": "researcher", "to": "printer", "pattern": "pipeline"}"#))

  private static func news(_ handoff: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "news", "entry": "researcher",
      "agents": {"researcher": {}, "writer": {"finishes": true}, "printer": {"finishes": true}},
      "handoffs": [{"from": "researcher", "to": "writer", "pattern": "pipeline"}, \(handoff)]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.patternBreaches.map { breach in
      let (message, remedy) = words(of: breach, facts)
      return Observation(
        at: breach.promise == .line ? .agent(breach.agents[0]) : .handoff(breach.handoffs[0]), message,
        remedy: remedy, agents: breach.agents, handoffs: breach.handoffs)
    }
  }

  private static func words(
    of breach: PatternBreach, _ facts: RoutingFacts
  ) -> (message: String, remedy: String) {
    let first = breach.handoffs[0]
    let (caller, worker) = (facts.quotedSender(of: first), facts.quotedReceiver(of: first))
    let others = Wording.list(
      breach.handoffs.dropFirst().prefix(4).map { facts.quoted($0) }, of: breach.handoffs.count - 1)
    switch breach.promise {
    case .workerReturns:
      return (
        "\(facts.quoted(first)) is a supervisor's handoff, but control never comes back from \(worker) to \(caller).",
        "Let \(worker) leave its output to \(caller), or give the handoff another pattern."
      )
    case .workerStays:
      return (
        """
        \(worker) works for the supervisor \(caller), but may hand its work on by \(others), from where control does not come \
        back.
        """,
        "Let \(caller) delegate that work itself, let it return, or give the handoffs another pattern."
      )
    case .line:
      return (
        """
        The pipeline is no line at \(facts.list(breach.agents)): \
        \(Wording.list(breach.handoffs.prefix(4).map { facts.quoted($0) }, of: breach.handoffs.count)).
        """,
        "Keep one way in and one way out of each stage, or give the handoffs that branch another pattern."
      )
    case .guardedPeers:
      return (
        """
        The peers \(facts.list(breach.agents)) may hand work round among them, and no guard, condition or limit decides about it.
        """,
        "Say with a guard when each hands on, or limit a handoff on the way round."
      )
    }
  }
}
