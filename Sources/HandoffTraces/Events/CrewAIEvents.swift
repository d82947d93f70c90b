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

  private struct Tool {
    var call: TraceFact.Call
    var parent: String
    var start: UInt64
  }

  private static let prefixes = [
    "crew_kickoff_", "task_", "agent_execution_", "llm_guardrail_", "tool_usage_", "flow_",
    "method_execution_",
  ]

  private static let ends = ["flow_finished", "flow_failed", "crew_kickoff_completed", "crew_kickoff_failed"]

  private var open: [String: Task] = [:]
  private var order: [String] = []
  /// Tools that run.
  private var tools: [Tool] = []
  private var count = 0
  /// How many crews and flows are at work in each other: an agent's own work is a flow, too.
  private var depth = 0

  static func recognises(_ object: JSONObject) -> Bool {
    guard let type = object["type"]?.stringValue else { return false }
    return prefixes.contains { type.hasPrefix($0) }
      && ["started", "completed", "finished", "failed", "error"].contains { type.hasSuffix($0) }
  }

  func isEnd(_ object: JSONObject) -> Bool {
    depth == 0 && Self.ends.contains { object["type"]?.stringValue == $0 }
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard let type = object["type"]?.stringValue else { return object["error"] != nil }
    let name = (object["task_name"] ?? object["method_name"] ?? object["name"])?.stringValue ?? ""
    if type == "flow_started" || type == "crew_kickoff_started" { depth += 1 }
    if Self.ends.contains(type) { depth = max(0, depth - 1) }
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
    case "tool_usage_started": call(name, object, facts.clock)
    case "tool_usage_finished", "tool_usage_error": answer(object, type.hasSuffix("error"), &facts)
    case "method_execution_finished": close(name, object["result"], nil, &facts)
    case "method_execution_failed": close(name, nil, "failed", &facts)
    case "task_completed": close(name, object["output"].map(RecordedPayload.value(of:)), nil, &facts)
    case "task_failed": close(name, nil, "failed", &facts)
    default: break
    }
    return true
  }

  private mutating func call(_ task: String, _ object: JSONObject, _ clock: UInt64) {
    guard let tool = object["tool_name"]?.stringValue else { return }
    let call = TraceFact.Call(name: tool, arguments: object["tool_args"].map(RecordedPayload.value(of:)))
    let parent = open[task]?.span ?? order.last.flatMap { open[$0]?.span } ?? ""
    tools.append(Tool(call: call, parent: parent, start: clock))
  }

  /// The last tool of a name has run; the framework spells a tool's name one way before and another way after.
  private mutating func answer(_ object: JSONObject, _ failed: Bool, _ facts: inout EventFacts) {
    guard let name = object["tool_name"]?.stringValue.map(TransferNames.folded),
      let index = tools.lastIndex(where: { TransferNames.folded($0.call.name) == name })
    else { return }
    var tool = tools.remove(at: index)
    tool.call.result = object["output"].map(RecordedPayload.value(of:))
    if failed { tool.call.failure = FailureName.of(type: nil, message: object["error"]?.stringValue) }
    facts.add(.call(tool.call), parent: tool.parent, from: tool.start)
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
    for tool in tools { facts.add(.call(tool.call), parent: tool.parent, from: tool.start) }
    tools = []
    for name in order { close(name, nil, nil, &facts) }
  }
}
