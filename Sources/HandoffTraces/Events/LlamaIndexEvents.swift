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
  private var failed: [String: String] = [:]
  private var lastStep = ""
  private var count = 0

  static func recognises(_ object: JSONObject) -> Bool {
    object["event"] == "StepStateChanged" && object["name"]?.stringValue != nil
  }

  /// `Picked` out of `<class 'module.Picked'>`.
  private static func type(_ value: JSONValue?) -> String? {
    guard let text = value?.stringValue else { return nil }
    let quoted = text.split(separator: "'").dropFirst().first.map(String.init) ?? text
    return quoted.split(separator: ".").last.map(String.init)
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard let event = object["event"]?.stringValue else { return object["error"] != nil }
    guard event == "StepStateChanged", let name = object["name"]?.stringValue else {
      other(event, object, &facts)
      return true
    }
    let key = "\(name)/\(object["worker_id"]?.stringValue ?? "")"
    switch object["step_state"]?.stringValue {
    case "running"?, "in_progress"?, "preparing"?: begin(name, key, Self.type(object["input_event_name"]), &facts)
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
      facts.add(.transfer(TraceFact.Transfer(from: .agent(asked.step), to: .human, payload: asked.payload)), from: facts.clock - 1, until: facts.clock - 1)
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
    facts.add(.visit(step.visit), span: step.span, from: step.start)
  }

  private mutating func other(_ event: String, _ object: JSONObject, _ facts: inout EventFacts) {
    if event == "WorkflowIdleEvent" {
      if asked == nil, !lastStep.isEmpty { asked = (lastStep, nil) }
    } else if !lastStep.isEmpty, !event.hasPrefix("Workflow"), event != "exception", event != "StopEvent" {
      var payload = object
      payload["event"] = nil
      // Only a workflow that then waits has asked somebody.
      pending = (lastStep, .object(payload))
    }
    if event == "WorkflowIdleEvent", let pending { asked = pending }
    if event != "WorkflowIdleEvent" { return }
    pending = nil
  }

  private var pending: (step: String, payload: JSONValue?)?

  mutating func finish(into facts: inout EventFacts) {
    for key in order {
      guard let step = open.removeValue(forKey: key) else { continue }
      facts.add(.visit(step.visit), span: step.span, from: step.start)
    }
  }
}
