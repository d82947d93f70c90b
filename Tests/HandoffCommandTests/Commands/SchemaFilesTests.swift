import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import handoff

/// Schemas in files, in every command that reads a manifest or a schema, from every working folder.
@Suite("Schema files of commands")
struct SchemaFilesTests {
  private static let folder = Fixtures.folder.appendingPathComponent("schemas/files").path

  @Test(arguments: [
    (folder, ""), (folder + "/schemas", "../"), (Fixtures.repository.path, "Fixtures/schemas/files/"),
    ("/", folder + "/"),
  ])
  func `a manifest in three files works in every command and from every folder`(
    working: String, prefix: String
  ) throws {
    let system = prefix + "system.json"
    let commands: [([String], says: String)] = [
      (["audit", system], "planning (4 agents"), (["check", system], "planner->worker"),
      (["route", system, "planner", "--payload", prefix + "plan.json"], "\"worker\" gets the work"),
      (["diff", system, system], "0 changed"),
      (["validate", system + "#/contracts/plan", prefix + "plan.json"], "1 valid"),
      (["validate", system + "#/contracts/plan/output", prefix + "plan.json"], "1 valid"),
      (["validate", prefix + "schemas/plan.schema.json", prefix + "plan.json"], "1 valid"),
      (["compare", system + "#/contracts/plan", prefix + "schemas/plan.schema.json"], "included"),
      (["diff", system + "#/contracts/plan", prefix + "schemas/plan.schema.json"], "plan"),
      (["diff", prefix + "schemas/plan.schema.json", prefix + "schemas/plan.schema.json"], "0 changed"),
    ]
    for (arguments, says) in commands {
      let outcome = try BuiltTool.run(arguments, in: working)
      #expect(outcome.output.contains(says), "\(arguments): \(outcome.output)\(outcome.errors)")
      #expect(!outcome.errors.contains("$ref"), "\(arguments): \(outcome.errors)")
    }
  }

  @Test func `a payload that only a file refuses is refused`() throws {
    let temporary = try TemporaryFolder()
    let payload = try temporary.add(
      "p.json", "{\"goal\": {\"text\": \"x\"}, \"steps\": [{\"text\": \"y\", \"minutes\": 481}]}")
    for schema in [
      "system.json#/contracts/plan", "schemas/plan.schema.json", "system.json#/agents/worker/accepts",
    ] {
      let outcome = try BuiltTool.run(["validate", schema, payload], in: Self.folder)
      #expect(outcome.status == 1, "\(schema): \(outcome.output)\(outcome.errors)")
      #expect(outcome.output.contains("480"))
    }
  }

