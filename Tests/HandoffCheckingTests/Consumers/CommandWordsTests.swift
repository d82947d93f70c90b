import HandoffChecking
import Testing

@Suite("Splitting a command into words")
struct CommandWordsTests {
  @Test(arguments: [
    ("python3 a.py", ["python3", "a.py"]),
    ("  a\tb\n c ", ["a", "b", "c"]),
    (#"run 'two words' "and more""#, ["run", "two words", "and more"]),
    (#"a\ b c\\d"#, ["a b", #"c\d"#]),
    (#"x "a \"b\" \\ \n $HOME""#, ["x", #"a "b" \ \n $HOME"#]),
    (#"x 'a\b'"#, ["x", #"a\b"#]),
    ("x a'b'\"c\"", ["x", "abc"]),
    ("x '' \"\"", ["x", "", ""]),
    ("x '|' \\;", ["x", "|", ";"]),
    ("x *.py ~/y $Z", ["x", "*.py", "~/y", "$Z"]),
    ("é 日本 e\u{301}", ["é", "日本", "e\u{301}"]),
  ])
  func `words are split as a shell splits them`(command: String, words: [String]) throws {
    #expect(try CommandWords.split(command) == words)
  }

  @Test(arguments: [
    ("", CommandWords.Failure.empty), ("  ", .empty), ("''", .empty), ("a 'b", .openQuote("'")),
    ("a \"b\\\"", .openQuote("\"")), ("a \\", .openEscape), ("a | b", .needsShell("|")),
    ("a && b", .needsShell("&&")), ("a > b", .needsShell(">")),
  ])
  func `what only a shell understands is refused`(command: String, failure: CommandWords.Failure) {
    #expect(throws: failure) { try CommandWords.split(command) }
  }
}
