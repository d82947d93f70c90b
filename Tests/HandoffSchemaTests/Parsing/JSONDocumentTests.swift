import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("JSON documents")
struct JSONDocumentTests {
  @Test func `numbers and text survive a round trip to the letter`() throws {
    let text =
      #"{"a":9007199254740993,"b":0.1,"c":[1e400,-0,1.50,100000000000000000000],"d":"é\u001f😀","e":{}}"#
    #expect(try JSONValue(parsing: text).text() == text)
  }

  @Test func `escapes are decoded`() throws {
    let text = #"["\"\\\/\b\f\n\r\t","\u0041\u00e9\u20AC\ud83d\uDE00"]"#
    #expect(try JSONValue(parsing: text) == ["\"\\/\u{8}\u{C}\n\r\t", "Aé€😀"])
  }

  @Test func `of repeated keys the last one wins and all repeats are listed`() throws {
    let text = """
      {"a": 1, "b": [0, {"é": 1, "x": {"y": 1, "y": 2}, "\\u00e9": 2}],
        "a": 2, "a": 3}
      """
    let document = try JSONDocument(parsing: Array(text.utf8))
    #expect(document.value == ["a": 3, "b": [0, ["é": 2, "x": ["y": 2]]]])
    #expect(document.value.objectValue?.keys == ["a", "b"])
    #expect(document.duplicateKeys.map(\.pointer.description) == ["/b/1/x/y", "/b/1/é", "/a", "/a"])
    #expect(document.duplicateKeys.map(\.location.description) == ["1:42", "1:51", "2:3", "2:11"])
    #expect(document.duplicateKeyCount == 4)
  }

  @Test func `keys that are only canonically equivalent are not the same`() throws {
    let document = try JSONDocument(parsing: Array("{\"é\":1,\"e\u{301}\":2}".utf8))
    #expect(document.duplicateKeyCount == 0)
    #expect(document.value.objectValue?.count == 2)
  }

  @Test func `a million repeated keys take a moment and are counted`() throws {
    let text = "{" + String(repeating: "\"a\":1,", count: 1_000_000) + "\"a\":2}"
    let document = try JSONDocument(parsing: Array(text.utf8))
    #expect(document.duplicateKeyCount == 1_000_000)
    #expect(document.duplicateKeys.count == JSONDocument.duplicateKeyReportLimit)
    #expect(document.value == ["a": 2])
  }

  @Test func `line and column are those of a count byte by byte`() throws {
    var random = RandomJSON(seed: 7)
    for seed in 0..<30 {
      let elements = (0..<30).map { _ in
        JSONValue.string(random.text()).text() + String(repeating: "\n", count: random.random.below(3))
          + String(repeating: " ", count: random.random.below(9))
      }
      let bytes = Array("[\(elements.joined(separator: ","))]".utf8)
      var counted: [TextLocation] = []
      var (line, column) = (1, 1)
      for (offset, byte) in bytes.enumerated() {
        counted.append(TextLocation(offset: offset, line: line, column: column))
        if byte == 0x0A {
          (line, column) = (line + 1, 1)
        } else if byte & 0xC0 != 0x80 {
          column += 1
        }
      }
      let document = try JSONDocument(parsing: bytes)
      #expect(bytes.indices.map { document.location(ofOffset: $0) } == counted, "seed \(seed)")
      // Asked for one after the other the count goes on from where it was.
      let found = document.locations(matching: [[.any]])[0]
      #expect(found.count == 30 && found == found.map { counted[$0.offset] }, "seed \(seed)")
    }
  }

  @Test func `repeated names are found in small and in large objects`() throws {
    for count in [2, 11, 12, 13, 40] {
      let names = (0..<count).map { "\"n\($0)\":\($0)" }
      let text =
        "[{\(names.joined(separator: ","))},{\(names.joined(separator: ",")),\"\\u006e0\":{\"n0\":1},\"n0\":2}]"
      let document = try JSONDocument(parsing: Array(text.utf8))
      #expect(document.duplicateKeys.map(\.pointer.description) == ["/1/n0", "/1/n0"])
      #expect(document.repetitions.map(\.first) == [2 * count + 3, 2 * count + 3])
      #expect(document.value[1]?["n0"] == 2)
    }
  }

  @Test func `a pointer leads to the place of its value and of its name`() throws {
    let text = "{\n  \"plan\": [1, \"ä\", {\"a/b\": true}],\n  \"plan2\": {}\n}"
    let document = try JSONDocument(parsing: Array(text.utf8))
    func location(_ pointer: String) -> String? {
      JSONPointer(parsing: pointer).flatMap { document.location(of: $0)?.description }
    }
    #expect(location("") == "1:1")
    #expect(location("/plan") == "2:11")
    #expect(location("/plan/1") == "2:15")
    #expect(location("/plan/2/a~1b") == "2:28")
    #expect(location("/plan2") == "3:12")
    #expect(location("/plan/3") == nil)
    #expect(location("/plan/01") == nil)
    #expect(location("/none") == nil)
    #expect(document.keyLocation(of: JSONPointer(tokens: ["plan", "2", "a/b"]))?.description == "2:21")
    #expect(document.keyLocation(of: JSONPointer(tokens: ["plan", "1"])) == nil)
    #expect(document.value(at: JSONPointer(tokens: ["plan", "2"])) == ["a/b": true])
    #expect(document.line(2) == "  \"plan\": [1, \"ä\", {\"a/b\": true}],")
    #expect(document.line(9) == "")
  }

  @Test(arguments: [(511, 512), (512, 512), (3, 3), (1024, 1024)])
  func `nesting up to the cap is accepted`(depth: Int, limit: Int) throws {
    let text = Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    let value = try JSONDocument(parsing: text, depthLimit: limit).value
    #expect(value == value)
    #expect(value.text().utf8.count == 2 * depth)
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func `a million levels are refused where the cap is met`(opening: String) {
    let text = Array(String(repeating: opening, count: 1_000_000).utf8)
    let step = opening.utf8.count
    let levels = opening.utf8.count == 6 ? 2 : 1
    for limit in [512, JSONDocument.greatestDepthLimit] {
      let offset = limit / levels * step
      #expect(
        throws: JSONSyntaxError(reason: .tooDeep(limit: limit), offset: offset, line: 1, column: offset + 1)
      ) {
        try JSONDocument(parsing: text, depthLimit: limit)
      }
    }
    // A greater limit is taken down to the greatest that is safe.
    #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: text, depthLimit: .max) }
  }

  @Test func `a text beyond the cap on length is refused`() {
    #expect(throws: JSONSyntaxError(reason: .tooLong(limit: 4), offset: 4, line: 1, column: 1)) {
      try JSONDocument(parsing: Array("[1,2]".utf8), depthLimit: 512, byteLimit: 4)
    }
  }
}
