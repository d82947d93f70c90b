import Testing

/// Slips that do not compile: each is answered on its line, most with what to write instead.
@Suite(
  "Wrong snippets", .enabled(if: SwiftCompiler.found != nil, Comment(rawValue: SwiftCompiler.missing)))
struct WrongSnippetTests {
  /// All in one process.
  private static let answers: Result<[String: String], any Error> = Result {
    let sources = WrongSnippet.all.enumerated().map { index, snippet in
      (file: "snippet\(index).swift", text: "import HandoffContracts\n\(snippet.code)\n")
    }
    let found = try SwiftCompiler.found?.diagnostics(of: sources) ?? []
    return Dictionary(found.map { ($0.file, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `there are many`() {
    #expect(WrongSnippet.all.count >= 40)
  }

  @Test(arguments: WrongSnippet.all.indices)
  func `a slip is answered where it stands`(index: Int) throws {
    let answer = try Self.answers.get()["snippet\(index).swift"]
    #expect(answer == WrongSnippet.all[index].answer)
  }
}
