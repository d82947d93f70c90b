import HandoffSchema

/// The workflow events of Microsoft's Agent Framework.
struct AgentFrameworkEvents: EventDialect {
  static let name = "agent-framework-events"

  private struct Executor {
    var span: String
    var start: UInt64
    var round: Int?
  }

  private var open: [String: Executor] = [:]
  private var order: [String] = []
  private var asked: Set<String> = []
  private var count = 0
  /// The number of the round; none outside of rounds, or where they are not told.
  private var round: Int?
  private var rounds = 0

  private static let types = [
    "executor_invoked", "executor_completed", "executor_failed", "superstep_started", "superstep_completed",
    "handoff_sent", "request_info",
  ]

  static func recognises(_ object: JSONObject) -> Bool {
    guard let type = object["type"]?.stringValue else { return false }
    return types.contains(type) || (type == "started" && object.count == 1)
  }

  func isEnd(_ object: JSONObject) -> Bool {
    guard object["type"] == "status", let state = object["state"]?.stringValue?.lowercased() else {
      return false
    }
    return state == "idle" || state == "failed" || state == "cancelled"
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard let type = object["type"]?.stringValue else { return object["error"] != nil }
    switch type {
    case "executor_invoked": begin(object, &facts)
    case "executor_completed", "executor_failed": end(object, failed: type == "executor_failed", &facts)
    case "handoff_sent":
      if let from = object["data"]?["source"]?.stringValue, let to = object["data"]?["target"]?.stringValue {
        facts.add(
          .transfer(TraceFact.Transfer(from: .agent(from), to: .agent(to))), parent: open[from]?.span ?? "")
      }
    case "request_info": ask(object, &facts)
    case "superstep_started":
      // The first round needs no number, and a file in which none ends does not tell rounds.
      round = rounds > 0 ? rounds + 1 : nil
    case "superstep_completed":
      rounds += 1
      round = nil
    case "output":
      if let id = object["executor_id"]?.stringValue, let said = ModelMessages.said(object["data"]) {
        facts.add(.said(said), parent: open[id]?.span ?? "")
      }
    default: break
    }
    return true
  }

  /// Whether a message is one of the framework's own, around what is said.
  private static func isEnvelope(_ value: JSONValue?) -> Bool {
    guard let value else { return true }
    if let list = value.arrayValue { return list.contains { isWrapped($0) } }
    return isWrapped(value)
  }

  private static func isWrapped(_ value: JSONValue) -> Bool {
    guard let type = value["type"]?.stringValue else { return value["agent_response"] != nil }
    return type.hasPrefix("Agent") || type.hasPrefix("agent_") || type == "message"
  }

  private mutating func begin(_ object: JSONObject, _ facts: inout EventFacts) {
    guard let id = object["executor_id"]?.stringValue else { return }
    let data = object["data"]
    // Put by, not worked on.
    if data?["should_respond"] == false { return }
    if asked.remove(id) != nil {
      let payload = Self.isEnvelope(data) ? nil : data
      facts.add(
        .transfer(TraceFact.Transfer(from: .human, to: .agent(id), payload: payload, evidence: .inferred)))
    }
    count += 1
    open[id] = Executor(span: "\(id)#\(count)", start: facts.clock, round: round)
    order.append(id)
  }

  private mutating func end(_ object: JSONObject, failed: Bool, _ facts: inout EventFacts) {
    guard let id = object["executor_id"]?.stringValue, let executor = open.removeValue(forKey: id) else {
      return
    }
    var visit = TraceFact.Visit(agent: id, kind: .node, absorbs: true)
    visit.isMachinery = AgentFrameworkDialect.isMachinery(id, type: nil)
    visit.step = executor.round
    if failed {
      let details = object["details"] ?? object["data"]
      visit.failure = FailureName.of(
        type: details?["error_type"]?.stringValue, message: details?["message"]?.stringValue)
    }
    if let sent = object["data"]?.arrayValue?.first {
      visit.hasSent = true
      if !Self.isWrapped(sent) { visit.output = sent }
    }
    facts.add(.visit(visit), span: executor.span, from: executor.start)
  }

  private mutating func ask(_ object: JSONObject, _ facts: inout EventFacts) {
    guard let id = object["source_executor_id"]?.stringValue else { return }
    asked.insert(id)
    var payload = object["data"]?.objectValue
    if payload?["agent_response"] != nil { payload = nil }
    payload?["type"] = nil
    facts.add(
      .transfer(TraceFact.Transfer(from: .agent(id), to: .human, payload: payload.map(JSONValue.object))),
      parent: open[id]?.span ?? "")
  }

  mutating func finish(into facts: inout EventFacts) {
    for id in order {
      guard let executor = open.removeValue(forKey: id) else { continue }
      facts.add(
        .visit(TraceFact.Visit(agent: id, kind: .node, absorbs: true)), span: executor.span,
        from: executor.start)
    }
  }
}
