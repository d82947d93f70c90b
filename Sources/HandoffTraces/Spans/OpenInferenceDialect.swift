import HandoffSchema

/// Arize's OpenInference: `openinference.span.kind` with agents, tools, and tools named `handoff to X`.
enum OpenInferenceDialect: SpanDialect {
  static let name = "openinference"

  static func facts(of span: TraceSpan) -> [TraceFact]? {
    guard let kind = span.text(["openinference.span.kind"]) else { return nil }
    switch kind {
    case "AGENT": return [span.fact(.visit(visit(span)))]
    case "TOOL":
      if span.name == "handoff" || span.name.hasPrefix("handoff to ") {
        return [span.fact(.transfer(transfer(span)))]
      }
      return [span.fact(.call(call(span)))]
    case "LLM":
      guard let said = said(span) else { return [span.fact(.other)] }
      return [span.fact(.said(said))]
    default: return [span.fact(.other)]
    }
  }

  private static func visit(_ span: TraceSpan) -> TraceFact.Visit {
    let name = span.text(["agent.name", "graph.node.id", "graph.node.name"])
    // The run as a whole is an agent's span too, without a name of its own.
    var visit = TraceFact.Visit(agent: name ?? span.name, kind: name == nil ? .container : .agent)
    visit.failure = span.failure
    visit.message = span.message
    return visit
  }

  private static func transfer(_ span: TraceSpan) -> TraceFact.Transfer {
    let named = span.name.hasPrefix("handoff to ") ? String(span.name.dropFirst("handoff to ".count)) : nil
    var transfer = TraceFact.Transfer()
    transfer.from = span.text(["input.value"]).map(TraceFact.Party.agent) ?? .owner
    transfer.to = (span.text(["output.value"]) ?? named).map(TraceFact.Party.agent)
    if span.failed { transfer.error = span.message ?? "error" }
    return transfer
  }

  static func call(_ span: TraceSpan) -> TraceFact.Call {
    var call = TraceFact.Call(name: span.text(["tool.name", "tool_call.function.name"]) ?? span.name)
    call.arguments = span.value(["input.value", "tool_call.function.arguments"])
    call.result = span.value(["output.value"])
    call.failure = span.failure
    return call
  }

  private static func said(_ span: TraceSpan) -> TraceFact.Said? {
    var said = ModelMessages.said(span.value(["output.value"])) ?? TraceFact.Said()
    if said.requests.isEmpty { said.requests = flatRequests(span) }
    if said.text == nil { said.text = span.text(["llm.output_messages.0.message.content"]) }
    return said.text == nil && said.requests.isEmpty ? nil : said
  }

  /// Calls that are spread over numbered attributes.
  private static func flatRequests(_ span: TraceSpan) -> [TraceFact.Said.Request] {
    (0..<64).compactMap { number in
      let stem = "llm.output_messages.0.message.tool_calls.\(number).tool_call.function."
      guard let name = span.text([stem + "name"]) else { return nil }
      return TraceFact.Said.Request(name: name, arguments: span.value([stem + "arguments"]))
    }
  }
}
