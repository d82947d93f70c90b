import HandoffContracts
import HandoffSchema

/// One span, whatever wrote it: OpenTelemetry, the OpenAI Agents SDK or LangSmith.
struct TraceSpan: Sendable {
  var trace: String
  var span: String
  var parent: String
  var name: String
  /// The instrumentation that wrote it.
  var scope = ""
  var start: UInt64
  var end: UInt64
  var attributes = JSONObject()
  var events: [Event] = []
  /// Whether it failed, and what it says of that.
  var failed = false
  var message: String?
  var location: SourceLocation?
  /// Whether it only stopped until a person has answered.
  var isInterrupted = false

  struct Event: Sendable {
    var name: String
    var attributes: JSONObject
  }

  /// The text of the first of several attributes that is one.
  func text(_ names: [String]) -> String? {
    for name in names {
      if let text = attributes[name]?.stringValue, !text.isEmpty { return text }
    }
    return nil
  }

  /// The value of the first of several attributes that is there, read as JSON where it is text that is JSON.
  func value(_ names: [String]) -> JSONValue? {
    for name in names {
      if let value = attributes[name] { return RecordedPayload.value(of: value) }
    }
    return nil
  }

  /// An attribute of the events, the last one that is there.
  func eventValue(_ name: String) -> JSONValue? {
    for event in events.reversed() {
      if let value = event.attributes[name] { return RecordedPayload.value(of: value) }
    }
    return nil
  }

  /// An attribute of the last event of a name.
  func value(of attribute: String, inEvent name: String) -> JSONValue? {
    events.last { $0.name == name }?.attributes[attribute].map { RecordedPayload.value(of: $0) }
  }

  /// The kind of failure that it ended with.
  var failure: String? {
    guard failed else { return nil }
    let kind = text(["error.type"]) ?? eventValue("exception.type")?.stringValue
    return FailureName.of(type: kind, message: message)
  }

  /// A fact of this span.
  func fact(_ content: TraceFact.Content, session: String? = nil) -> TraceFact {
    TraceFact(
      start: start, end: max(start, end), span: span, parent: parent, content: content,
      location: location, session: session)
  }
}
