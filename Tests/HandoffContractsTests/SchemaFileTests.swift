import HandoffContracts
import HandoffSchema
import Testing

/// Schemas in files that a manifest refers to; the files are in memory.
@Suite("Schema files")
struct SchemaFileTests {
  private static func reader(_ files: [String: String]) -> SchemaFileReader {
    SchemaFileReader { path in
      if path.utf8.starts(with: "../".utf8) { return .refused(.outside) }
      guard let text = files[path] else { return .refused(.notFound) }
      do throws(JSONSyntaxError) {
        return .document(try JSONDocument(parsing: Array(text.utf8)), name: "dir/" + path)
      } catch {
        return .refused(.notJSON(error))
      }
    }
  }

  /// A manifest whose agents accept these schemas, an agent each, a line each from the second on.
  private static func manifest(accepting schemas: [JSONValue], definitions: JSONValue = [:]) -> String {
    let agents = schemas.enumerated().map { "\"a\($0.offset)\": {\"accepts\": \($0.element.text())}" }
    return """
      {"handoffSystem": 1, "name": "s", "entry": "a0", "agents": {
      \(agents.joined(separator: ",\n"))
      }, "$defs": \(definitions.text())}
      """
  }

  private static func system(
    accepting schemas: JSONValue..., definitions: JSONValue = [:], files: [String: String]
  ) throws -> AgentSystem {
    try AgentSystem(
      manifest: Array(manifest(accepting: schemas, definitions: definitions).utf8), file: "m.json",
      schemaFiles: reader(files))
  }

