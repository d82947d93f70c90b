import HandoffChecking
import Testing

@Suite("Program calls")
struct ProgramCallTests {
  @Test func `a word that the operating system would cut is refused with its location`() throws {
    #expect(throws: ProgramCall.Failure.containsNUL(word: 1)) {
      try ProgramCall(words: ["sh", "a\u{0}b"], folder: "/").executable(
        in: ProcessEnvironment(variables: ["PATH=/bin"]))
    }
    let folder = try TemporaryFolder()
    _ = try folder.add(
      "system.json",
      #"""
      {"handoffSystem": 1, "name": "s", "entry": "a", "contracts": {"c": {"output": {}}},
       "agents": {"a": {"produces": "c"}, "b": {"accepts": {"contract": "c"}, "finishes": true,
         "command": ["sh", "x\u0000y"]}}, "handoffs": [{"from": "a", "to": "b"}]}
      """#)
    let outcome = try BuiltTool.run(["check", "system.json"], in: folder.path(""))
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "system.json:3:22: /agents/b/command/1: word 1 of the command has the character U+0000, which no program"
        + " can be given; take it out\n")
    // Where nothing runs it, it does no harm.
    #expect(
      try BuiltTool.run(["check", "system.json", "--consumer", "a->b=no-such-program"], in: folder.path(""))
        .errors
        == "consumer of \"a->b\": \"no-such-program\": no such program in PATH; install it or name it with its path\n"
    )
    let other = try folder.add(
      "other.json",
      #"""
      {"handoffSystem": 1, "name": "s", "entry": "a", "contracts": {"c": {"output": {"type": "integer"}}},
       "agents": {"a": {"produces": "c"}, "b": {"accepts": {"contract": "c"}, "finishes": true,
         "command": ["sh", "x\u0000y"]}, "d": {"accepts": {"contract": "c"}, "finishes": true}},
       "handoffs": [{"from": "a", "to": "b"}, {"from": "a", "to": "d"}]}
      """#)
    let unconcerned = try BuiltTool.run("check", other, "--handoff", "a->d")
    #expect(unconcerned.output.contains("a->d: not run"), "\(unconcerned.errors)")
  }

  @Test(arguments: [
    ("KEY=x", true), ("_K1=", true), ("=x", false), ("1K=x", false), ("a-b=c", false), ("key", false),
  ])
  func `a variable that a shell would set gets the way to set it`(word: String, isAssignment: Bool) {
    let text = "\(ProgramCall.Failure.notFoundInPath(program: word))"
    #expect(text.contains("write env \(word) PROGRAM") == isAssignment)
  }
}
