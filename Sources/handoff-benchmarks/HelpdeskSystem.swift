import HandoffContracts
import HandoffSchema

/// A small system with one handoff, for what a case costs beyond its payload.
enum HelpdeskSystem {
  /// The handoff's name.
  static let handoff = "triage->solver"

  /// What travels.
  static let ticket: JSONValue = [
    "type": "object", "required": ["title", "seat", "items"], "additionalProperties": false,
    "properties": [
      "title": ["type": "string", "minLength": 1, "maxLength": 40],
      "seat": ["type": "integer", "minimum": 1, "maximum": 60],
      "priority": ["type": "integer", "minimum": 1, "maximum": 5],
      "items": [
        "type": "array", "maxItems": 3, "items": ["type": "string", "minLength": 1, "maxLength": 10],
      ],
    ],
  ]

  /// The declaration.
  static let system: AgentSystem = {
    var triage = Agent(name: "triage")
    triage.produces = "ticket"
    var solver = Agent(name: "solver")
    solver.finishes = .yes
    return AgentSystem(
      name: "helpdesk", entry: ["triage"],
      contracts: [Contract(name: "ticket", output: ticket, failures: [FailureOutput(kind: "spam")])],
      agents: [triage, solver], handoffs: [Handoff(from: "triage", to: "solver")])
  }()
}