  @Test(arguments: Fixtures.files(in: "schemas/pasted", endingIn: ".schema.json"))
  func `a pasted schema means what it means in a file of its own`(file: URL) throws {
    let schema = try String(contentsOf: file, encoding: .utf8)
    let temporary = try TemporaryFolder()
    let manifest = try temporary.add(
      "m.json",
      """
      {"handoffSystem": 1, "name": "x", "entry": "a", "contracts": {"c": {"output": \(schema)}},
       "agents": {"a": {"accepts": \(schema), "produces": "c", "finishes": true}},
       "$defs": {"unused": true}}
      """)
    for (first, second) in [
      (manifest + "#/contracts/c", file.path), (file.path, manifest + "#/contracts/c"),
      (manifest + "#/agents/a/accepts", manifest + "#/contracts/c"), (file.path, file.path),
    ] {
      let outcome = try BuiltTool.run("compare", first, second)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
    #expect(try BuiltTool.run("audit", manifest, "--fail-on", "error").status == 0)
    #expect(try BuiltTool.run("diff", file.path, manifest + "#/contracts/c", "--fail-on", "any").status == 0)
    let payloads = file.path.replacingOccurrences(of: ".schema.json", with: ".cases.json")
    let cases = try JSONDocument(parsing: Array(Data(contentsOf: URL(fileURLWithPath: payloads)))).value
    for (member, status) in [("valid", Int32(0)), ("invalid", 1)] {
      for payload in cases[member]?.arrayValue ?? [] {
        for schema in [file.path, manifest + "#/contracts/c", manifest + "#/agents/a/accepts"] {
          let outcome = try BuiltTool.run(["validate", schema, "-"], input: payload.text())
          #expect(outcome.status == status, "\(schema) \(payload): \(outcome.output)\(outcome.errors)")
        }
      }
    }
  }

  @Test func `the schema of a tool stands in a list of tools`() throws {
    let schema = "Fixtures/schemas/pasted/mcp-tools.json#/tools/0/inputSchema"
    // Its references count from the list, as in every other document.
    let outcome = try BuiltTool.run(
      ["validate", schema, "-"], input: "{\"query\": \"x\", \"filter\": {\"field\": 1}}")
    #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
  }

  @Test func `nothing outside of the folder is read, unless it is allowed`() throws {
    let temporary = try TemporaryFolder()
    for name in ["in", "in/below", "out", "inner"] {
      try FileManager.default.createDirectory(atPath: temporary.path(name), withIntermediateDirectories: true)
    }
    _ = try temporary.add("out/o.json", "{\"type\": \"string\"}")
    _ = try temporary.add("in/below/b.json", "{\"type\": \"string\"}")
    // A name that begins as the folder's does is another folder.
    _ = try temporary.add("inner/o.json", "{\"type\": \"string\"}")
    for (link, target) in [
      ("in/link.json", "../out/o.json"), ("in/linked", "../out"), ("in/near.json", "below/b.json"),
    ] {
      try FileManager.default.createSymbolicLink(atPath: temporary.path(link), withDestinationPath: target)
    }
    func read(_ reference: String, _ options: String...) throws -> BuiltTool.Outcome {
      let schema = try temporary.add("in/s.json", "{\"$ref\":\n  \"\(reference)\"}")
      return try BuiltTool.run(["compare", schema, schema] + options)
    }
    for reference in [
      "../out/o.json", "below/../../out/o.json", "link.json", "linked/o.json", temporary.path("out/o.json"),
      "%2e%2e/out/o.json", "../inner/o.json", "..%2Fout/o.json",
    ] {
      let outcome = try read(reference)
      #expect(outcome.status == 2, "\(reference)")
      #expect(outcome.errors.contains("s.json:2:3: /$ref: the schema file "), "\(outcome.errors)")
      #expect(outcome.errors.contains("is outside of the folder"), "\(reference): \(outcome.errors)")
      #expect(outcome.errors.contains("--schema-root DIR"))
    }
    for reference in [
      "below/b.json", "near.json", "below/../below/b.json", "./below/b.json", "below%2Fb.json",
    ] {
      let outcome = try read(reference)
      #expect(outcome.status == 0, "\(reference): \(outcome.errors)")
    }
    for reference in ["../out/o.json", "link.json", "linked/o.json"] {
      #expect(try read(reference, "--schema-root", temporary.path("out")).status == 0, "\(reference)")
    }
    #expect(try read("../inner/o.json", "--schema-root", temporary.path("out")).status == 2)
    let missing = try read("below/b.json", "--schema-root", temporary.path("none"))
    #expect(missing.status == 2 && missing.errors.contains("--schema-root: there is no folder"))
  }

  @Test(arguments: [
    ["audit", "s.json"], ["check", "s.json"], ["route", "s.json", "a", "--payload", "p.json"],
    ["diff", "s.json#/contracts/c", "q.json"], ["compare", "s.json#/contracts/c", "q.json"],
    ["validate", "s.json#/contracts/c", "p.json"],
    ["validate", "s.json#/contracts/c/failures/f", "p.json"],
  ])
  func `slips in a schema file are told under its name, where something leads`(command: [String]) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("below"), withIntermediateDirectories: true)
    let reference = ##"{"$ref": "below/first.json"}"##
    _ = try folder.add(
      "s.json",
      """
      {"handoffSystem": 1, "name": "s", "entry": "a",
       "contracts": {"c": {"output": \(reference), "failures": {"f": {"schema": \(reference)}}}},
       "agents": {"a": {"produces": "c", "finishes": true}}, "$defs": {"m": {"minmum": 3}}}
      """)
    // From below a file leads on, by its own folder, back to the manifest, and in a circle; what nothing leads to
    // says nothing.
    _ = try folder.add(
      "below/first.json", ##"{"items": {"$ref": "./ext.json#/$defs/n"}, "not": {"$ref": "ring.json"}}"##)
    _ = try folder.add(
      "below/ring.json", ##"{"properties": {"a": {"$ref": "first.json"}}, "required": ["a", "b"]}"##)
    _ = try folder.add(
      "below/ext.json",
      ##"""
      {"x": {"maxmum": 1}, "$defs": {"n": {"$id": "https://example.com/n",
        "allOf": [{"$ref": "deep%2Ejson"}, {"$ref": "../s.json#/$defs/m"}, {"requried": ["a"]}]}}}
      """##)
    _ = try folder.add("below/deep.json", ##"{"patern": "a"}"##)
    _ = try folder.add("p.json", "1")
    _ = try folder.add("q.json", "{}")
    let outcome = try BuiltTool.run(command, in: folder.path(""))
    let warnings = outcome.errors.split(separator: "\n").filter { $0.contains("is no keyword") }
    #expect(
      warnings.map { $0.prefix { $0 != " " } } == [
        "s.json:3:72:", "below/ext.json:2:71:", "below/deep.json:1:2:",
      ], "\(outcome.output)\(outcome.errors)")
  }

  @Test func `a file that cannot be read is told with its reference`() throws {
    let temporary = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: temporary.path("folder"), withIntermediateDirectories: true)
    #expect(mkfifo(temporary.path("pipe"), 0o600) == 0)
    _ = try temporary.add("empty.json", "")
    _ = try temporary.add("bad.json", "{\n  \"a\": }")
    for (reference, reason) in [
      ("none.json", "does not exist"), ("folder", "it is no regular file"), ("pipe", "it is no regular file"),
      ("empty.json", "the file is empty"), ("bad.json", "is not JSON, see its line 2, column 8"),
      ("bad.json%00", "does not exist"),
    ] {
      let manifest = try temporary.add(
        "m.json",
        """
        {"handoffSystem": 1, "name": "x", "entry": "a",
         "agents": {"a": {"finishes": true, "accepts":
           {"$ref": "\(reference)"}}}}
        """)
      let outcome = try BuiltTool.run(["audit", manifest])
      #expect(outcome.status == 2)
      #expect(
        outcome.errors.contains("m.json:3:13: /agents/a/accepts/$ref: the schema file"), "\(outcome.errors)")
      #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    }
  }

  @Test func `a draft 4 schema that names itself by id finds its neighbour as a later draft does`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("other.json", #"{"type": "integer"}"#)
    let payload = try folder.add("p.json", #"{"a": "x"}"#)
    for (draft, keyword) in [("draft-04", "id"), ("draft-07", "$id")] {
      let schema = try folder.add(
        "\(draft).json",
        """
        {"$schema": "http://json-schema.org/\(draft)/schema#", "\(keyword)": "http://x.example/y/root.json",
         "properties": {"a": {"$ref": "other.json"}}}
        """)
      let outcome = try BuiltTool.run(["validate", schema, payload])
      #expect(outcome.status == 1 && outcome.output.contains("expected an integer"), "\(outcome)")
    }
  }
}
