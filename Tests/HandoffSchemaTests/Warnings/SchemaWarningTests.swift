import HandoffSchema
import Testing

@Suite("Warnings about schemas")
struct SchemaWarningTests {
  private func warnings(_ json: JSONValue) -> [SchemaWarning] { SchemaWarning.all(in: json) }

  private func pointer(_ text: String) throws -> JSONPointer { try #require(JSONPointer(parsing: text)) }

  @Test(
    arguments: [
      ("maxmum", 3, "maximum"), ("requried", ["a"], "required"), ("require", ["a"], "required"),
      ("propertes", ["a": true], "properties"), ("additionalproperties", false, "additionalProperties"),
      ("min_length", 1, "minLength"), ("paterns", "a", "pattern"), ("enums", ["a"], "enum"),
      ("patern", "a", "pattern"), ("anyof", [true], "anyOf"), ("$rref", "#", "$ref"),
      ("itmes", true, "items"),
    ] as [(String, JSONValue, String)])
  func `a keyword that is nearly one is told with the one that is meant`(
    word: String, value: JSONValue, meant: String
  ) throws {
    let schema: JSONValue = ["properties": ["a": .object([word: value])]]
    #expect(
      warnings(schema) == [
        SchemaWarning(
          reason: .misspeltKeyword(word, meant: meant), pointer: try pointer("/properties/a/\(word)"))
      ])
  }

  @Test(
    arguments: [
      ["unit": "ms"], ["note": "a"], ["example": 1], ["x-maxmum": 3], ["nullable": true],
      ["discriminator": ["a": 1]],
      ["titel": "a"], ["defualt": 1], ["maxmum": "three"], ["name": "a"], ["order": 1],
      ["$comment": "maxmum"],
      ["x-order": ["requried": true]], ["readOnly": true], ["custom": ["maxmum": 3]],
      ["maxmum": 3, "maximum": 3],
    ] as [JSONValue])
  func `a word that resembles no keyword, or has no value of one, is an annotation`(schema: JSONValue) {
    #expect(warnings(schema) == [])
  }

  @Test func `names and values are never taken for keywords`() {
    let word: JSONObject = ["maxmum": 3, "requried": ["a"], "type": "strnig"]
    let schema: JSONValue = [
      "$defs": ["maxmum": true, "requried": ["type": "string"]],
      "properties": ["requried": true, "itmes": true],
      "patternProperties": ["patern": true], "dependentSchemas": ["propertes": true],
      "dependentRequired": ["maxmum": ["requried"]], "required": ["requried"], "enum": [.object(word)],
      "const": .object(word), "default": .object(word), "examples": [.object(word)], "x-note": .object(word),
    ]
    #expect(warnings(schema) == [])
  }

