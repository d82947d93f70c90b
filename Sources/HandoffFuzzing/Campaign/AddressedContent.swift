public import HandoffSchema

/// What is handed over on a named handoff: `{"handoff": "A->B", "payload": …}`, or with `raw` for text that is not JSON.
///
/// So lines of the consumer protocol, of example files and of notes, and files of kept failures say it.
public struct AddressedContent: Sendable, Hashable {
  /// The name of the handoff.
  public var handoff: String
  /// What is handed over.
  public var content: HandoffCase.Content

  /// Puts both together.
  public init(handoff: String, _ content: HandoffCase.Content) {
    self.handoff = handoff
    self.content = content
  }

  /// Reads an object that may have more members; `nil` where it does not have `handoff` and exactly one of the others.
  public init?(json: JSONValue) {
    guard let handoff = json["handoff"]?.stringValue, let content = HandoffCase.Content(json: json) else {
      return nil
    }
    self.init(handoff: handoff, content)
  }

  /// The object that ``init(json:)`` reads.
  public var json: JSONValue {
    var object: JSONObject = ["handoff": .string(handoff)]
    content.add(to: &object)
    return .object(object)
  }
}

extension HandoffCase.Content {
  /// Reads the member `payload` or `raw` of an object; `nil` where it has not exactly one of them.
  public init?(json: JSONValue) {
    switch (json["payload"], json["raw"]) {
    case (let payload?, nil): self = .payload(payload)
    case (nil, let raw?):
      guard let text = raw.stringValue else { return nil }
      self = .text(text)
    default: return nil
    }
  }

  /// Adds the member that ``init(json:)`` reads to an object that has none.
  public func add(to object: inout JSONObject) {
    switch self {
    case .payload(let payload): object["payload"] = payload
    case .text(let text): object["raw"] = .string(text)
    }
  }

  /// The object that ``init(json:)`` reads, with no other member.
  public var json: JSONValue {
    var object: JSONObject = [:]
    add(to: &object)
    return .object(object)
  }
}
