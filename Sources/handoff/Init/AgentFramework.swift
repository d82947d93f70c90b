/// A framework that a project may use, by what gives it away, and how its agents become a manifest.
package struct AgentFramework: Sendable, Hashable {
  /// What an export needs: the format of `handoff import`, the file, and how to write it.
  package struct Export: Sendable, Hashable {
    /// A name of `handoff import`.
    package var format: String
    /// What is written and then imported.
    package var file: String
    /// How the user writes it, one line of what the framework offers.
    package var recipe: String
  }

  /// An exporter in Python that looks at the live object.
  package struct Exporter: Sendable, Hashable {
    /// The template that holds it, beside those that all exporters share.
    package var template: Template
    /// What this one needs besides.
    package var parts: [Template] = []
    /// What the user names: a variable.
    package var variable: String
    /// What that variable holds, a few words.
    package var object: String
  }

  package var name: String
  /// Its packages in Python, by their normalized names.
  package var pythonPackages: [String]
  /// Its modules in Python, as they are imported.
  package var pythonModules: [String]
  /// Its packages in package.json.
  package var nodePackages: [String] = []
  /// From Python; `nil` where the framework writes nothing that says who hands off to whom.
  package var pythonExport: Export?
  /// From JavaScript.
  package var nodeExport: Export?
  /// The exporter for its live objects in Python, which tells more than an export does.
  package var exporter: Exporter?
}

extension AgentFramework {
  /// All that are known; where a project uses several, the first is the one that decides what comes next.
  ///
  /// What connects agents to tools stands last: it is used beside the others.
  package static let all: [AgentFramework] = [
    AgentFramework(
      name: "LangGraph", pythonPackages: ["langgraph"], pythonModules: ["langgraph"],
      nodePackages: ["@langchain/langgraph"],
      pythonExport: Export(
        format: "langgraph-json", file: "graph.json",
        recipe: "json.dumps(graph.get_graph().to_json()) of your compiled graph"),
      nodeExport: Export(
        format: "langgraph-mermaid", file: "graph.mmd",
        recipe: "(await graph.getGraphAsync()).drawMermaid() of your compiled graph"),
      exporter: Exporter(
        template: .exportersHandoffExportLanggraphPy, parts: [.exportersHandoffExportLanggraphNodesPy],
        variable: "graph", object: "the compiled graph or its StateGraph")),
    AgentFramework(
      name: "OpenAI Agents SDK", pythonPackages: ["openai-agents"], pythonModules: ["agents"],
      nodePackages: ["@openai/agents"],
      pythonExport: Export(
        format: "openai-dot", file: "agents.dot",
        recipe: "draw_graph(agent).source of agents.extensions.visualization, for the agent that begins"),
      exporter: Exporter(
        template: .exportersHandoffExportOpenaiAgentsPy, variable: "agent", object: "the agent that begins")),
    AgentFramework(
      name: "AutoGen", pythonPackages: ["autogen-agentchat", "autogen-core"],
      pythonModules: ["autogen_agentchat", "autogen_core"],
      pythonExport: Export(
        format: "autogen", file: "team.json", recipe: "team.dump_component().model_dump_json() of your team"),
      exporter: Exporter(template: .exportersHandoffExportAutogenPy, variable: "team", object: "the team")),
    AgentFramework(
      name: "Agent Framework", pythonPackages: ["agent-framework", "agent-framework-core"],
      pythonModules: ["agent_framework"],
      pythonExport: Export(
        format: "agent-framework", file: "workflow.json",
        recipe: "json.dumps(workflow.to_dict()) of your workflow"),
      exporter: Exporter(
        template: .exportersHandoffExportAgentFrameworkPy, variable: "workflow", object: "the workflow")),
    AgentFramework(
      name: "ADK", pythonPackages: ["google-adk"], pythonModules: ["google.adk"],
      nodePackages: ["@google/adk"],
      pythonExport: Export(
        format: "adk", file: "agents.json", recipe: "your agent tree or workflow as JSON"),
      exporter: Exporter(
        template: .exportersHandoffExportGoogleAdkPy, variable: "root_agent",
        object: "the root agent or the workflow")),
    AgentFramework(
      name: "LlamaIndex", pythonPackages: ["llama-index", "llama-index-core", "llama-index-workflows"],
      pythonModules: ["llama_index", "workflows"], nodePackages: ["llamaindex", "@llamaindex/workflow"],
      pythonExport: Export(
        format: "llama-index", file: "workflow.json",
        recipe: "get_workflow_representation(workflow) of your workflow, as JSON"),
      exporter: Exporter(
        template: .exportersHandoffExportLlamaIndexPy, variable: "workflow", object: "the workflow")),
    AgentFramework(
      name: "CrewAI", pythonPackages: ["crewai"], pythonModules: ["crewai"],
      exporter: Exporter(
        template: .exportersHandoffExportCrewaiPy, variable: "crew", object: "the crew or the flow")),
    AgentFramework(
      name: "Strands", pythonPackages: ["strands-agents"], pythonModules: ["strands"],
      nodePackages: ["@strands-agents/sdk"],
      exporter: Exporter(
        template: .exportersHandoffExportStrandsPy, variable: "graph",
        object: "the graph, the swarm or the agent")),
    AgentFramework(
      name: "Pydantic AI", pythonPackages: ["pydantic-ai", "pydantic-ai-slim"],
      pythonModules: ["pydantic_ai"],
      exporter: Exporter(
        template: .exportersHandoffExportPydanticAiPy, variable: "agents",
        object: "an agent, a list of agents or a graph")),
    AgentFramework(
      name: "Agent Spec", pythonPackages: ["pyagentspec"], pythonModules: ["pyagentspec"],
      pythonExport: Export(
        format: "agent-spec", file: "component.json",
        recipe: "AgentSpecSerializer().to_json(component) of your component"),
      exporter: Exporter(
        template: .exportersHandoffExportAgentSpecPy, variable: "component",
        object: "the swarm, the flow or the agent")),
    AgentFramework(
      name: "A2A", pythonPackages: ["a2a-sdk"], pythonModules: ["a2a"], nodePackages: ["@a2a-js/sdk"],
      pythonExport: .cards, nodeExport: .cards,
      exporter: Exporter(
        template: .exportersHandoffExportA2aPy, variable: "cards", object: "a card or a list of cards")),
    AgentFramework(
      name: "MCP", pythonPackages: ["mcp", "fastmcp"], pythonModules: ["mcp", "fastmcp"],
      nodePackages: ["@modelcontextprotocol/sdk"], pythonExport: .tools, nodeExport: .tools,
      exporter: Exporter(
        template: .exportersHandoffExportMcpPy, variable: "server", object: "the server or a list of servers")
    ),
  ]
}

extension AgentFramework.Export {
  fileprivate static let cards = Self(
    format: "a2a", file: "card.json",
    recipe: "an agent's card, as /.well-known/agent-card.json serves it; several agents, several files")
  fileprivate static let tools = Self(
    format: "mcp", file: "tools.json", recipe: "the answer of your server to tools/list")
}
