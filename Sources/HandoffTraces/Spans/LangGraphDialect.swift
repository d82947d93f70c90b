import HandoffSchema

/// LangGraph's nodes, in the metadata that it gives to every span: with OpenInference and with LangSmith alike.
enum LangGraphDialect: SpanDialect {
  static let name = "langgraph"

  /// Nodes that are none of the graph's own.
  private static let machinery = ["__start__", "__end__"]

  static func facts(of span: TraceSpan) -> [TraceFact]? {
    guard
      let metadata = span.value(["metadata", "langsmith.metadata", "traceloop.association.properties"])?
        .objectValue
    else { return nil }
    return facts(
      of: span, metadata,
      kind: span.text(["openinference.span.kind", "langsmith.span.kind", "traceloop.span.kind"]))
  }

  /// What a span with this metadata says; `nil` where no node of a graph is meant.
  static func facts(of span: TraceSpan, _ metadata: JSONObject, kind: String?) -> [TraceFact]? {
    guard let node = metadata["langgraph_node"]?.stringValue else { return nil }
    switch kind?.lowercased() {
    case "tool": return [span.fact(.call(call(span, metadata)))]
    case "llm", "chat_model":
      let said = ModelMessages.said(span.value(["output.value", "outputs"]))
      return [span.fact(said.map(TraceFact.Content.said) ?? .other)]
    default: break
    }
    guard span.name == node, !machinery.contains(where: { $0.hasSameCodePoints(as: node) }) else {
      return [span.fact(.other)]
    }
    var visit = TraceFact.Visit(agent: node, kind: .node)
    visit.step = metadata["langgraph_step"]?.intValue
    visit.failure = span.failure
    var facts = [span.fact(.visit(visit))]
    // The calls that a node of tools got: arguments that are empty are only written down here.
    if let requests = requests(span.value(["input.value", "inputs"])), !requests.isEmpty {
      facts.append(span.fact(.said(TraceFact.Said(text: nil, requests: requests))))
    }
    return facts
  }

  private static func call(_ span: TraceSpan, _ metadata: JSONObject) -> TraceFact.Call {
    var call = OpenInferenceDialect.call(span)
    call.arguments = call.arguments ?? span.value(["inputs"])
    call.result = call.result ?? span.value(["outputs"])
    call.destination = metadata["__handoff_destination"]?.stringValue
    let command = call.result?["output"] ?? call.result
    if call.destination == nil, let graph = command?["graph"], graph == "__parent__" {
      call.destination = command?["goto"]?.stringValue
    }
    return call
  }

  private static func requests(_ value: JSONValue?) -> [TraceFact.Said.Request]? {
    let list = value?.arrayValue ?? value?["tool_call"].map { [$0] } ?? value?["input"]?.arrayValue
    return list?.compactMap { $0.objectValue.flatMap(ModelMessages.request) }
  }
}
