public import HandoffFuzzing
public import HandoffSchema

/// A failure as it is kept from one run to the next: one file each.
public struct KeptFailure: Sendable, Hashable {
  /// The manifest's name, without its folder.
  public var manifest: String
  /// The name of the handoff.
  public var handoff: String
  /// The name of the class.
  public var failureClass: String
  /// What running it again had shown, by name.
  public var state: String
  /// What was handed over.
  public var content: HandoffCase.Content
  /// Why it is a failure.
  public var explanation: String
  /// Runs it again.
  public var replay: String

  /// Keeps a failure of a report.
  public init(_ failure: CampaignFailure, manifest: String) {
    self.manifest = manifest
    handoff = failure.handoff
    failureClass = failure.failureClass.name
    state = failure.confirmation.name
    content = failure.content
    explanation = failure.explanation
    replay = failure.replay
  }

  /// Reads what ``json`` wrote; `nil` where it is something else.
  public init?(json: JSONValue) {
    guard json["format"] == 1, let manifest = json["manifest"]?.stringValue,
      let found = AddressedContent(json: json), let failureClass = json["class"]?.stringValue,
      let state = json["state"]?.stringValue, let explanation = json["explanation"]?.stringValue,
      let replay = json["replay"]?.stringValue
    else { return nil }
    self.manifest = manifest
    self.handoff = found.handoff
    content = found.content
    self.failureClass = failureClass
    self.state = state
    self.explanation = explanation
    self.replay = replay
  }

  /// The content of its file.
  public var json: JSONValue {
    var object: JSONObject = [
      "format": 1, "manifest": .string(manifest), "handoff": .string(handoff), "class": .string(failureClass),
      "state": .string(state),
    ]
    content.add(to: &object)
    object["explanation"] = .string(TerminalText.reported(explanation))
    object["replay"] = .string(replay)
    return .object(object)
  }

  /// Whether the consumer ended or hung on it.
  package var endsConsumer: Bool {
    [FailureClass.crash, .hang].contains { $0.name == failureClass }
  }

  /// The name of its file: the same for the same failure, whoever finds it.
  public var fileName: String {
    let text =
      switch content {
      case .payload(let payload): "payload\n\(payload.text())"
      case .text(let text): "text\n\(text)"
      }
    return StableHash("\(manifest)\n\(handoff)\n\(failureClass)\n\(text)".utf8).digits + ".json"
  }
}
