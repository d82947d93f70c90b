import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

/// Payloads with the messages that they get, one file each; what a message says was agreed on file by file.
@Suite("Fixtures of validation")
struct ValidationFixtureTests {
  @Test func `each payload gets its messages`() throws {
    let files = Fixtures.files(in: "validation")
    #expect(files.count >= 50)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      let fixture = try JSONValue(parsing: text)
      let schema = try Schema(#require(fixture["schema"]), options: SchemaOptions())
      let payload = try #require(fixture["payload"])
      let lines = schema.violations(in: payload).map(\.description)
      // The verdict of the other roads, so that a message never stands alone.
      #expect(
        try !schema.isValid(JSONDocument(parsing: Array(payload.text().utf8))), "\(file.lastPathComponent)")
      let begin = try #require(text.range(of: "  \"messages\": "))
      let messages = lines.map { "\n    " + JSONValue.string($0).text() }.joined(separator: ",")
      let renewed = String(text[..<begin.upperBound]) + (lines.isEmpty ? "[]" : "[\(messages)\n  ]") + "\n}\n"
      let difference = try GoldenFile(file).difference(from: renewed, suite: "ValidationFixtureTests")
      #expect(difference == nil, "\(file.lastPathComponent)")
    }
  }
}
