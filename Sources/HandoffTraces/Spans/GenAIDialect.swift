import HandoffSchema

/// The GenAI conventions of OpenTelemetry, as ADK, Strands, Pydantic AI, the Agent Framework and others write them.
enum GenAIDialect: SpanDialect {
  static let name = "genai"

  static let tools = ["gen_ai.tool.name"]
  static let arguments = [
    "gen_ai.tool.call.arguments", "gcp.vertex.agent.tool_call_args", "tool_arguments",
    "gen_ai.tool.arguments",
  ]
  static let results = [
    "gen_ai.tool.call.result", "gcp.vertex.agent.tool_response", "tool_response", "gen_ai.tool.result",
  ]
  private static let agents = ["gen_ai.agent.name", "agent_name", "gen_ai.agent.id"]
  private static let messages = [
    "gen_ai.output.messages", "gen_ai.completion", "gcp.vertex.agent.llm_response",
  ]
  /// Tools that Pydantic AI makes of output types: what runs inside takes over.
  private static let outputTools = ["final_result"]
  private static let containers = ["invoke_workflow", "invoke_graph", "invoke_swarm", "invoke_multiagent"]

  static func facts(of span: TraceSpan) -> [TraceFact]? {
    guard let operation = span.text(["gen_ai.operation.name"]) ?? operation(of: span.name) else { return nil }
    switch operation {
    case "invoke_agent": return [span.fact(.visit(visit(span)))]
    case "invoke_node":
      var visit = TraceFact.Visit(agent: rest(of: span.name), kind: .node)
      visit.failure = span.failure
      return [span.fact(.visit(visit))]
    case _ where containers.contains(operation):
      let name = span.text(["gen_ai.workflow.name", "gen_ai.agent.name"]) ?? rest(of: span.name)
      var visit = TraceFact.Visit(agent: name, kind: .container)
      visit.failure = span.failure
      visit.message = span.message
      return [span.fact(.visit(visit))]
    case "execute_tool": return [span.fact(.call(call(span)))]
    case "chat", "generate_content", "text_completion":
      let answer =
        span.value(messages) ?? span.eventValue("gen_ai.output.messages")
        ?? span.value(of: "message", inEvent: "gen_ai.choice")
      guard var said = ModelMessages.said(answer) else {
        return [span.fact(.other)]
      }
      said.isTyped = span.scope.hasPrefix("pydantic")
      return [span.fact(.said(said))]
    default: return [span.fact(.other)]
    }
  }

  /// The operation in a span's name, for emitters of an older convention.
  private static func operation(of name: String) -> String? {
    // What Pydantic's graphs write.
    if name.hasPrefix("run node ") { return "invoke_node" }
    if name.hasPrefix("run graph") { return "invoke_graph" }
    let word = String(name.prefix { $0 != " " })
    return ["invoke_agent", "execute_tool", "invoke_node", "agent_run"].contains(word)
      ? (word == "agent_run" ? "invoke_agent" : word) : nil
  }

  private static func rest(of name: String) -> String {
    for begin in ["run node ", "run graph "] where name.hasPrefix(begin) {
      return String(name.dropFirst(begin.count))
    }
    let parts = name.split(separator: " ", maxSplits: 1)
    return parts.count == 2 ? String(parts[1]) : name
  }

  private static func visit(_ span: TraceSpan) -> TraceFact.Visit {
    var visit = TraceFact.Visit(agent: span.text(agents) ?? rest(of: span.name))
    visit.failure = span.failure
    if let result = span.value(["final_result"]), result.objectValue != nil { visit.output = result }
    // Only what has a shape is what travels: a text is what was said.
    if visit.output == nil,
      let said = ModelMessages.said(span.value(messages) ?? span.eventValue("gen_ai.output.messages")),
      said.requests.isEmpty, let text = said.text
    {
      let value = RecordedPayload.value(of: text)
      if value.objectValue != nil { visit.output = value }
    }
    return visit
  }

  private static func call(_ span: TraceSpan) -> TraceFact.Call {
    var call = TraceFact.Call(name: span.text(tools) ?? rest(of: span.name))
    call.arguments = span.value(arguments) ?? span.value(of: "content", inEvent: "gen_ai.tool.message")
    call.result = (span.value(results) ?? span.value(of: "message", inEvent: "gen_ai.choice")).map(contents)
    call.failure = span.failure
    call.passesControl = isOutput(call.name)
    call.type = outputType(of: call.name)
    return call
  }

  /// What the only block of a list of content blocks holds, as Strands and MCP write results.
  private static func contents(_ result: JSONValue) -> JSONValue {
    guard let list = result.arrayValue, list.count == 1, let block = list[0].objectValue else {
      return result
    }
    let isBlock = block.allSatisfy { ["text", "json", "type"].contains($0.key) }
    guard isBlock, let content = block["json"] ?? block["text"].map(RecordedPayload.value(of:)) else {
      return result
    }
    return content
  }

  /// Whether a tool stands for an answer.
  static func isOutput(_ tool: String) -> Bool {
    outputTools.contains { tool == $0 || tool.hasPrefix($0 + "_") }
  }

  /// The type that the name of such a tool ends with.
  static func outputType(of tool: String) -> String? {
    for name in outputTools where tool.hasPrefix(name + "_") { return String(tool.dropFirst(name.count + 1)) }
    return nil
  }
}
