import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import handoff

/// Schemas that are handed over with `--schema`, or lie below `--schema-root`.
@Suite("Further schema files")
struct FurtherSchemaTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["main", "further/of it"] { try Folders.make(folder.path(name)) }
    _ = try folder.add(
      "main/deployment.schema.json",
      """
      {"$id": "https://schemas.example/deployment.json", "type": "object",
       "properties": {"metadata": {"$ref": "definitions.json#/$defs/meta"}}}
      """)
    _ = try folder.add(
      "further/of it/definitions.json",
      """
      {"$id": "https://schemas.example/definitions.json",
       "$defs": {"meta": {"type": "object", "required": ["name"]}}}
      """)
    _ = try folder.add(
      "further/inner.json",
      """
      {"$defs": {"n": {"type": "integer"},
                 "e": {"$id": "https://schemas.example/inner", "$ref": "#/$defs/t", "$defs": {"t": {"type": "string"}}}}}
      """)
    _ = try folder.add("valid.json", #"{"metadata": {"name": "nginx"}}"#)
    _ = try folder.add("invalid.json", #"{"metadata": {}}"#)
    _ = try folder.add("five.json", "5")
    _ = try folder.add("text.json", "\"x\"")
  }

  private func run(_ arguments: [String], input: String = "") throws -> BuiltTool.Outcome {
    try BuiltTool.run(arguments, input: input, in: folder.path(""))
  }

  @Test(arguments: [["--schema", "further/of it/definitions.json"], ["--schema-root", "further"]])
  func `a file is found by what it calls itself, in every command that reads schemas`(options: [String])
    throws
  {
    let main = "main/deployment.schema.json"
    #expect(try run(["validate", main, "valid.json"] + options).status == 0)
    let refused = try run(["validate", main, "invalid.json"] + options)
    #expect(refused.status == 1 && refused.output.contains("/metadata: expected a member \"name\""))
    #expect(try run(["compare", main, main] + options).status == 0)
    #expect(try run(["diff", main, main] + options).output == "1 contract: 0 changed, nothing breaks\n")
    let made = try run(["generate", main, "--count", "5", "--invalid"] + options)
    #expect(made.status == 0 && made.output.contains("metadata"), "\(made)")
    _ = try folder.add(
      "pairs.jsonl",
      #"{"id": 1, "producer": {"$ref": "https://schemas.example/definitions.json"}, "consumer": true}"#)
    #expect(try run(["compare", "--pairs", "pairs.jsonl"] + options).status == 0)
  }

  @Test func `a file is found by where it lies, and a schema by what it calls itself inside of a file`()
    throws
  {
    let path = try folder.add("main/path.json", ##"{"$ref": "../further/inner.json#/$defs/n"}"##)
    let inner = try folder.add("main/inner.json", #"{"$ref": "https://schemas.example/inner"}"#)
    for options in [["--schema", "further/inner.json"], ["--schema-root", "further"]] {
      #expect(try run(["validate", path, "five.json"] + options).status == 0)
      #expect(try run(["validate", path, "text.json"] + options).status == 1)
      #expect(try run(["validate", inner, "five.json"] + options).status == 1)
      #expect(try run(["validate", inner, "text.json"] + options).status == 0)
    }
    let refused = try run(["validate", path, "five.json"])
    #expect(refused.status == 2 && refused.errors.contains("outside of the folder"))
  }

  @Test func `what is handed over comes before what lies beside`() throws {
    _ = try folder.add("main/definitions.json", "{\"$defs\": {\"meta\": false}}")
    let arguments = ["validate", "main/deployment.schema.json", "valid.json"]
    #expect(try run(arguments).status == 1)
    #expect(try run(arguments + ["--schema", "further/of it/definitions.json"]).status == 0)
    // What is only looked for does not.
    #expect(try run(arguments + ["--schema-root", "further"]).status == 1)
  }

  @Test func `every name of a file is a path`() throws {
    let name = try folder.add(
      "further/q?:#%20é.json", #"{"$id": "https://schemas.example/q", "type": "array"}"#)
    let schema = try folder.add("main/q.json", #"{"$ref": "https://schemas.example/q"}"#)
    let outcome = try run(["validate", schema, "five.json", "--schema", name])
    #expect(outcome.status == 1 && outcome.output.contains("expected an array"), "\(outcome)")
  }

  @Test func `what is not known is told with the remedy`() throws {
    let main = "main/deployment.schema.json"
    let missing = try run(["validate", main, "valid.json"])
    #expect(missing.status == 2)
    #expect(missing.errors.hasPrefix("\(main):2:"), "\(missing.errors)")
    #expect(
      missing.errors.contains(
        "/properties/metadata/$ref: the schema file \"definitions.json\" does not exist"))
    #expect(
      missing.errors.contains(
        "nothing is fetched; a file that lies elsewhere is handed over with --schema FILE"))
    let named = try folder.add("main/named.json", #"{"$ref": "https://schemas.example/none.json#/$defs/a"}"#)
    let unknown = try run(["validate", named, "five.json"])
    #expect(
      unknown.errors == """
        \(named):1:10: /$ref: "https://schemas.example/none.json#/$defs/a" leads nowhere; nothing is fetched: hand \
        the file with this $id over with --schema FILE, or name a folder that holds it with --schema-root DIR

        """)
    #expect(unknown.status == 2)
  }

  @Test func `a file that cannot be used is told by its name`() throws {
    func errors(_ options: [String]) throws -> String {
      let outcome = try run(["validate", "main/deployment.schema.json", "valid.json"] + options)
      #expect(outcome.status == 2)
      return outcome.errors
    }
    #expect(
      try errors(["--schema", "none.json"]) == "none.json: no such file; check the name and the folder\n")
    _ = try folder.add("list.json", "[1]")
    #expect(
      try errors(["--schema", "list.json"])
        == "--schema: list.json: expected a JSON Schema (an object or a boolean), found an array of 1 element\n"
    )
    let definitions = "further/of it/definitions.json"
    _ = try folder.add("other.json", #"{"$id": "https://schemas.example/definitions.json"}"#)
    #expect(
      try errors(["--schema", definitions, "--schema", "other.json"])
        == "--schema: \(definitions) and other.json say different things under one $id,"
        + " \"https://schemas.example/definitions.json\"; hand over one of them\n")
    _ = try folder.add(
      "broken.json",
      "{\"$id\": \"https://schemas.example/definitions.json\",\n \"$defs\": {\"meta\": {\"type\": 1}}}")
    let broken = try errors(["--schema", "broken.json"])
    #expect(broken.hasPrefix("broken.json:2:29: /$defs/meta/type: "), "\(broken)")
  }
}
