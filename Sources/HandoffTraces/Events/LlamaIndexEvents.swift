import HandoffSchema

/// The events of LlamaIndex's workflows: steps with the types of the events that start them and that they send.
struct LlamaIndexEvents: EventDialect {
  static let name = "llama-index-events"

  private struct Step {
    var visit: TraceFact.Visit
    var span: String
    var start: UInt64
  }

  /// Steps that run, by name and worker.
  private var open: [String: Step] = [:]
  private var order: [String] = []
  /// Events that were seen by themselves: their payloads.
  private var asked: (step: String, payload: JSONValue?)?
  private var pending: (step: String, payload: JSONValue?)?
  private var failed: [String: String] = [:]
  private var lastStep = ""
  private var count = 0
  /// Steps that ended; they are nobody's work where agents are named.
  private var steps: [(step: Step, end: UInt64)] = []
  private var agent: Step?
  private var hasAgents = false

  static func recognises(_ object: JSONObject) -> Bool {
    guard object["event"]?.stringValue != nil else { return false }
    return (object["event"] == "StepStateChanged" && object["name"]?.stringValue != nil)
      || object["current_agent_name"]?.stringValue != nil
  }

  func isEnd(_ object: JSONObject) -> Bool { object["event"] == "StopEvent" }

  /// `Picked` out of `<class 'module.Picked'>`.
  private static func type(_ value: JSONValue?) -> String? {
    guard let text = value?.stringValue else { return nil }
    let quoted = text.split(separator: "'").dropFirst().first.map(String.init) ?? text
    return quoted.split(separator: ".").last.map(String.init)
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard let event = object["event"]?.stringValue else { return object["error"] != nil }
    if let name = object["current_agent_name"]?.stringValue {
      work(name, event, object, &facts)
      return true
    }
    if event == "ToolCall", let tool = object["tool_name"]?.stringValue {
      let arguments = (object["tool_kwargs"] ?? object["tool_args"]).map(RecordedPayload.value(of:))
      facts.add(.call(TraceFact.Call(name: tool, arguments: arguments)), parent: agent?.span ?? "")
      return true
    }
    guard event == "StepStateChanged", let name = object["name"]?.stringValue else {
      other(event, object, &facts)
      return true
    }
    let key = "\(name)/\(object["worker_id"]?.stringValue ?? "")"
    switch object["step_state"]?.stringValue {
    case "running"?, "in_progress"?, "preparing"?:
      begin(name, key, Self.type(object["input_event_name"]), &facts)
    default: end(name, key, object, &facts)
    }
    return true
  }

  private mutating func begin(_ name: String, _ key: String, _ input: String?, _ facts: inout EventFacts) {
    guard open[key] == nil else { return }
    count += 1
    var visit = TraceFact.Visit(agent: name, kind: .node)
    visit.startedBy = input
    if let asked {
      let question = TraceFact.Transfer(from: .agent(asked.step), to: .human, payload: asked.payload)
      facts.add(.transfer(question), from: facts.clock - 1, until: facts.clock - 1)
      facts.add(.transfer(TraceFact.Transfer(from: .human, to: .agent(name), evidence: .inferred)))
      self.asked = nil
    } else if let input, failed[name].map({ $0.hasSameCodePoints(as: input) }) ?? false {
      failed[name] = nil
      facts.add(.transfer(TraceFact.Transfer(from: .agent(name), to: .agent(name), evidence: .inferred)))
    }
    open[key] = Step(visit: visit, span: "\(name)#\(count)", start: facts.clock)
    order.append(key)
  }

  private mutating func end(_ name: String, _ key: String, _ object: JSONObject, _ facts: inout EventFacts) {
    guard var step = open.removeValue(forKey: key) else { return }
    lastStep = name
    if let sent = Self.type(object["output_event_name"]) {
      step.visit.sent = sent
    } else {
      // It sent nothing, not even nothing: it failed.
      failed[name] = step.visit.startedBy ?? ""
    }
    steps.append((step, facts.clock))
  }

  /// Somebody of an agent workflow is at work.
  private mutating func work(_ name: String, _ event: String, _ object: JSONObject, _ facts: inout EventFacts)
  {
    hasAgents = true
    if agent.map({ !$0.visit.agent.hasSameCodePoints(as: name) }) ?? true {
      closeAgent(&facts)
      count += 1
      agent = Step(visit: TraceFact.Visit(agent: name), span: "\(name)#\(count)", start: facts.clock)
    }
    if event == "AgentOutput", let said = ModelMessages.said(object["response"]), said.requests.isEmpty {
      facts.add(.said(said), parent: agent?.span ?? "")
    }
  }

  private mutating func closeAgent(_ facts: inout EventFacts) {
    guard let agent else { return }
    facts.add(.visit(agent.visit), span: agent.span, from: agent.start)
    self.agent = nil
  }

  private mutating func other(_ event: String, _ object: JSONObject, _ facts: inout EventFacts) {
    guard !lastStep.isEmpty else { return }
    if event == "WorkflowIdleEvent" {
      // Only a workflow that then waits has asked somebody.
      asked = pending ?? asked ?? (lastStep, nil)
      pending = nil
    } else if !event.hasPrefix("Workflow"), event != "exception", event != "StopEvent" {
      var payload = object
      payload["event"] = nil
      pending = (lastStep, .object(payload))
    }
  }

  mutating func finish(into facts: inout EventFacts) {
    closeAgent(&facts)
    for key in order {
      guard let step = open.removeValue(forKey: key) else { continue }
      steps.append((step, facts.clock))
    }
    guard !hasAgents else { return }
    for (step, end) in steps { facts.add(.visit(step.visit), span: step.span, from: step.start, until: end) }
  }
}
