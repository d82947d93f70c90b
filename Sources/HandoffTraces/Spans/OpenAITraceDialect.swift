import HandoffContracts
import HandoffSchema

/// Traces that the OpenAI Agents SDK exports: objects `trace` and `trace.span`.
enum OpenAITraceDialect: SpanDialect {
  static let name = "openai"

  /// Where the data of a span are put among the attributes.
  private static let data = "openai.span_data"

  /// Whether an object is one of this export.
  static func isOne(_ object: JSONObject) -> Bool {
    object["object"] == "trace" || object["object"] == "trace.span"
  }

  /// The span in an exported object; `nil` for a trace as a whole, and for what names no span.
  static func span(_ object: JSONObject, at location: SourceLocation?) -> TraceSpan? {
    guard object["object"] == "trace.span", let id = object["id"]?.stringValue,
      let trace = object["trace_id"]?.stringValue
    else { return nil }
    var span = TraceSpan(
      trace: trace, span: id, parent: object["parent_id"]?.stringValue ?? "",
      name: object["span_data"]?["name"]?.stringValue ?? "",
      start: TraceTime.nanoseconds(object["started_at"]) ?? 0,
      end: TraceTime.nanoseconds(object["ended_at"]) ?? 0, location: location)
    span.attributes[data] = object["span_data"]
    if let error = object["error"], error != .null {
      span.failed = true
      span.message = error["message"]?.stringValue
      span.attributes["openai.error"] = error
    }
    return span
  }

  static func facts(of span: TraceSpan) -> [TraceFact]? {
    guard let data = span.attributes[data]?.objectValue else { return nil }
    switch data["type"]?.stringValue {
    case "agent"?:
      var visit = TraceFact.Visit(agent: data["name"]?.stringValue ?? span.name)
      visit.failure = span.failure
      return [span.fact(.visit(visit))]
    case "handoff"?: return [span.fact(.transfer(transfer(span, data)))]
    case "function"?:
      var call = TraceFact.Call(name: data["name"]?.stringValue ?? span.name)
      call.arguments = data["input"].map(RecordedPayload.value(of:))
      call.result = data["output"].map(RecordedPayload.value(of:))
      call.failure = span.failure
      return [span.fact(.call(call))]
    case "generation"?, "response"?:
      let said = ModelMessages.said(data["output"] ?? data["response"])
      return [span.fact(said.map(TraceFact.Content.said) ?? .other)]
    default: return [span.fact(.other)]
    }
  }

  private static func transfer(_ span: TraceSpan, _ data: JSONObject) -> TraceFact.Transfer {
    var transfer = TraceFact.Transfer()
    transfer.from = data["from_agent"]?.stringValue.map(TraceFact.Party.agent) ?? .owner
    transfer.to = data["to_agent"]?.stringValue.map(TraceFact.Party.agent)
    if span.failed { transfer.error = span.message ?? "error" }
    let asked = span.attributes["openai.error"]?["data"]?["requested_agents"]?.arrayValue ?? []
    transfer.dropped = asked.compactMap(\.stringValue).filter { name in
      data["to_agent"]?.stringValue.map { !$0.hasSameCodePoints(as: name) } ?? true
    }
    return transfer
  }
}
