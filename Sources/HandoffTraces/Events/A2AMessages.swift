import HandoffSchema

/// Messages and tasks of the Agent2Agent protocol, as a client sees them.
struct A2AMessages: EventDialect {
  static let name = "a2a"

  private struct Exchange {
    var agent: String
    var run: String?
    var state: String?
    var end: UInt64
    var message: JSONValue?
    var artifact: JSONValue?
    var isOver = false
  }

  private static let failures = [
    "FAILED", "REJECTED", "CANCELED", "CANCELLED", "failed", "rejected", "canceled",
  ]
  private static let questions = ["INPUT_REQUIRED", "AUTH_REQUIRED", "input-required", "auth-required"]

  private var exchanges: [String: Exchange] = [:]
  private var order: [String] = []

  static func recognises(_ object: JSONObject) -> Bool {
    guard object["agent"]?.stringValue != nil else { return false }
    return ["request", "statusUpdate", "artifactUpdate", "task", "message"].contains {
      object[$0]?.objectValue != nil
    }
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard Self.recognises(object), let agent = object["agent"]?.stringValue else {
      return object["error"] != nil
    }
    if let request = object["request"]?.objectValue { ask(agent, request, &facts) }
    if let update = object["statusUpdate"]?.objectValue { status(agent, update, &facts) }
    if let update = object["artifactUpdate"]?.objectValue {
      note(key(agent, update)) { $0.artifact = Self.content(update["artifact"]) }
    }
    if let message = object["message"]?.objectValue {
      note(key(agent, message)) { exchange in
        exchange.message = Self.content(.object(message))
        exchange.isOver = true
      }
    }
    if let task = object["task"]?.objectValue { whole(agent, task, &facts) }
    return true
  }

  /// The exchange that an answer belongs to; the first request of one has no task yet, and what comes back names it.
  private mutating func key(_ agent: String, _ object: JSONObject) -> String {
    let task = (object["taskId"] ?? object["id"])?.stringValue ?? ""
    let key = "\(agent)/\(task)"
    if !task.isEmpty, exchanges[key] != nil { return key }
    let waiting = Self.waiting(agent, object["contextId"]?.stringValue ?? "")
    let isWaiting = { (key: String) in key.hasPrefix(waiting) || key.hasPrefix(Self.waiting(agent, "")) }
    guard let index = order.firstIndex(where: { isWaiting($0) && exchanges[$0]?.isOver == false }) else {
      return key
    }
    guard !task.isEmpty, let exchange = exchanges.removeValue(forKey: order[index]) else {
      return order[index]
    }
    exchanges[key] = exchange
    order[index] = key
    return key
  }

  /// How the keys of requests begin that have no task yet.
  private static func waiting(_ agent: String, _ context: String) -> String { "\(agent)/?\(context)/" }

  /// The data of a message or artifact, or its text.
  private static func content(_ value: JSONValue?) -> JSONValue? {
    let parts = value?["parts"]?.arrayValue ?? []
    let contents = parts.compactMap { part -> JSONValue? in
      if let data = part["data"] ?? part["root"]?["data"] { return data }
      return (part["text"] ?? part["root"]?["text"]).map { ["text": $0] }
    }
    guard contents.count > 1 else { return contents.first }
    return .array(contents)
  }

  private mutating func note(_ key: String, _ change: (inout Exchange) -> Void) {
    if exchanges[key] != nil { change(&exchanges[key, default: Exchange(agent: "", end: 0)]) }
  }

  private mutating func ask(_ agent: String, _ message: JSONObject, _ facts: inout EventFacts) {
    let task = (message["taskId"] ?? message["id"])?.stringValue ?? ""
    let context = message["contextId"]?.stringValue ?? ""
    let key = task.isEmpty ? "\(Self.waiting(agent, context))\(order.count)" : "\(agent)/\(task)"
    if exchanges[key]?.isOver ?? false { answer(key, &facts) }
    let run = message["contextId"]?.stringValue
    facts.add(
      .transfer(
        TraceFact.Transfer(
          from: .caller, to: .agent(agent), payload: Self.content(.object(message)), mode: .call)), run: run,
      span: message["messageId"]?.stringValue ?? "")
    if exchanges[key] == nil { order.append(key) }
    exchanges[key] = Exchange(agent: agent, run: run, end: facts.clock)
  }

  private mutating func status(_ agent: String, _ update: JSONObject, _ facts: inout EventFacts) {
    let state = update["status"]?["state"]?.stringValue ?? ""
    let clock = facts.clock
    note(key(agent, update)) { exchange in
      exchange.state = state
      exchange.end = clock
      if let message = update["status"]?["message"] { exchange.message = Self.content(message) }
      exchange.isOver = Self.isFinal(state)
    }
    if Self.questions.contains(where: { state.hasSuffix($0) }) {
      facts.add(
        .transfer(
          TraceFact.Transfer(
            from: .agent(agent), to: .human, payload: Self.content(update["status"]?["message"]),
            asksCaller: true)), run: update["contextId"]?.stringValue)
    }
  }

  private static func fails(_ state: String) -> Bool { failures.contains { state.hasSuffix($0) } }

  /// A task with its history, as a server keeps it.
  private mutating func whole(_ agent: String, _ task: JSONObject, _ facts: inout EventFacts) {
    let key = key(agent, task)
    // What was told to its end is not told again.
    if let state = exchanges[key]?.state, Self.isFinal(state) { return }
    if exchanges[key] == nil {
      let first = task["history"]?.arrayValue?.first { $0["role"] == "ROLE_USER" || $0["role"] == "user" }
      var request = first?.objectValue ?? ["contextId": task["contextId"] ?? ""]
      request["taskId"] = task["id"]
      ask(agent, request, &facts)
      facts.advance(to: facts.location)
    }
    let update: JSONObject = [
      "taskId": task["id"] ?? "", "contextId": task["contextId"] ?? "", "status": task["status"] ?? .null,
    ]
    status(agent, update, &facts)
    if let artifact = task["artifacts"]?.arrayValue?.first {
      note(key) { $0.artifact = Self.content(artifact) }
    }
  }

  private static func isFinal(_ state: String) -> Bool {
    state.uppercased().hasSuffix("COMPLETED") || fails(state)
  }

  private mutating func answer(_ key: String, _ facts: inout EventFacts) {
    guard let exchange = exchanges[key], exchange.isOver else { return }
    let failure = exchange.state.flatMap { Self.fails($0) ? $0 : nil }
    facts.add(
      .transfer(
        TraceFact.Transfer(
          from: .agent(exchange.agent), to: .caller,
          payload: failure == nil ? exchange.artifact ?? exchange.message : exchange.message, mode: .giveBack,
          failure: failure)), run: exchange.run, from: exchange.end, until: exchange.end)
    exchanges[key]?.isOver = false
  }

  mutating func finish(into facts: inout EventFacts) { for key in order { answer(key, &facts) } }
}
