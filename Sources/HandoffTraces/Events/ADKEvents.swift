import HandoffSchema

/// The events of Google's Agent Development Kit, in snake or camel case.
struct ADKEvents: EventDialect {
  static let name = "adk-events"

  private struct Open {
    var key: String
    var visit: TraceFact.Visit
    var parent: String
    var start: UInt64
    var end: UInt64
    var run: String
  }

  /// Frames around parallel branches, then whoever is at work.
  private var frames: [Open] = []
  private var agent: Open?
  private var count = 0
  /// Calls whose answers come in a later event, by their identifiers.
  private var calls: [String: (call: TraceFact.Call, run: String, span: String, start: UInt64)] = [:]
  private var order: [String] = []

  static func recognises(_ object: JSONObject) -> Bool {
    object["author"]?.stringValue != nil && (object["invocation_id"] ?? object["invocationId"]) != nil
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard Self.recognises(object), let author = object["author"]?.stringValue else {
      return object["error"] != nil
    }
    let run = (object["invocation_id"] ?? object["invocationId"])?.stringValue ?? ""
    guard author != "user", object["partial"] != true else { return true }
    let info = object["node_info"] ?? object["nodeInfo"]
    if let path = info?["path"]?.stringValue, !path.isEmpty { return node(path, run, object, &facts) }
    let branch = object["branch"]?.stringValue?.split(separator: ".").map(String.init) ?? []
    enter(Array(branch.dropLast()), run, &facts)
    let key = "\(run)/\(branch.joined(separator: "."))/\(author)"
    if agent?.key != key {
      close(&facts)
      count += 1
      agent = Open(
        key: key, visit: TraceFact.Visit(agent: author), parent: frames.last.map { "\($0.key)" } ?? "",
        start: facts.clock, end: facts.clock, run: run)
    }
    agent?.end = facts.clock
    note(object, &facts)
    return true
  }

  /// A node of a workflow: its path counts how often it ran.
  private mutating func node(
    _ path: String, _ run: String, _ object: JSONObject, _ facts: inout EventFacts
  ) -> Bool {
    guard let last = path.split(separator: "/").last, let name = last.split(separator: "@").first else {
      return true
    }
    let key = "\(run)/\(path)"
    if agent?.key != key {
      close(&facts)
      count += 1
      agent = Open(
        key: key, visit: TraceFact.Visit(agent: String(name), kind: .node), parent: "", start: facts.clock,
        end: facts.clock, run: run)
    }
    if let output = object["output"] { agent?.visit.output = output }
    note(object, &facts)
    return true
  }

  private mutating func note(_ object: JSONObject, _ facts: inout EventFacts) {
    guard let agent else { return }
    let span = "\(agent.key)#\(count)"
    if let code = (object["error_code"] ?? object["errorCode"])?.stringValue {
      self.agent?.visit.failure = code
    }
    for part in object["content"]?["parts"]?.arrayValue ?? [] {
      if let text = part["text"]?.stringValue {
        facts.add(.said(TraceFact.Said(text: text)), run: agent.run, parent: span)
      } else if let call = (part["function_call"] ?? part["functionCall"])?.objectValue {
        begin(call, agent.run, span, &facts)
      } else if let answer = (part["function_response"] ?? part["functionResponse"])?.objectValue {
        let result = answer["response"]?["result"] ?? answer["response"]
        end(answer["id"]?.stringValue ?? "", result, &facts)
      }
    }
  }

  private mutating func begin(
    _ object: JSONObject, _ run: String, _ span: String, _ facts: inout EventFacts
  ) {
    guard let name = object["name"]?.stringValue else { return }
    let call = TraceFact.Call(name: name, arguments: object["args"])
    let id = object["id"]?.stringValue ?? ""
    // Two calls of one identifier would hide each other.
    end(id, nil, &facts)
    calls[id] = (call, run, span, facts.clock)
    order.append(id)
  }

  private mutating func end(_ id: String, _ result: JSONValue?, _ facts: inout EventFacts) {
    guard let open = calls.removeValue(forKey: id) else { return }
    var call = open.call
    call.result = result
    facts.add(.call(call), run: open.run, parent: open.span, from: open.start)
  }

  /// Opens and closes the frames that a branch lies in.
  private mutating func enter(_ branch: [String], _ run: String, _ facts: inout EventFacts) {
    var same = 0
    while same < min(branch.count, frames.count), frames[same].visit.agent == branch[same],
      frames[same].run == run
    {
      same += 1
    }
    if same < frames.count { close(&facts) }
    while frames.count > same {
      let frame = frames.removeLast()
      facts.add(
        .visit(frame.visit), run: frame.run, span: frame.key, parent: frame.parent, from: frame.start,
        until: facts.clock - 1)
    }
    for name in branch[same...] {
      close(&facts)
      count += 1
      frames.append(
        Open(
          key: "\(name)#\(count)", visit: TraceFact.Visit(agent: name), parent: frames.last?.key ?? "",
          start: facts.clock, end: facts.clock, run: run))
    }
  }

  private mutating func close(_ facts: inout EventFacts) {
    guard let agent else { return }
    facts.add(
      .visit(agent.visit), run: agent.run, span: "\(agent.key)#\(count)", parent: agent.parent,
      from: agent.start,
      until: agent.end)
    self.agent = nil
  }

  mutating func finish(into facts: inout EventFacts) {
    for id in order { end(id, nil, &facts) }
    close(&facts)
    while let frame = frames.popLast() {
      facts.add(.visit(frame.visit), run: frame.run, span: frame.key, parent: frame.parent, from: frame.start)
    }
  }
}
