import HandoffSchema

/// The messages of a run of Pydantic AI, as `all_messages_json()` writes them.
///
/// They are those of one agent, whose name they do not tell: whoever gets the first payload of a run. What ran inside its
/// tools and output functions is not among them.
struct PydanticMessages: EventDialect {
  static let name = "pydantic-messages"

  private struct Open {
    var call: TraceFact.Call
    var start: UInt64
  }

  private var run: String?
  private var span = ""
  private var start: UInt64 = 0
  private var visit: TraceFact.Visit?
  private var count = 0
  /// Calls that wait for what comes back, by their identifiers.
  private var calls: [String: Open] = [:]
  private var order: [String] = []

  static func recognises(_ object: JSONObject) -> Bool {
    guard object["kind"] == "request" || object["kind"] == "response" else { return false }
    return object["parts"]?.arrayValue?.first?["part_kind"]?.stringValue != nil
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard let parts = object["parts"]?.arrayValue, object["kind"]?.stringValue != nil else {
      return object["error"] != nil
    }
    let run = object["run_id"]?.stringValue
    if visit == nil || run != self.run {
      close(&facts)
      self.run = run
      count += 1
      span = "run#\(count)"
      start = facts.clock
      visit = TraceFact.Visit(agent: "agent", isEntry: true)
    }
    for part in parts { read(part, &facts) }
    return true
  }

  private mutating func read(_ part: JSONValue, _ facts: inout EventFacts) {
    let id = part["tool_call_id"]?.stringValue ?? ""
    switch part["part_kind"]?.stringValue {
    case "text"?: facts.add(.said(TraceFact.Said(text: part["content"]?.stringValue)), run: run, parent: span)
    case "tool-call"?:
      guard let name = part["tool_name"]?.stringValue else { return }
      let arguments = part["args"].map(RecordedPayload.value(of:))
      facts.add(
        .said(TraceFact.Said(requests: [TraceFact.Said.Request(name: name, arguments: arguments)])), run: run,
        parent: span)
      var call = TraceFact.Call(name: name, arguments: arguments)
      call.passesControl = GenAIDialect.isOutput(name)
      call.type = GenAIDialect.outputType(of: name)
      // Two calls of one identifier would hide each other.
      end(id, nil, &facts)
      calls[id] = Open(call: call, start: facts.clock)
      order.append(id)
    case "tool-return"? where part["outcome"] == "retried": retry(part, id, &facts)
    case "tool-return"?: end(id, part["content"], &facts)
    case "retry-prompt"?: retry(part, id, &facts)
    default: break
    }
  }

  /// An answer that was refused, so that it is asked for again; a tool that is tried again is nobody's handoff.
  private mutating func retry(_ part: JSONValue, _ id: String, _ facts: inout EventFacts) {
    let refused = calls.removeValue(forKey: id)
    guard refused?.call.passesControl ?? (part["tool_name"]?.stringValue == nil) else { return }
    visit?.retries.append(facts.clock)
  }

  private mutating func end(_ id: String, _ result: JSONValue?, _ facts: inout EventFacts) {
    guard var open = calls.removeValue(forKey: id) else { return }
    open.call.result = result
    facts.add(.call(open.call), run: run, parent: span, from: open.start)
  }

  private mutating func close(_ facts: inout EventFacts) {
    guard let visit else { return }
    for id in order { end(id, nil, &facts) }
    order = []
    facts.add(.visit(visit), run: run, span: span, from: start)
    self.visit = nil
  }

  mutating func finish(into facts: inout EventFacts) { close(&facts) }
}
