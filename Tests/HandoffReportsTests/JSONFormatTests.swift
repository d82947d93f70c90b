import HandoffReports
import HandoffSchema
import Testing

@Suite("JSON format")
struct JSONFormatTests {
  /// An array so long that it is written in several pieces, at the depth of findings and deeper.
  @Test func `a long array is written as a short one is`() {
    let elements = (0..<9_000).map { number -> JSONValue in
      switch number % 4 {
      case 0: .number(JSONNumber(number))
      case 1: ["name": .string("a\(number)"), "of": [1, [], ["deep": [2]]]]
      case 2: []
      default: [[.string("x")]]
      }
    }
    for document: JSONValue in [
      .array(elements), ["before": 1, "findings": .array(elements), "after": [2]],
      ["report": ["deep": [.array(elements), 3]], "findings": .array(Array(elements.prefix(10)))],
    ] {
      #expect(
        String(decoding: JSONFormat.bytes(of: document), as: UTF8.self) == document.text(.pretty) + "\n")
    }
  }
}
