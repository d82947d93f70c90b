import HandoffRuntime
import HandoffSchema

/// A request to `handoff validate --serve`, as `docs/consumer-protocol.md` describes it.
struct ServedRequest {
  /// What the payload is held against.
  enum Subject: Equatable {
    /// A contract of a manifest; `nil` for the one that the command names.
    case contract(String, system: String?)
    /// A schema, named as on the command line.
    case schema(String)
    /// The schema that the command names.
    case standing
  }

  /// What is to be judged.
  enum Payload {
    case value(JSONValue)
    case text(String)
  }

  /// Why a line is no request.
  struct Malformed: Error, Hashable {
    var description: String
  }

  let subject: Subject
  let payload: Payload

  private static let members = ["id", "contract", "system", "schema", "text", "payload"]

  /// Reads a request.
  ///
  /// - Throws: ``Malformed`` with what is wrong and what to write.
  init(_ value: JSONValue) throws(Malformed) {
    guard let object = value.objectValue else {
      throw Malformed(description: "expected an object, found \(value.brief)")
    }
    if let unknown = object.first(where: { !Self.members.contains($0.key) }) {
      throw Malformed(
        description: "unknown member \(TerminalText.quoted(unknown.key)); the known ones are"
          + " \(Self.members.joined(separator: ", "))")
    }
    subject = try Self.subject(of: object)
    switch (object["text"], object["payload"]) {
    case (let text?, nil):
      guard let text = text.stringValue else {
        throw Malformed(
          description: "\"text\" must be a text; a payload that is no text goes into \"payload\"")
      }
      payload = .text(text)
    case (nil, let value?): payload = .value(value)
    case (nil, nil):
      throw Malformed(description: "the payload is missing; write it as \"text\" or \"payload\"")
    case (.some, .some):
      throw Malformed(description: "\"text\" and \"payload\" are two payloads; send one")
    }
  }

  private static func subject(of object: JSONObject) throws(Malformed) -> Subject {
    func text(_ name: String) throws(Malformed) -> String? {
      guard let value = object[name] else { return nil }
      guard let text = value.stringValue else { throw Malformed(description: "\"\(name)\" must be a text") }
      return text
    }
    let (contract, system, schema) = (try text("contract"), try text("system"), try text("schema"))
    switch (contract, system, schema) {
    case (let contract?, let system, nil): return .contract(contract, system: system)
    case (nil, nil, let schema?): return .schema(schema)
    case (nil, nil, nil): return .standing
    case (nil, .some, nil):
      throw Malformed(
        description: "\"system\" names a manifest; say by \"contract\" which of its contracts is meant")
    case (_, _, .some):
      throw Malformed(
        description: "\"schema\" stands alone; \"contract\" and \"system\" say the same in another way")
    }
  }
}
