import HandoffSchema

/// The messages of AutoGen's teams.
struct AutoGenMessages: EventDialect {
  static let name = "autogen-messages"

  /// What an agent does before it answers.
  private static let inner = [
    "ToolCallRequestEvent", "ToolCallExecutionEvent", "ThoughtEvent", "MemoryQueryEvent",
    "ModelClientStreamingChunkEvent",
    "CodeGenerationEvent", "CodeExecutionEvent", "UserInputRequestedEvent", "SelectSpeakerEvent",
  ]
  /// Answers that only repeat what a tool said.
  private static let summaries = ["ToolCallSummaryMessage", "HandoffMessage", "StopMessage"]

  private var speaker: (name: String, span: String, start: UInt64)?
  private var count = 0

  static func recognises(_ object: JSONObject) -> Bool {
    guard object["source"]?.stringValue != nil, let type = object["type"]?.stringValue else { return false }
    return type.hasSuffix("Message") || type.hasSuffix("Event") || type.hasPrefix("StructuredMessage")
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard Self.recognises(object), let source = object["source"]?.stringValue,
      let type = object["type"]?.stringValue
    else { return object["type"] == "TaskResult" || object["error"] != nil }
    // The task itself.
    if source == "user", count == 0 { return true }
    if let speaker, !speaker.name.hasSameCodePoints(as: source) { close(nil, &facts) }
    if speaker == nil {
      count += 1
      speaker = (source, "\(source)#\(count)", facts.clock)
    }
    let span = speaker?.span ?? ""
    if type == "ToolCallRequestEvent" {
      let requests = (object["content"]?.arrayValue ?? []).compactMap {
        $0.objectValue.flatMap(ModelMessages.request)
      }
      facts.add(.said(TraceFact.Said(requests: requests)), parent: span)
    }
    guard !Self.inner.contains(type) else { return true }
    let content = object["content"]
    if type == "HandoffMessage", let target = object["target"]?.stringValue {
      facts.add(.transfer(TraceFact.Transfer(to: .agent(target))), parent: span)
    } else if let text = content?.stringValue {
      facts.add(.said(TraceFact.Said(text: text)), parent: span)
    }
    close(Self.summaries.contains(type) ? nil : content, &facts)
    return true
  }

  private mutating func close(_ output: JSONValue?, _ facts: inout EventFacts) {
    guard let speaker else { return }
    var visit = TraceFact.Visit(agent: speaker.name)
    visit.output = output
    facts.add(.visit(visit), span: speaker.span, from: speaker.start)
    self.speaker = nil
  }

  mutating func finish(into facts: inout EventFacts) { close(nil, &facts) }
}