  private static func problems(accepting schemas: JSONValue..., files: [String: String]) throws -> [String] {
    let error = #expect(throws: ManifestError.self) {
      try AgentSystem(
        manifest: Array(manifest(accepting: schemas).utf8), file: "m.json", schemaFiles: reader(files))
    }
    return try #require(error).problems.map { problem in
      let location =
        problem.location.map { "\($0.file):\($0.line):\($0.column ?? 0):\($0.pointer ?? "")" } ?? ""
      return "\(location) \(problem.reason)"
    }
  }

  private static let files = [
    "schemas/plan.json": """
    {"type": "object", "properties": {"steps": {"items": {"$ref": "step.json"}}, "of": {"$ref": "../common.json#/$defs/id"}}}
    """,
    "schemas/step.json": """
    {"properties": {"text": {"$ref": "#/$defs/text"}, "plan": {"$ref": "./plan.json"}}, "$defs": {"text": {"type": "string"}}}
    """,
    "common.json": """
    {"$defs": {"id": {"type": "integer", "$anchor": "number"}}}
    """,
  ]

  @Test func `files refer to each other from where they stand`() throws {
    let system = try Self.system(
      accepting: ["$ref": "schemas/plan.json"], ["$ref": "schemas/step.json#/$defs/text"],
      ["$ref": "common.json#number"], ["$ref": "#/$defs/plan"], ["$ref": "schemas/../schemas/./plan.json"],
      definitions: ["plan": ["$ref": "schemas/plan.json"]], files: Self.files)
    let schemas = system.schemas()
    for agent in ["a0", "a3", "a4"] {
      let plan = try #require(try schemas.accepted(by: agent))
      #expect(plan.isValid(["steps": [["text": "x", "plan": ["of": 1]]], "of": 2]))
      #expect(!plan.isValid(["steps": [["text": 1]]]))
      #expect(!plan.isValid(["steps": [["plan": ["of": "x"]]]]))
      #expect(!plan.isValid(["of": "x"]))
    }
    #expect(try schemas.accepted(by: "a1")?.isValid(1) == false)
    #expect(try schemas.accepted(by: "a2")?.isValid("x") == false)
  }

  @Test func `writing a manifest keeps its references, and equality sees what the files say`() throws {
    let system = try Self.system(accepting: ["$ref": "common.json#/$defs/id"], files: Self.files)
    let text = Array(system.manifest.text().utf8)
    #expect(system.manifest["agents"]?["a0"]?["accepts"] == ["$ref": "common.json#/$defs/id"])
    let again = try AgentSystem(manifest: text, file: "m.json", schemaFiles: Self.reader(Self.files))
    #expect(again == system)
    var changed = Self.files
    changed["common.json"] = "{\"$defs\": {\"id\": {\"type\": \"string\"}}}"
    #expect(try AgentSystem(manifest: text, file: "m.json", schemaFiles: Self.reader(changed)) != system)
  }

  @Test func `a file that is identified by a URI still finds its neighbours`() throws {
    let system = try Self.system(
      accepting: ["$ref": "schemas/a.json"], ["$ref": "bundle.json"],
      files: [
        "schemas/a.json": """
        {"$id": "https://example.com/s/a.json", "items": {"$ref": "b.json"}, "contains": {"$ref": "#/$defs/c"}, "$defs": {"c": {"type": "integer"}}}
        """,
        "schemas/b.json": """
        {"$id": "https://example.com/s/b.json", "anyOf": [{"type": "integer"}, {"$ref": "a.json"}]}
        """,
        "bundle.json": """
        {"$ref": "inner.json", "$defs": {"i": {"$id": "inner.json", "type": "null"}}}
        """,
      ])
    let first = try #require(try system.schemas().accepted(by: "a0"))
    #expect(first.isValid([1, [2]]) && !first.isValid([1, ["x"]]) && !first.isValid([[1]]))
    let bundle = try #require(try system.schemas().accepted(by: "a1"))
    #expect(bundle.isValid(.null) && !bundle.isValid(1))
  }

  @Test func `a file may lead back into a manifest`() throws {
    let text = Self.manifest(
      accepting: [["$ref": "back.json"]],
      definitions: ["n": ["$ref": "#/$defs/m", "$defs": ["m": ["type": "null"]]]])
    var files = ["back.json": "{\"items\": {\"$ref\": \"m.json#/$defs/n\"}}"]
    files["m.json"] = text
    let system = try AgentSystem(manifest: Array(text.utf8), file: "m.json", schemaFiles: Self.reader(files))
    let schema = try #require(try system.schemas().accepted(by: "a0"))
    #expect(schema.isValid([.null]) && !schema.isValid([1]))
  }

  @Test func `each reference that cannot be followed is told once, with where it stands`() throws {
    let found = try Self.problems(
      accepting: ["$ref": "gone.json"], ["items": ["$ref": "../out.json"]], ["$ref": "bad.json#/x"],
      ["$ref": "deep.json"],
      files: ["bad.json": "{\"a\": }", "deep.json": "{\"not\":\n {\"$ref\": \"gone.json\"}}"])
    #expect(
      found == [
        "m.json:2:27:/agents/a0/accepts/$ref the schema file \"gone.json\" does not exist; a reference counts from the"
          + " folder of the file that it stands in",
        "m.json:3:36:/agents/a1/accepts/items/$ref the schema file \"../out.json\" is outside of the folder that"
          + " references may lead into; move it there, or allow its folder with --schema-root DIR",
        "m.json:4:27:/agents/a2/accepts/$ref the schema file \"bad.json\" is not JSON, see its line 1, column 7:"
          + " expected a value, found \"}\"",
        "dir/deep.json:2:11:/not/$ref the schema file \"gone.json\" does not exist; a reference counts from the folder of"
          + " the file that it stands in",
      ])
  }

  @Test func `what is wrong in a file is told with its line`() throws {
    let found = try Self.problems(
      accepting: ["$ref": "a.json"], ["$ref": "a.json#/$defs/none"], ["$ref": "c.json"],
      files: [
        "a.json": "{\"properties\": {\n\"n\": {\"minimum\": \"1\"}}}",
        "c.json": "{\"allOf\": [\n{\"$ref\": \"d.json\"}]}",
        "d.json": "{\"title\": \"d\",\n \"$ref\": \"c.json\"}",
      ])
    #expect(
      found == [
        "m.json:3:27:/agents/a1/accepts/$ref not a schema that can be used: the reference \"a.json#/$defs/none\" leads"
          + " nowhere: it can lead into its own schema, to #/$defs or #/contracts of the manifest, or to a file beside"
          + " it; nothing is fetched",
        "dir/a.json:2:18:/properties/n/minimum not a schema that can be used: \"minimum\" must be a number, found \"1\""
          + " (a string)",
        "dir/d.json:2:10:/$ref not a schema that can be used: the references c.json# -> c.json#/allOf/0 -> d.json# ->"
          + " c.json# form a circle that consumes nothing; let one of them say what it describes",
      ])
  }

  @Test func `two files that say different things under one identifier are told, however they are met`()
    throws
  {
    func told(_ first: String, _ second: String, at location: String, _ uri: String) -> [String] {
      [
        "\(location) \"dir/\(first)\" and \"dir/\(second)\" say different things under one identifier, \"\(uri)\"; keep one,"
          + " or give each its own $id"
      ]
    }
    let plan = "{\"$id\": \"https://example.com/plan\", \"type\": \"object\"}"
    let other = "{\"type\": \"array\",\n \"$id\": \"https://example.com/plan#\"}"
    let (a, b): (JSONValue, JSONValue) = (["$ref": "a.json"], ["$ref": "sub/b.json"])
    #expect(
      try Self.problems(accepting: a, b, files: ["a.json": plan, "sub/b.json": other])
        == told("a.json", "sub/b.json", at: "dir/sub/b.json:2:9:/$id", "https://example.com/plan"))
    #expect(
      try Self.problems(accepting: b, a, files: ["a.json": plan, "sub/b.json": other])
        == told("sub/b.json", "a.json", at: "dir/a.json:1:9:/$id", "https://example.com/plan"))
    // Copies are one schema, unless the files beside them differ.
    var files = ["a.json": plan, "sub/b.json": plan]
    #expect(try Self.system(accepting: a, b, files: files).problems == [])
    let leading = "{\"$id\": \"https://example.com/plan\", \"items\": {\"$ref\": \"step\"}}"
    files = ["a.json": leading, "sub/b.json": leading, "step": "{}", "sub/step": "{}"]
    #expect(try Self.system(accepting: a, b, files: files).problems == [])
    files["sub/step"] = "false"
    #expect(
      try Self.problems(accepting: a, b, files: files)
        == told("sub/step", "step", at: "dir/step:1:1:", "https://example.com/step"))
  }

  @Test func `a member that stands twice in a file is told`() throws {
    let found = try Self.problems(
      accepting: ["$ref": "a.json"], files: ["a.json": "{\"type\": \"string\",\n\"type\": \"null\"}"])
    #expect(found == ["dir/a.json:2:1:/type the member \"type\" stands here a second time"])
  }

  @Test func `without access to files a reference to one is told, and nothing is fetched`() throws {
    let text = Self.manifest(accepting: [["$ref": "a.json"], ["$ref": "https://example.com/a.json"]])
    let error = #expect(throws: ManifestError.self) {
      try AgentSystem(manifest: Array(text.utf8), file: "m.json")
    }
    #expect(
      error?.problems.map(\.reason) == [
        .schemaFile("a.json", .noReader),
        .schema(.unresolvedReference("https://example.com/a.json")),
      ])
  }

  @Test func `a manifest is spread over at most a thousand files`() throws {
    let reader = SchemaFileReader { path in
      let number = path.utf8.reduce(0) { $1 >= 0x30 && $1 <= 0x39 ? $0 * 10 + Int($1 - 0x30) : $0 }
      let text = "{\"properties\": {\"next\": {\"$ref\": \"f\(number + 1).json\"}}}"
      guard let document = try? JSONDocument(parsing: Array(text.utf8)) else { return .refused(.notFound) }
      return .document(document, name: path)
    }
    let error = #expect(throws: ManifestError.self) {
      try AgentSystem(
        manifest: Array(Self.manifest(accepting: [["$ref": "f0.json"]]).utf8), file: "m.json",
        schemaFiles: reader)
    }
    #expect(error?.problems.map(\.reason) == [.schemaFile("f1000.json", .tooMany(limit: 1_000))])
    #expect(error?.problems.first?.location?.file == "f999.json")
  }

  @Test func `where only a file changed its fields are listed`() throws {
    func system(_ files: [String: String]) throws -> AgentSystem {
      try AgentSystem(
        manifest: Array(
          #"""
          {"handoffSystem": 1, "name": "s", "entry": "a", "agents": {"a": {"produces": "c"}},
           "contracts": {"c": {"output": {"$ref": "schemas/plan.json"}}}}
          """#.utf8), file: "m.json", schemaFiles: Self.reader(files))
    }
    var changed = Self.files
    changed["common.json"] = ##"{"$defs": {"id": {"type": "string"}}}"##
    changed["schemas/step.json"] =
      ##"{"properties": {"text": {"$ref": "#/$defs/text"}}, "$defs": {"text": {"type": "null"}}}"##
    let diff = try SystemDiff(from: system(Self.files), to: system(changed))
    #expect(
      diff.contracts[0].parts[0].fields.map(\.description) == [
        "`/steps/*/plan` was removed; it was optional",
        "`/steps/*/text` changed its type from string to null",
        "`/of` changed its type from integer to string",
      ])
  }
}
