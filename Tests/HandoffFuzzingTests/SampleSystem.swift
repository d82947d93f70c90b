import HandoffContracts
import HandoffSchema

/// A small system: a triage agent that hands seat requests over.
enum SampleSystem {
  /// What the triage agent sends.
  static let request: JSONValue = [
    "type": "object", "required": ["name", "seat"], "additionalProperties": false,
    "properties": [
      "name": ["type": "string", "minLength": 1, "maxLength": 40],
      "seat": ["type": "integer", "minimum": 1, "maximum": 60],
    ],
  ]

  static let seats: AgentSystem = {
    var triage = Agent(name: "triage")
    triage.produces = "request"
    var seats = Agent(name: "seats")
    seats.produces = "booking"
    seats.finishes = .yes
    return AgentSystem(
      name: "airline", entry: ["triage"],
      contracts: [
        Contract(
          name: "request", output: request,
          failures: [
            FailureOutput(
              kind: "no_flight",
              schema: [
                "type": "object", "required": ["flight"], "properties": ["flight": ["type": "string"]],
              ])
          ]),
        Contract(
          name: "booking",
          output: ["type": "object", "required": ["booked"], "properties": ["booked": ["type": "boolean"]]],
          failures: [FailureOutput(kind: "seat_taken")]),
      ],
      agents: [triage, seats], handoffs: [Handoff(from: "triage", to: "seats")])
  }()
}
