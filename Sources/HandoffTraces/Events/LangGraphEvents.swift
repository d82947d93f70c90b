import HandoffSchema

/// LangGraph's streams: modes `tasks`, `debug` and `updates`, alone, with the mode, or with the sub-graph before them.
struct LangGraphEvents: EventDialect {
  static let name = "langgraph-stream"

  private struct Task {
    var visit: TraceFact.Visit
    var parent: String
    var start: UInt64
    var requests: [TraceFact.Said.Request]
  }

  private static let machinery = ["__start__", "__end__", "__interrupt__"]

  private var open: [String: Task] = [:]
  private var order: [String] = []
  private var asked: Set<String> = []
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
    let parent = path.last.flatMap { $0.split(separator: ":").last.map(String.init) } ?? ""
    if path.isEmpty, asked.remove(name) != nil {
      facts.add(.transfer(TraceFact.Transfer(from: .human, to: .agent(name), evidence: .inferred)))
    }
    let calls = input?.arrayValue ?? input?["tool_call"].map { [$0] } ?? []
    let requests = calls.compactMap { $0.objectValue.flatMap(ModelMessages.request) }
    open[id] = Task(
      visit: TraceFact.Visit(agent: name, kind: .node), parent: parent, start: facts.clock, requests: requests
    )
    order.append(id)
    guard !requests.isEmpty else { return }
    facts.add(.said(TraceFact.Said(requests: requests)), parent: id)
    for request in requests where Self.handsOver(request.name) {
      facts.add(
        .call(TraceFact.Call(name: request.name, arguments: request.arguments)), parent: id,
        from: facts.clock + 1,
        until: facts.clock + 1)
    }
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
    for request in task.requests where !Self.handsOver(request.name) {
      facts.add(
        .call(TraceFact.Call(name: request.name, arguments: request.arguments, result: result)), parent: id)
    }
    if let last = result?["messages"]?.arrayValue?.last, last["type"] == "ai",
      let said = ModelMessages.said(last)
    {
      facts.add(.said(said), parent: id)
    }
    facts.add(.visit(task.visit), span: id, parent: task.parent, from: task.start)
    for interrupt in event["interrupts"]?.arrayValue ?? [] where task.parent.isEmpty {
      asked.insert(task.visit.agent)
      facts.add(
        .transfer(
          TraceFact.Transfer(from: .agent(task.visit.agent), to: .human, payload: interrupt["value"])))
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
      facts.add(.visit(task.visit), span: id, parent: task.parent, from: task.start)
    }
  }
}
