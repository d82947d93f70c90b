import Testing

@Suite("The threshold of --fail-on")
struct ThresholdTests {
  @Test func `findings count from a severity on, and only those that rest on enough`() throws {
    func status(_ system: String, _ threshold: String) throws -> Int32 {
      try BuiltTool.run("audit", "Fixtures/routing/err/\(system).json", "--fail-on", threshold).status
    }
    // A loop that arrows alone show.
    #expect(try status("loop-unbounded", "error") == 1)
    #expect(try status("loop-unbounded", "error:proved") == 0)
    // A loop whose payload was followed on the router.
    #expect(try status("loop-that-sets-its-count-back", "error:replayed") == 1)
    // A payload that is refused.
    #expect(try status("handoff-incompatible", "error:proved") == 1)
    #expect(try status("handoff-incompatible", "error:replayed") == 0)
    #expect(try status("handoff-incompatible", "error:guessed") == 2)
  }
}
