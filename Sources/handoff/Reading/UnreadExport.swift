/// A file that a framework writes, but from which no system can be read: what to take in its place.
enum UnreadExport: CaseIterable {
  /// The Open Agent Specification as YAML.
  case agentSpecYAML
  /// A crew or a flow of CrewAI as YAML or as a dictionary.
  case crewAI
  /// A declarative workflow of Agent Framework as YAML.
  case agentFrameworkYAML
  /// A drawing of an Agent Framework workflow.
  case agentFrameworkDrawing
  /// A drawing of ADK.
  case adkDrawing
  /// The state of a Strands run.
  case strandsState

  /// Looks at the beginning of a file.
  init?(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    guard let kind = Self.allCases.first(where: { $0.marks.allSatisfy(text.contains) }) else { return nil }
    self = kind
  }

  /// What stands in such a file, all of it.
  private var marks: [String] {
    switch self {
    case .agentSpecYAML: ["component_type: ", "agentspec_version: "]
    case .crewAI: ["crewai.flow/"]
    case .agentFrameworkYAML: ["kind: Workflow", "actions:"]
    case .agentFrameworkDrawing: ["digraph Workflow", "(Start)"]
    case .adkDrawing: ["strict digraph", "cluster_"]
    case .strandsState: ["\"execution_order\"", "\"next_nodes_to_execute\""]
    }
  }

  /// What it is, and what tells more.
  var reason: String {
    let exporter = "python3 -m handoff_export my_module"
    return switch self {
    case .agentSpecYAML:
      "this is Agent Spec as YAML; write the component as JSON (AgentSpecSerializer().to_json), or let \(exporter):component look at the live object"
    case .crewAI: "this is a flow of CrewAI as YAML; let \(exporter):flow look at the live object"
    case .agentFrameworkYAML:
      "this is a workflow of Agent Framework as YAML, which is a program; let \(exporter):workflow look at the live object"
    case .agentFrameworkDrawing:
      "this is a drawing of Agent Framework, which loses the conditions; import json.dumps(workflow.to_dict()) in its place"
    case .adkDrawing:
      "this is a drawing of ADK, which loses the limits; import its JSON, or let \(exporter):root_agent look at the live object"
    case .strandsState:
      "this is the state of a run of Strands, which has no edges; let \(exporter):graph look at the live object"
    }
  }
}
