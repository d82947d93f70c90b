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

  private struct Speaker {
    var name: String
    var span: String
    var parent: String
    var start: UInt64
  }

  /// A speaker whose tools run: what others say meanwhile is said inside of them.
  private struct Calling {
    var speaker: Speaker
    var requests: [TraceFact.Said.Request]
    var span: String
    var start: UInt64
    var hasInside = false
  }

  private var speaker: Speaker?
  private var calling: [Calling] = []
  private var count = 0

  static func recognises(_ object: JSONObject) -> Bool {
    guard object["source"]?.stringValue != nil, let type = object["type"]?.stringValue else { return false }
    return type.hasSuffix("Message") || type.hasSuffix("Event") || type.hasPrefix("StructuredMessage")
  }

  func isEnd(_ object: JSONObject) -> Bool {
    object["type"] == "TaskResult" || (object["messages"]?.arrayValue != nil && object["stop_reason"] != nil)
  }

  mutating func read(_ object: JSONObject, into facts: inout EventFacts) -> Bool {
    guard Self.recognises(object), let source = object["source"]?.stringValue,
      let type = object["type"]?.stringValue
    else { return readResult(object, &facts) }
    // The task itself; that of a team inside a tool comes from whoever called.
    if source == "user", count == 0 || (!calling.isEmpty && speaker == nil) { return true }
    if let index = calling.lastIndex(where: { $0.speaker.name.hasSameCodePoints(as: source) }) {
      end(to: index, type == "ToolCallExecutionEvent" ? object["content"] : nil, &facts)
    }
    if let speaker, !speaker.name.hasSameCodePoints(as: source) { close(nil, &facts) }
    if speaker == nil {
      count += 1
      if !calling.isEmpty { calling[calling.count - 1].hasInside = true }
      speaker = Speaker(
        name: source, span: "\(source)#\(count)", parent: calling.last?.span ?? "", start: facts.clock)
    }
    guard let speaker else { return true }
    if type == "ToolCallRequestEvent" {
      request(object, speaker, &facts)
      return true
    }
    guard !Self.inner.contains(type) else { return true }
    let content = object["content"]
    if type == "HandoffMessage", let target = object["target"]?.stringValue {
      facts.add(.transfer(TraceFact.Transfer(to: .agent(target))), parent: speaker.span)
    } else if let text = content?.stringValue {
      facts.add(.said(TraceFact.Said(text: text)), parent: speaker.span)
    }
    close(Self.summaries.contains(type) ? nil : content, &facts)
    return true
  }

  /// What a team returns at its end: its messages once more, which count only where they were not streamed.
  private mutating func readResult(_ object: JSONObject, _ facts: inout EventFacts) -> Bool {
    guard isEnd(object) else { return object["error"] != nil }
    guard count == 0 else { return true }
    for message in object["messages"]?.arrayValue ?? [] {
      guard let message = message.objectValue, Self.recognises(message) else { continue }
      facts.advance(to: facts.location)
      _ = read(message, into: &facts)
    }
    return true
  }

  /// Somebody's tools begin to run.
  private mutating func request(_ object: JSONObject, _ speaker: Speaker, _ facts: inout EventFacts) {
    let requests = (object["content"]?.arrayValue ?? []).compactMap {
      $0.objectValue.flatMap(ModelMessages.request)
    }
    facts.add(.said(TraceFact.Said(requests: requests)), parent: speaker.span)
    calling.append(
      Calling(speaker: speaker, requests: requests, span: "\(speaker.span)/call", start: facts.clock))
    self.speaker = nil
  }

  /// The tools of a speaker have run, and those of everybody inside.
  private mutating func end(to index: Int, _ results: JSONValue?, _ facts: inout EventFacts) {
    close(nil, &facts)
    while calling.count > index {
      let done = calling.removeLast()
      if done.hasInside, let request = done.requests.first {
        let result = results?.arrayValue?.first { result in
          result["name"]?.stringValue.map { $0.hasSameCodePoints(as: request.name) } ?? false
        }
        let call = TraceFact.Call(
          name: request.name, arguments: request.arguments, result: result?["content"])
        facts.add(.call(call), span: done.span, parent: done.speaker.span, from: done.start)
      }
      speaker = done.speaker
      if calling.count > index { close(nil, &facts) }
    }
  }

  private mutating func close(_ output: JSONValue?, _ facts: inout EventFacts) {
    guard let speaker else { return }
    var visit = TraceFact.Visit(agent: speaker.name)
    visit.output = output
    facts.add(.visit(visit), span: speaker.span, parent: speaker.parent, from: speaker.start)
    self.speaker = nil
  }

  mutating func finish(into facts: inout EventFacts) {
    if !calling.isEmpty { end(to: 0, nil, &facts) }
    close(nil, &facts)
  }
}