  @Test(arguments: [
    ("datetime", "date-time"), ("date_time", "date-time"), ("Email", "email"), ("ipv-4", "ipv4"),
    ("url", "uri"),
    ("uri-referenc", "uri-reference"),
  ])
  func `a format that is nearly one is told`(name: String, meant: String) throws {
    #expect(
      warnings(["format": .string(name)]) == [
        SchemaWarning(reason: .misspeltFormat(name, meant: meant), pointer: try pointer("/format"))
      ])
  }

  @Test(arguments: ["date", "int32", "password", "our-ticket-number", "binary", "float"])
  func `a format that is known, or nobody's slip, is not told`(name: String) {
    #expect(warnings(["format": .string(name)]) == [])
  }

  @Test func `a type that there is none of is told, also where nothing leads`() throws {
    #expect(
      warnings(["$defs": ["a": ["type": "strnig"], "b": ["type": ["str", "null"]], "c": ["type": "colour"]]])
        == [
          SchemaWarning(
            reason: .unknownType("strnig", meant: "string"), pointer: try pointer("/$defs/a/type")),
          SchemaWarning(reason: .unknownType("str", meant: "string"), pointer: try pointer("/$defs/b/type")),
          SchemaWarning(reason: .unknownType("colour", meant: nil), pointer: try pointer("/$defs/c/type")),
        ])
  }

  @Test func `a keyword beside a type that has none is told`() throws {
    #expect(
      warnings(["type": "string", "properties": ["a": true], "minLength": 1]) == [
        SchemaWarning(
          reason: .withoutType(keyword: "properties", needs: "object", types: ["string"]),
          pointer: try pointer("/properties"))
      ])
    #expect(warnings(["type": ["object", "null"], "required": ["a"]]) == [])
    #expect(warnings(["type": "integer", "minimum": 1]) == [])
  }

  @Test func `references within the document are followed, each place once`() throws {
    let document: JSONValue = [
      "contracts": ["a": ["output": ["items": ["$ref": "#/$defs/b"], "contains": ["$ref": "#/$defs/b"]]]],
      "$defs": ["b": ["maxmum": 3, "properties": ["next": ["$ref": "#/$defs/b"]]], "c": ["maxmum": 3]],
    ]
    #expect(
      SchemaWarning.all(in: document, at: try pointer("/contracts/a/output")) == [
        SchemaWarning(
          reason: .misspeltKeyword("maxmum", meant: "maximum"), pointer: try pointer("/$defs/b/maxmum"))
      ])
  }

  /// What a part of a schema is called after its references were followed: every target has one slip of its own.
  private func slips(_ document: JSONValue, at text: String) throws -> [String] {
    var walk = SchemaWarningWalk(
      document,
      hosts: SchemaHosts(
        mark: "host",
        sites: [SchemaHosts.Site([.name("held"), .any]), SchemaHosts.Site([.name("$defs"), .any])]))
    walk.visit(try pointer(text))
    return walk.warnings.map(\.pointer.description)
  }

  @Test(arguments: [
    // What a held schema has itself comes first.
    (##"{"$ref": "#/$defs/a", "$defs": {"a": {"maxmum": 3}}}"##, ["/held/s/$defs/a/maxmum"]),
    (##"{"$ref": "#/$defs/b", "$defs": {"a": true}}"##, ["/$defs/b/maxmum"]),
    (##"{"items": {"$ref": "#"}, "maxmum": 3}"##, ["/held/s/maxmum"]),
    // An identifier cuts it off from the document around it.
    (##"{"$id": "https://example.com/s", "$ref": "#/$defs/b"}"##, []),
    (
      ##"{"x": {"minmum": 3}, "items": {"$id": "https://example.com/i", "$ref": "#/x", "x": {"maxmum": 3}}}"##,
      ["/held/s/items/x/maxmum"]
    ),
    (
      ##"{"$schema": "http://json-schema.org/draft-04/schema#", "x": {"minmum": 3}, "items":"##
        + ##" {"id": "https://example.com/i", "not": {"$ref": "#/x"}, "x": {"maxmum": 3}}}"##,
      ["/held/s/items/x/maxmum"]
    ),
    // From a definition of the host references count from that definition first.
    (##"{"$ref": "#/$defs/c", "x": {"minmum": 3}}"##, ["/$defs/c/x/maxmum"]),
  ])
  func `references lead where they lead when the schema is compiled`(
    schema: String, expected: [String]
  ) throws {
    let document: JSONValue = [
      "host": 1, "held": ["s": try JSONDocument(parsing: Array(schema.utf8)).value],
      "$defs": [
        "a": ["minmum": 3], "b": ["maxmum": 3], "c": ["items": ["$ref": "#/x"], "x": ["maxmum": 3]],
      ],
    ]
    #expect(try slips(document, at: "/held/s") == expected)
  }

  @Test func `the schemas of a list that is no schema count from themselves, then from the list`() throws {
    let document: JSONValue = [
      "tools": [["in": ["items": ["$ref": "#/x"], "not": ["$ref": "#/y"], "x": ["maxmum": 3]]]],
      "x": ["minmum": 3], "y": ["minmum": 3],
    ]
    #expect(try slips(document, at: "/tools/0/in") == ["/tools/0/in/x/maxmum", "/y/minmum"])
  }

  @Test func `warnings beyond the limit are counted, and hide none that a later schema has`() throws {
    let slips = JSONObject((0..<1_500).map { JSONObject.Member(key: "p\($0)", value: ["maxmum": 3]) })
    let document: JSONValue = ["a": ["properties": .object(slips)], "b": ["minmum": 3]]
    var walk = SchemaWarningWalk(document)
    walk.visit(try pointer("/a"))
    #expect(walk.count == 1_500)
    walk.visit(try pointer("/b"))
    #expect(walk.count == 1_501)
    #expect(walk.warnings.count == 1_000)
    #expect(walk.warnings.last?.pointer == (try pointer("/a/properties/p999/maxmum")))
  }

  @Test func `a compiled schema knows its warnings`() throws {
    #expect(
      try Schema(["requried": ["a"]]).warnings.map(\.description) == [
        "\"requried\" is no keyword of JSON Schema and says nothing; did you mean \"required\"?"
      ])
  }

  /// What is written alike is looked at once where there is nothing to say; nothing else may be passed over.
  @Test func `schemas that are written alike are told of one by one`() {
    let odd: JSONValue = ["type": "object", "requird": ["a"]]
    var walk = SchemaWarningWalk([
      "a": odd, "b": odd, "c": ["properties": ["x": odd]], "d": ["properties": ["x": odd]],
    ])
    // The part is looked at before what holds it, so that the first holder adds nothing.
    for pointer in ["/a", "/b", "/c/properties/x", "/c", "/d"] {
      walk.visit(JSONPointer(parsing: pointer) ?? .root)
    }
    #expect(
      walk.warnings.map { "\($0.pointer)" } == [
        "/a/requird", "/b/requird", "/c/properties/x/requird", "/d/properties/x/requird",
      ])
  }

  @Test func `references that are written alike are followed from wherever they stand`() {
    let outward: JSONValue = ["items": ["$ref": "other.json"]]
    var walk = SchemaWarningWalk(["a": outward, "b": outward])
    for pointer in ["/a", "/b"] {
      #expect(walk.visit(JSONPointer(parsing: pointer) ?? .root) == ["other.json"])
    }
  }
}
