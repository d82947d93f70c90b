import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Payloads that are larger than a context")
struct ContextOverflowTests {
  /// The largest payload of each agent is a text of 40 characters between quotes: eleven tokens.
  private func overflows(
    _ handoffs: [Handoff], at agent: String = "b", tokens: Int, _ edit: (inout AgentSystem) -> Void = { _ in }
  ) -> [String] {
    let system = sketch(handoffs) { system in
      system.contracts = [Contract(name: "text", output: Self.text)]
      for index in system.agents.indices { system.agents[index].produces = "text" }
      system.edit(agent) { $0.contextTokens = tokens }
      edit(&system)
    }
    return findings("context-overflow", system).map(\.message)
  }

  private static let text: JSONValue = ["type": "string", "maxLength": 40]
  private func failing(_ system: inout AgentSystem) {
    system.contracts[0].failureTag = nil
    system.contracts[0].failures = ["late", "lost"].map { FailureOutput(kind: $0, schema: Self.text) }
  }

  @Test func `a begun token counts as a whole one, and what just fits is no finding`() {
    #expect(overflows(["a" --> "b"], tokens: 11) == [])
    #expect(
      overflows(["a" --> "b"], tokens: 10) == [
        #""b" has a context of 10 tokens ("contextTokens"), and an output by "a->b" may have 42 characters, which"#
          + " is about 11 tokens."
      ])
  }

  @Test func `a guard bounds what is sent`() {
    let short = ("a" --> "b").changed { $0.when = ["maxLength": 10] }
    #expect(overflows([short], tokens: 3) == [])
    #expect(overflows([short], tokens: 2).count == 1)
  }

  @Test func `what is never sent is not too large`() {
    #expect(overflows([("a" --> "b").changed { $0.when = ["type": "number"] }], tokens: 1) == [])
    #expect(overflows(["a" --> "c", "a" --> "b"], tokens: 1) { $0.selection = .firstMatch } == [])
  }

  @Test func `a human reads what there is`() {
    #expect(overflows(["a" --> "b"], tokens: 1) { $0.edit("b") { $0.kind = .human } } == [])
  }

  @Test func `work that is tried again is told where it came from, once`() {
    let again = ("b" --> "b").on(.anyFailure).limit(1)
    #expect(overflows(["a" --> "b", again], tokens: 1, failing).count == 1)
  }

  @Test func `one handoff is told once, whatever it brings`() {
    #expect(overflows([("a" --> "b").on(.anyFailure)], tokens: 1, failing).count == 1)
  }

  @Test func `a join is told what its branches bring together, and not each of them`() {
    let handoffs = ["s" --> "a", "s" --> "c", "a" --> "b", "c" --> "b"]
    func joined(_ tokens: Int) -> [String] {
      overflows(handoffs, tokens: tokens) {
        $0.edit("b") { $0.join = Agent.Join(receives: .list) }
      }
    }
    #expect(joined(1).count == 1)
    #expect(joined(12).count == 1)
    #expect(joined(12).first?.contains("what its branches bring together") == true)
    #expect(joined(30) == [])
  }

  @Test func `the input of a run and what comes back are held against the context, too`() {
    let entry = overflows(["a" --> "b"], at: "a", tokens: 1) { $0.input = Self.text }
    #expect(entry.map { $0.contains("the run's input") } == [true])
    let back = overflows([("a" --> "b").returning()], at: "a", tokens: 1)
    #expect(back.map { $0.contains(#"by "a<-b""#) } == [true])
  }
}
