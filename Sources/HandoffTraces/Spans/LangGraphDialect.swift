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
      ?? root(span, metadata)
  }

  /// What the span of a run as a whole says: how it ended, and a person's answer with which it was taken up again.
  static func root(_ span: TraceSpan, _ metadata: JSONObject) -> [TraceFact]? {
    guard span.parent.isEmpty, metadata["ls_integration"]?.stringValue != nil || span.name == "LangGraph"
    else { return nil }
    var facts: [TraceFact] = []
    if let failure = span.failure {
      facts.append(span.fact(.ended(failure: failure, message: firstLine(span.message))))
    }
    let input = span.value(["input.value", "inputs"])
    if let answer = input?["resume"], answer != .null, input?["goto"] != nil {
      facts.append(
        span.fact(
          .transfer(TraceFact.Transfer(from: .human, to: .next, payload: answer, evidence: .inferred))))
    }
    return facts.isEmpty ? nil : facts
  }

  private static func firstLine(_ text: String?) -> String? {
    text?.split(whereSeparator: \.isNewline).first?.split(separator: "Traceback (").first.map { String($0) }
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
    // A piece of work is named after its node; attempts at it share that.
    if let task = metadata["langgraph_checkpoint_ns"]?.stringValue,
      let last = task.split(separator: "|").last,
      last.hasPrefix(node + ":")
    {
      visit.task = task
    }
    if span.events.contains(where: { isQuestion($0.attributes["exception.type"]?.stringValue) })
      || span.isInterrupted
    {
      visit.failure = nil
      visit.asks = true
    }
    var facts = [span.fact(.visit(visit))]
    // The calls that a node of tools got: arguments that are empty are only written down here.
    if let requests = requests(span.value(["input.value", "inputs"])), !requests.isEmpty {
      facts.append(span.fact(.said(TraceFact.Said(text: nil, requests: requests))))
    }
    return facts
  }

  /// Whether an exception only stops a run until a person has answered.
  private static func isQuestion(_ type: String?) -> Bool {
    guard let name = type?.split(separator: ".").last else { return false }
    return name == "GraphInterrupt" || name == "NodeInterrupt"
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
