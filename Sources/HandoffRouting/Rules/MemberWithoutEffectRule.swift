import HandoffContracts

struct MemberWithoutEffectRule: Rule {
  static let info = RuleInfo(
    id: "member-without-effect", severity: .note,
    summary: "The declaration says what this version neither audits nor checks.",
    why: """
      Such members are read, kept and written again, and their form is checked; no rule and no command draws a conclusion \
      from them yet. Nobody should take silence about them for a proof. It is told once for a system.
      """,
    accepted: system(members: ""), rejected: system(members: #""tools": ["search"], "#))

  private static func system(members: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "news", "entry": "writer",
      "agents": {"writer": {\(members)"finishes": true}},
      "handoffs": []
    }
    """
  }

  /// What no rule and no command reads; whoever gives a member its effect takes it out of here.
  private static let members: [(term: Term, isDeclared: @Sendable (Agent) -> Bool)] = [
    (.tools, { !$0.tools.isEmpty })
  ]

  static func check(_ facts: RoutingFacts) -> [Observation] {
    var found: [String] = []
    var first: AgentIndex?
    for member in members {
      guard let agent = facts.system.agentIndices.first(where: { member.isDeclared(facts.system[$0]) }) else {
        continue
      }
      first = min(first ?? agent, agent)
      found.append("\(facts.spelled(member.term)) (\(facts.quoted(agent)))")
    }
    guard !found.isEmpty else { return [] }
    return [
      Observation(
        at: first.map { .agent($0) } ?? .system,
        "\(Wording.list(found)) \(found.count == 1 ? "has" : "have") no effect in this version: nothing is concluded from"
          + " \(found.count == 1 ? "it" : "them").",
        remedy: "Keep what is true of the system, and do not rely on it; nothing needs to be changed.",
        agents: [first].compactMap(\.self))
    ]
  }
}
