import HandoffSchema

/// Calls of tools in the messages of the Model Context Protocol (JSON-RPC).
struct MCPMessages: EventDialect {
  static let name = "mcp"

  private struct Request {
    var tool: String
    var arguments: JSONValue?
    var clock: UInt64
  }

  /// Calls that wait for an answer, by the text of their identifiers.
  private var open: [String: Request] = [:]
  private var order: [String] = []
  private var server: String?

  static func recognises(_ object: JSONObject) -> Bool { object["jsonrpc"]?.stringValue != nil }

  func isBeginning(_ object: JSONObject) -> Bool { object["method"] == "initialize" }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard Self.recognises(object) else { return object["error"] != nil }
    let id = object["id"]?.text(.compact) ?? ""
    if object["method"] == "tools/call" {
      guard let tool = object["params"]?["name"]?.stringValue else { return true }
      open[id] = Request(tool: tool, arguments: object["params"]?["arguments"], clock: facts.clock)
      order.append(id)
    } else if let result = object["result"] {
      if let name = serverName(result) { server = name }
      answer(id, result: result, error: nil, &facts)
    } else if let error = object["error"] {
      answer(id, result: nil, error: error, &facts)
    }
    return true
  }

  private func serverName(_ result: JSONValue) -> String? {
    if let name = result["serverInfo"]?["name"]?.stringValue { return name }
    let meta = result["_meta"]?.objectValue?.first { $0.key.hasSuffix("serverInfo") }
    return meta?.value["name"]?.stringValue
  }

  private mutating func answer(
    _ id: String, result: JSONValue?, error: JSONValue?, _ facts: inout EventFacts
  ) {
    guard let request = open.removeValue(forKey: id) else { return }
    let agent = ask(request, &facts)
    let text = result?["content"]?.arrayValue?.first { $0["type"] == "text" }?["text"]
    var back = TraceFact.Transfer(from: .agent(agent), to: .caller, mode: .giveBack)
    if let error {
      back.failure = "error"
      back.payload = error
    } else if result?["isError"] == true {
      back.failure = "isError"
      back.payload = text
    } else {
      back.payload = result?["structuredContent"] ?? text.map(RecordedPayload.value(of:))
    }
    facts.add(.transfer(back))
  }

  private func ask(_ request: Request, _ facts: inout EventFacts) -> String {
    let agent = server.map { "\($0).\(request.tool)" } ?? request.tool
    facts.add(
      .transfer(
        TraceFact.Transfer(from: .caller, to: .agent(agent), payload: request.arguments, mode: .call)),
      from: request.clock, until: request.clock)
    return agent
  }

  mutating func finish(into facts: inout EventFacts) {
    for id in order {
      guard let request = open.removeValue(forKey: id) else { continue }
      _ = ask(request, &facts)
    }
  }
}
