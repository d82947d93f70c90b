import HandoffSchema

/// LangGraph's streams: modes `tasks`, `debug` and `updates`, alone, with the mode, or with the sub-graph before them.
struct LangGraphEvents: EventDialect {
  static let name = "langgraph-stream"

  private struct Task {
    /// Its own: one piece of work may be taken up again, under the same identifier.
    var span: String
    var visit: TraceFact.Visit
    var parent: String
    var start: UInt64
    var requests: [TraceFact.Said.Request]
  }

  private static let machinery = ["__start__", "__end__", "__interrupt__"]

  private var open: [String: Task] = [:]
  private var order: [String] = []
  private var asked: Set<String> = []
  private var questions: Set<String> = []
  private var hasTasks = false
  private var count = 0

  /// An event with its sub-graph and its mode, out of the shapes in which streams are dumped.
  private static func parts(_ object: JSONObject) -> (path: [String], mode: String, event: JSONObject)? {
    if let mode = object["mode"]?.stringValue, let event = (object["event"] ?? object["data"])?.objectValue {
      return (texts(object["ns"]), mode, event)
    }
    if let mode = object["type"]?.stringValue, object["ns"] != nil, let event = object["data"]?.objectValue {
      return (texts(object["ns"]), mode, event)
    }
    // Debug events.
    if let type = object["type"]?.stringValue, type == "task" || type == "task_result", object["step"] != nil,
      let event = object["payload"]?.objectValue
    {
      return ([], "tasks", event)
    }
    // What the server sends: the mode, then the sub-graphs behind bars.
    if let event = object["event"]?.stringValue, let data = object["data"]?.objectValue {
      let parts = event.split(separator: "|").map(String.init)
      guard let mode = parts.first,
        ["tasks", "updates", "values", "debug", "messages", "custom"].contains(mode)
      else {
        return nil
      }
      return (Array(parts.dropFirst()), mode, data)
    }
    return nil
  }

  private static func texts(_ value: JSONValue?) -> [String] {
    (value?.arrayValue ?? []).compactMap(\.stringValue)
  }

  /// A tuple of sub-graph, mode and event as an object; `nil` for any other array.
  static func object(of tuple: [JSONValue]) -> JSONObject? {
    guard let event = tuple.last, event.objectValue != nil, tuple.count == 2 || tuple.count == 3 else {
      return nil
    }
    guard let mode = tuple[tuple.count - 2].stringValue else { return nil }
    if tuple.count == 3, tuple[0].arrayValue == nil { return nil }
    return ["ns": tuple.count == 3 ? tuple[0] : [], "mode": .string(mode), "event": event]
  }

  static func recognises(_ object: JSONObject) -> Bool { parts(object) != nil }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard let (path, mode, event) = Self.parts(object) else {
      // How the run ended.
      return object["error"]?.stringValue != nil && object["message"] != nil
    }
    switch mode {
    case "tasks": task(event, path, &facts)
    case "debug":
      if let payload = event["payload"]?.objectValue { task(payload, path, &facts) }
    case "updates": if !hasTasks { update(event, path, &facts) }
    default: break
    }
    return true
  }

  private mutating func task(_ event: JSONObject, _ path: [String], _ facts: inout EventFacts) {
    guard let id = event["id"]?.stringValue, let name = event["name"]?.stringValue else { return }
    hasTasks = true
    guard !Self.machinery.contains(name) else { return }
    if event["result"] == nil, event["error"] == nil {
      begin(id, name, path, event["input"], &facts)
    } else {
      if open[id] == nil { begin(id, name, path, nil, &facts) }
      end(id, event, &facts)
    }
  }

  private mutating func begin(
    _ id: String, _ name: String, _ path: [String], _ input: JSONValue?, _ facts: inout EventFacts
  ) {
    let around = path.last.flatMap { $0.split(separator: ":").last.map(String.init) } ?? ""
    let parent = open[around]?.span ?? around
    count += 1
    let span = "\(id)#\(count)"
    if asked.remove(name) != nil {
      facts.add(.transfer(TraceFact.Transfer(from: .human, to: .owner, evidence: .inferred)), parent: span)
    }
    let calls = input?.arrayValue ?? input?["tool_call"].map { [$0] } ?? []
    let requests = calls.compactMap { $0.objectValue.flatMap(ModelMessages.request) }
    open[id] = Task(
      span: span, visit: TraceFact.Visit(agent: name, kind: .node), parent: parent, start: facts.clock,
      requests: requests)
    order.append(id)
    guard !requests.isEmpty else { return }
    facts.add(.said(TraceFact.Said(requests: requests)), parent: span)
  }

  private static func handsOver(_ name: String) -> Bool {
    let folded = TransferNames.folded(name)
    return TransferNames.prefixes.contains { folded.hasPrefix($0) } || TransferNames.generic.contains(folded)
  }

  private mutating func end(_ id: String, _ event: JSONObject, _ facts: inout EventFacts) {
    guard var task = open.removeValue(forKey: id) else { return }
    if let error = event["error"], error != .null {
      task.visit.failure = FailureName.of(
        type: nil, message: error.stringValue ?? error["message"]?.stringValue ?? "error")
    }
    let result = event["result"]
    // A tool's message says whether it failed, as one of a name that is none does.
    let messages = result?["messages"]?.arrayValue ?? []
    let refused = messages.contains { $0["type"] == "tool" && $0["status"] == "error" }
    calls(of: task, result: result, failure: refused ? "error" : nil, &facts)
    if let last = result?["messages"]?.arrayValue?.last, last["type"] == "ai",
      let said = ModelMessages.said(last)
    {
      facts.add(.said(said), parent: task.span)
    }
    facts.add(.visit(task.visit), span: task.span, parent: task.parent, from: task.start)
    for interrupt in event["interrupts"]?.arrayValue ?? [] {
      // What lies around stops with the node that asks, and says so once more.
      guard questions.insert((interrupt["id"] ?? interrupt).text(.compact)).inserted else { continue }
      asked.insert(task.visit.agent)
      facts.add(
        .transfer(TraceFact.Transfer(to: .human, payload: interrupt["value"])), parent: task.span)
    }
  }

  /// The calls that a piece of work was to make; those that hand over had done so before it ended.
  private func calls(of task: Task, result: JSONValue?, failure: String?, _ facts: inout EventFacts) {
    for request in task.requests {
      var call = TraceFact.Call(name: request.name, arguments: request.arguments)
      let handsOver = Self.handsOver(request.name)
      if !handsOver { call.result = result }
      if handsOver { call.failure = failure }
      facts.add(
        .call(call), parent: task.span, from: handsOver ? task.start + 1 : nil,
        until: handsOver ? task.start + 1 : nil)
    }
  }

  /// Without tasks an update is all that tells that a node has run.
  private mutating func update(_ event: JSONObject, _ path: [String], _ facts: inout EventFacts) {
    for member in event where !Self.machinery.contains(member.key) && path.isEmpty {
      count += 1
      var visit = TraceFact.Visit(agent: member.key, kind: .node)
      visit.step = nil
      facts.add(.visit(visit), span: "\(member.key)#\(count)", from: facts.clock - 1)
    }
  }

  mutating func finish(into facts: inout EventFacts) {
    for id in order {
      guard let task = open.removeValue(forKey: id) else { continue }
      calls(of: task, result: nil, failure: nil, &facts)
      facts.add(.visit(task.visit), span: task.span, parent: task.parent, from: task.start)
    }
  }
}
