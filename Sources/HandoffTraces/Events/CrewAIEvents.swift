import HandoffSchema

/// CrewAI's events: tasks, guardrails and tools.
struct CrewAIEvents: EventDialect {
  static let name = "crewai-events"

  private struct Task {
    var span: String
    var visit: TraceFact.Visit
    var start: UInt64
    /// Whether a guardrail has refused what it made.
    var isRefused = false
  }

  private static let prefixes = [
    "crew_kickoff_", "task_", "agent_execution_", "llm_guardrail_", "tool_usage_", "flow_",
    "method_execution_",
  ]

  private var open: [String: Task] = [:]
  private var order: [String] = []
  private var count = 0
  private var isFlow = false

  static func recognises(_ object: JSONObject) -> Bool {
    guard let type = object["type"]?.stringValue else { return false }
    return prefixes.contains { type.hasPrefix($0) }
      && ["started", "completed", "finished", "failed", "error"].contains { type.hasSuffix($0) }
  }

  func isEnd(_ object: JSONObject) -> Bool {
    switch object["type"]?.stringValue {
    case "flow_finished"?, "flow_failed"?: true
    // A flow goes on after the crews that it sends for.
    case "crew_kickoff_completed"?, "crew_kickoff_failed"?: !isFlow
    default: false
    }
  }

  func isBeginning(_ object: JSONObject) -> Bool { object["type"] == "flow_started" }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard let type = object["type"]?.stringValue else { return object["error"] != nil }
    let name = (object["task_name"] ?? object["method_name"] ?? object["name"])?.stringValue ?? ""
    if type == "flow_started" { isFlow = true }
    switch type {
    case "task_started", "method_execution_started":
      count += 1
      open[name] = Task(span: "\(name)#\(count)", visit: TraceFact.Visit(agent: name), start: facts.clock)
      order.append(name)
    case "llm_guardrail_completed", "llm_guardrail_failed":
      open[name]?.isRefused = object["success"] == false || type.hasSuffix("failed")
    case "agent_execution_started":
      if open[name]?.isRefused == true {
        open[name]?.isRefused = false
        open[name]?.visit.retries.append(facts.clock)
      }
    case "tool_usage_started", "tool_usage_finished":
      if let tool = object["tool_name"]?.stringValue, type.hasSuffix("started") {
        let arguments = object["tool_args"].map(RecordedPayload.value(of:))
        facts.add(.call(TraceFact.Call(name: tool, arguments: arguments)), parent: open[name]?.span ?? "")
      }
    case "method_execution_finished": close(name, object["result"], nil, &facts)
    case "method_execution_failed": close(name, nil, "failed", &facts)
    case "task_completed": close(name, object["output"].map(RecordedPayload.value(of:)), nil, &facts)
    case "task_failed": close(name, nil, "failed", &facts)
    default: break
    }
    return true
  }

  private mutating func close(
    _ name: String, _ output: JSONValue?, _ failure: String?, _ facts: inout EventFacts
  ) {
    guard var task = open.removeValue(forKey: name) else { return }
    task.visit.output = output
    task.visit.failure = failure
    facts.add(.visit(task.visit), span: task.span, from: task.start)
  }

  mutating func finish(into facts: inout EventFacts) {
    for name in order { close(name, nil, nil, &facts) }
  }
}
