import Testing

@testable import handoff

@Suite("Formats and where they go")
struct DestinationTests {
  private let command = CommandDescription(
    name: "try", summary: "Try things", options: [.reportFormat, .reportOutput])

  private func destinations(_ words: String...) throws -> [ParsedArguments.Destination] {
    try command.parse(words).destinations()
  }

  @Test func `one format goes to standard output or to the file that is named`() throws {
    #expect(try destinations() == [.init()])
    #expect(try destinations("--format", "sarif") == [.init(format: "sarif")])
    #expect(try destinations("-o", "a") == [.init(file: "a")])
    #expect(try destinations("-o", "a", "--format", "json") == [.init(format: "json", file: "a")])
  }

  @Test func `each output belongs to the format in front of it`() throws {
    #expect(
      try destinations("--format", "sarif", "-o", "a", "--format", "junit", "-o", "b", "--format", "text")
        == [
          .init(format: "sarif", file: "a"), .init(format: "junit", file: "b"), .init(format: "text"),
        ])
  }

  @Test func `what would be mixed or lost is refused with the remedy`() {
    func refusal(_ words: String...) -> String {
      do {
        _ = try command.parse(words).destinations()
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(refusal("--format", "json", "--format", "text").contains("mixed on standard output"))
    #expect(refusal("--format", "json", "-o", "a", "-o", "b").contains("a --format of its own"))
    #expect(refusal("--format", "json", "-o", "a", "--format", "text", "-o", "a").contains("one file"))
  }
}
