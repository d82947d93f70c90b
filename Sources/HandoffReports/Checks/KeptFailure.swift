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
      let handoff = json["handoff"]?.stringValue, let failureClass = json["class"]?.stringValue,
      let state = json["state"]?.stringValue, let explanation = json["explanation"]?.stringValue,
      let replay = json["replay"]?.stringValue
    else { return nil }
    if let raw = json["raw"]?.stringValue {
      content = .text(raw)
    } else if let payload = json["payload"] {
      content = .payload(payload)
    } else {
      return nil
    }
    self.manifest = manifest
    self.handoff = handoff
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
    switch content {
    case .payload(let payload): object["payload"] = payload
    case .text(let text): object["raw"] = .string(text)
    }
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

extension KeptFailure {
  /// The failures as text: one after the other, and how many.
  ///
  /// - Parameters:
  ///   - failures: What is kept.
  ///   - style: How it looks.
  ///   - replay: The command that runs one again.
  /// - Returns: The text, ending with a line end.
  public static func text(
    _ failures: [KeptFailure], style: TextStyle = TextStyle(), replay: (KeptFailure) -> String
  ) -> String {
    var lines: [String] = []
    for failure in failures {
      let name = style.colored(TerminalText.line(failure.handoff), .bold)
      let state = failure.state == Confirmation.confirmed.name ? "" : " (\(TerminalText.line(failure.state)))"
      lines.append("\(name): \(style.colored(TerminalText.line(failure.failureClass), .red))\(state)")
      switch failure.content {
      case .payload(let payload): lines.append(style.detail("payload", FindingText.payload(payload)))
      case .text(let text): lines.append(style.detail("text", TerminalText.excerpt(text)))
      }
      lines.append(style.detail("why", TerminalText.excerpt(failure.explanation)))
      lines += [style.detail("replay", replay(failure)), ""]
    }
    lines.append("\(Counted.text(failures.count, "failure")) kept")
    return lines.joined(separator: "\n") + "\n"
  }
}
