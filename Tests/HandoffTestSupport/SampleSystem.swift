package import HandoffContracts
import HandoffSchema

/// Declarations that several tests need.
package enum SampleSystem {
  /// A system of which every question is answered with yes.
  package static let complete: AgentSystem = {
    func contract(_ name: String, _ member: String, _ failure: String) -> Contract {
      var contract = Contract(
        name: name, version: "1.0.0",
        output: [
          "type": "object", "additionalProperties": false, "required": [.string(member)],
          "properties": .object(
            JSONObject([.init(key: member, value: ["type": "string", "minLength": 1, "maxLength": 200])])),
        ])
      contract.failures = [FailureOutput(kind: failure, description: "It could not be done.")]
      return contract
    }
    var researcher = Agent(name: "researcher")
    researcher.task = "Find sources."
    researcher.produces = "findings"
    researcher.accepts = .schema(["type": "object", "required": ["topic"]])
    researcher.writes = ["notes"]
    researcher.observes = true
    var writer = Agent(name: "writer")
    writer.task = "Write it up."
    writer.produces = "article"
    writer.accepts = .contract("findings")
    writer.reads = ["notes"]
    writer.observes = true
    writer.finishes = .yes
    return AgentSystem(
      name: "newsroom", entry: ["researcher"],
      contracts: [contract("findings", "text", "no_sources"), contract("article", "body", "too_thin")],
      agents: [researcher, writer, Agent(name: "editor", kind: .human)],
      handoffs: [
        Handoff(from: "researcher", to: "writer", pattern: .pipeline),
        Handoff(from: "researcher", to: "editor", trigger: .anyFailure),
        Handoff(from: "writer", to: "editor", trigger: .anyFailure),
      ], stores: [Store(name: "notes", layer: .shortTerm)])
  }()
}
