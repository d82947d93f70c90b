import Foundation
import Testing

@testable import handoff

@Suite("A manifest where a schema is expected")
struct ManifestAsSchemaTests {
  private let manifest = #"""
    {"handoffSystem": 1, "name": "desk", "entry": "intake",
     "contracts": {
       "ticket": {"output": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
                  "failures": {"spam": {"schema": {"properties": {"why": {"type": "string"}}}}}},
       "reply": {"output": {"type": "string", "maxmum": 9}}},
     "agents": {
       "intake": {"accepts": {"type": "object"}, "produces": "ticket"},
       "solver": {"accepts": {"contract": "ticket"}, "produces": "reply", "finishes": true}},
     "handoffs": [{"from": "intake", "to": "solver", "when": {"required": ["id"]}}]}
    """#

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.add("system.json", manifest)
    _ = try folder.add("payload.json", #"{"step": 1, "owner": "Dev"}"#)
    _ = try folder.add("ticket.json", #"{"id": "T-1"}"#)
    _ = try folder.add("schema.json", #"{"type": "object", "required": ["id"]}"#)
    return folder
  }

  /// Runs the program in the folder and expects that it refuses to answer.
  private func refusal(_ words: String..., in folder: TemporaryFolder) throws -> String {
    let outcome = try BuiltTool.run(words, in: folder.path(""))
    #expect(outcome.status == 2, "\(words): \(outcome.output)\(outcome.errors)")
    #expect(outcome.output == "")
    return outcome.errors
  }

  @Test func `a whole manifest is no schema`() throws {
    let folder = try folder()
    let message =
      "system.json: this is a manifest; write system.json#/contracts/NAME; the contracts are \"ticket\", \"reply\"\n"
    #expect(try refusal("validate", "system.json", "payload.json", in: folder) == message)
    #expect(try refusal("compare", "system.json", "schema.json", in: folder) == message)
    #expect(
      try refusal("diff", "system.json", "schema.json", in: folder).hasSuffix(
        "\nsystem.json: this is a manifest, and the other is one contract; write system.json#/contracts/NAME, or"
          + " compare two manifests; the contracts are \"ticket\", \"reply\"\n"))
  }

  @Test func `two manifests are compared by diff`() throws {
    let folder = try folder()
    #expect(
      try refusal("compare", "system.json", "system.json", in: folder)
        == "handoff compare: both are manifests; write \"handoff diff system.json system.json\", or name a contract"
        + " of each: system.json#/contracts/NAME\n")
  }

  @Test func `swapped arguments of validate are recognised`() throws {
    let folder = try folder()
    #expect(
      try refusal("validate", "payload.json", "system.json", in: folder)
        == "payload.json: no schema, while system.json is a manifest; the schema comes first: handoff validate"
        + " system.json#/contracts/NAME payload.json\n")
    #expect(
      try refusal("validate", "payload.json", "schema.json", in: folder)
        == "payload.json: no schema, while schema.json is a schema; the schema comes first: handoff validate"
        + " schema.json payload.json\n")
  }

  @Test func `a schema without any keyword is told to accept everything`() throws {
    let folder = try folder()
    let outcome = try BuiltTool.run(["validate", "payload.json", "ticket.json"], in: folder.path(""))
    #expect(
      outcome
        == BuiltTool.Outcome(
          status: 0, output: "1 payload: 1 valid\n",
          errors:
            "payload.json: warning: none of its members is a keyword of JSON Schema, so it accepts every payload\n"
        ))
    _ = try folder.add("any.json", #"{"title": "Anything"}"#)
    #expect(try BuiltTool.run(["validate", "any.json", "ticket.json"], in: folder.path("")).errors == "")
  }

  @Test func `a failure of a contract is its whole payload`() throws {
    let folder = try folder()
    let spam = "system.json#/contracts/ticket/failures/spam"
    #expect(try BuiltTool.run(["validate", spam, "payload.json"], in: folder.path("")).status == 1)
    _ = try folder.add("spam.json", #"{"failure": "spam", "why": "an advert"}"#)
    #expect(try BuiltTool.run(["validate", spam, "spam.json"], in: folder.path("")).status == 0)
    _ = try folder.add("odd.json", #"{"failure": "spam", "why": 3}"#)
    #expect(try BuiltTool.run(["validate", spam, "odd.json"], in: folder.path("")).status == 1)
    #expect(try BuiltTool.run(["compare", spam, "\(spam)/schema"], in: folder.path("")).status == 0)
  }

  @Test func `a failure that the contract does not declare is answered with those that it does`() throws {
    let folder = try folder()
    #expect(
      try refusal("validate", "system.json#/contracts/ticket/failures/spma", "payload.json", in: folder)
        == "system.json#/contracts/ticket/failures/spma: the part after # leads nowhere; did you mean \"spam\"?\n"
    )
    #expect(
      try refusal("validate", "system.json#/contracts/ticket/failures/late", "payload.json", in: folder)
        == "system.json#/contracts/ticket/failures/late: the part after # leads nowhere; the failures of \"ticket\" are"
        + " \"spam\"\n")
    #expect(
      try refusal("validate", "system.json#/contracts/reply/failures/spam", "payload.json", in: folder)
        == "system.json#/contracts/reply/failures/spam: the part after # leads nowhere; \"reply\" declares no"
        + " failures\n")
  }

  @Test func `a schema in an extension of a manifest can be used`() throws {
    let folder = try folder()
    _ = try folder.add(
      "system.json",
      manifest.replacingOccurrences(
        of: "\"agents\":", with: #""x-more": {"a": {"type": "array"}}, "agents":"#))
    #expect(
      try BuiltTool.run(["validate", "system.json#/x-more/a", "payload.json"], in: folder.path("")).status
        == 1)
  }

  @Test func `a contract that is named instead of a schema stands for its output`() throws {
    let folder = try folder()
    let place = "system.json#/agents/solver/accepts"
    #expect(try BuiltTool.run(["validate", place, "payload.json"], in: folder.path("")).status == 1)
    #expect(try BuiltTool.run(["validate", place, "ticket.json"], in: folder.path("")).status == 0)
    #expect(
      try BuiltTool.run(["validate", "system.json#/handoffs/0/when", "ticket.json"], in: folder.path(""))
        .status
        == 0)
  }

  @Test func `other parts of a manifest are no schemas either`() throws {
    let folder = try folder()
    #expect(
      try refusal("validate", "system.json#/agents/solver", "payload.json", in: folder)
        == "system.json#/agents/solver: this is an agent; write system.json#/agents/solver/accepts for what it accepts,"
        + " or system.json#/contracts/reply for what it sends\n")
    #expect(
      try refusal("validate", "system.json#/handoffs/0", "payload.json", in: folder)
        == "system.json#/handoffs/0: this is a handoff; write system.json#/handoffs/0/when for its guard\n")
    for place in ["/contracts", "/agents", "/contracts/ticket/failures", "/agents/solver/produces", "/name"] {
      #expect(
        try refusal("validate", "system.json#\(place)", "payload.json", in: folder)
          == "system.json#\(place): this part of a manifest is no schema; the contracts are \"ticket\", \"reply\"\n"
      )
    }
  }

  @Test(arguments: [
    ["audit", "system.json"], ["route", "system.json", "intake", "--payload", "ticket.json"],
    ["diff", "system.json", "system.json"], ["check", "system.json", "--cases", "1"],
    ["validate", "system.json#/contracts/reply", "ticket.json"],
  ])
  func `a typing error in a schema of a manifest is told by every command, and changes nothing`(
    words: [String]
  )
    throws
  {
    let folder = try folder()
    let warning =
      "system.json:5:43: warning: /contracts/reply/output/maxmum: \"maxmum\" is no keyword of JSON Schema and says"
      + " nothing; did you mean \"maximum\"?\n"
    let outcome = try BuiltTool.run(words, in: folder.path(""))
    #expect(outcome.errors.hasPrefix(warning), "\(outcome.errors)")
    _ = try folder.add("system.json", manifest.replacingOccurrences(of: "maxmum", with: "x-max"))
    let sound = try BuiltTool.run(words, in: folder.path(""))
    #expect(sound.status == outcome.status)
    #expect(!sound.errors.contains("warning"))
  }

  @Test func `a manifest on standard input is read once`() throws {
    let folder = try folder()
    let outcome = try BuiltTool.run(
      ["validate", "--", "-#/contracts/ticket/failures/spam", "ticket.json"], input: manifest,
      in: folder.path(""))
    #expect(outcome.status == 1, "\(outcome.errors)")
  }
}
