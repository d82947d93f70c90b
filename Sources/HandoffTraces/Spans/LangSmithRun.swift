import HandoffContracts
import HandoffSchema

/// Runs as LangSmith exports them: `id`, `trace_id`, `parent_run_id`, `run_type`, `inputs`, `outputs`, `extra.metadata`.
enum LangSmithRun {
  static let name = "langsmith"

  /// Whether an object is such a run.
  static func isOne(_ object: JSONObject) -> Bool {
    object["run_type"]?.stringValue != nil && object["id"]?.stringValue != nil
  }

  /// What a run says.
  static func facts(_ object: JSONObject, at location: SourceLocation?) -> (
    trace: String, facts: [TraceFact]
  )? {
    guard let id = object["id"]?.stringValue, let kind = object["run_type"]?.stringValue else { return nil }
    let trace = object["trace_id"]?.stringValue ?? object["session_id"]?.stringValue ?? id
    var span = TraceSpan(
      trace: trace, span: id, parent: object["parent_run_id"]?.stringValue ?? "",
      name: object["name"]?.stringValue ?? "", start: TraceTime.nanoseconds(object["start_time"]) ?? 0,
      end: TraceTime.nanoseconds(object["end_time"]) ?? 0, location: location)
    span.attributes["inputs"] = object["inputs"]
    span.attributes["outputs"] = object["outputs"]
    if let error = object["error"]?.stringValue, !error.isEmpty {
      // A command to the graph above is thrown, and no failure.
      span.failed =
        !error.hasPrefix("ParentCommand") && !error.hasPrefix("GraphInterrupt")
        && !error.hasPrefix("NodeInterrupt")
      span.message = error
      span.isInterrupted = error.hasPrefix("GraphInterrupt") || error.hasPrefix("NodeInterrupt")
    }
    let metadata = (object["extra"]?["metadata"] ?? object["metadata"])?.objectValue ?? [:]
    if let facts = LangGraphDialect.facts(of: span, metadata, kind: kind) { return (trace, facts) }
    if kind == "chain", let facts = LangGraphDialect.root(span, metadata) { return (trace, facts) }
    switch kind {
    case "tool":
      var call = TraceFact.Call(name: span.name)
      call.arguments = (object["inputs"]?["input"] ?? object["inputs"]).map(RecordedPayload.value(of:))
      call.result = (object["outputs"]?["output"] ?? object["outputs"]).map(RecordedPayload.value(of:))
      call.failure = span.failure
      call.destination = metadata["__handoff_destination"]?.stringValue
      return (trace, [span.fact(.call(call))])
    case "llm":
      let said = ModelMessages.said(object["outputs"])
      return (trace, [span.fact(said.map(TraceFact.Content.said) ?? .other)])
    default:
      guard let agent = metadata["lc_agent_name"]?.stringValue, agent.hasSameCodePoints(as: span.name) else {
        return (trace, [span.fact(.other)])
      }
      var visit = TraceFact.Visit(agent: agent)
      visit.failure = span.failure
      return (trace, [span.fact(.visit(visit))])
    }
  }
}
