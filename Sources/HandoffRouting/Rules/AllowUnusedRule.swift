import HandoffContracts

struct AllowUnusedRule: Rule {
  static let info = RuleInfo(
    id: "allow-unused", severity: .warning,
    summary: "An `allow` entry matches no finding.",
    why: "What it accepted is gone, or its names are wrong; left alone it would one day hide something new.",
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {"finishes": true}},
        "handoffs": [],
        "allow": [{"rule": "contract-missing", "at": "researcher", "because": "a prototype"}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {"finishes": true}},
        "handoffs": [],
        "allow": [{"rule": "dead-end", "at": "researcher", "because": "a prototype"}]
      }
      """)

  /// Nothing: the audit itself reports these, when every other rule has spoken.
  static func check(_ facts: RoutingFacts) -> [Observation] { [] }

  /// What the audit reports of an entry that matched nothing; `isRule` says whether there is a rule of its id.
  static func observation(of position: Int, in system: AgentSystem, isRule: Bool) -> Observation {
    let allowance = system.allowances[position]
    let scope = allowance.at.map { " at \(Wording.quoted($0))" } ?? ""
    let entry = "The allow entry for \(Wording.quoted(allowance.rule))\(scope)"
    guard isRule else {
      return Observation(
        at: .allowance(position), "\(entry) names a rule that does not exist.",
        remedy: "Name one of the rules that `handoff rules` lists.")
    }
    return Observation(
      at: .allowance(position), "\(entry) matches no finding.",
      remedy: "Remove it, or correct its \(Term.allowanceNames.spelled(in: system.language)).")
  }
}
