import HandoffFuzzing
import HandoffSchema
import Testing

@Suite("Consumers in Swift")
struct PayloadConsumerTests {
  private func answer<Result>(
    to payload: JSONValue, _ body: @escaping (Payload) async throws -> Result
  ) async -> ConsumerAnswer {
    await PayloadConsumer(body).answer(HandoffCase(handoff: "A->B", index: 0, content: .payload(payload)))
  }

  private struct Note: Codable { var text: String }
  private struct Reply: Codable { var ok: Bool }

  @Test func `returning is accepting, with what was understood and answered`() async {
    let found = await answer(to: ["text": "a", "more": 1]) { payload in
      _ = try payload.decode(Note.self)
      return try Answer(Reply(ok: true))
    }
    #expect(found == .accepted(answer: ["ok": true], understood: Understanding(["text": "a"])))
  }

  @Test func `the value of the only expression is no answer`() async {
    let decoded = await answer(to: ["text": "a"]) { payload in try payload.decode(Note.self) }
    #expect(decoded == .accepted(answer: nil, understood: Understanding(["text": "a"])))
    let replied = await answer(to: 1) { _ in Reply(ok: true) }
    #expect(replied == .accepted(answer: nil, understood: nil))
  }

  @Test func `a refusal names the member that was asked for last and not sent`() async {
    struct Missing: Error {}
    let found = await answer(to: ["text": 1]) { payload in
      guard payload["seat"] != nil else { throw Missing() }
    }
    #expect(found == .rejected("Missing() (it had asked for /seat, which was not sent)"))
  }

  @Test func `returning nothing is no answer`() async {
    let found = await answer(to: 1) { _ in }
    #expect(found == .accepted(answer: nil, understood: nil))
  }

  @Test func `throwing is refusing, with the place that a decoder names`() async {
    let found = await answer(to: ["text": 1]) { payload in _ = try payload.decode(Note.self) }
    #expect(found == .rejected("at /text: expected a string, found 1"))
    let missing = await answer(to: [:]) { payload in _ = try payload.decode(Note.self) }
    #expect(missing == .rejected(#"at (root): no member "text""#))
  }

  @Test func `throwing a handoff failure is answering with a failure`() async {
    let found = await answer(to: 1) { _ in throw HandoffFailure("no_sources", payload: ["failure": "x"]) }
    #expect(found == .failure(kind: "no_sources", payload: ["failure": "x"]))
  }

  @Test func `a set has no order`() async {
    struct Tags: Codable { var tags: Set<String> }
    let found = await answer(to: ["tags": ["a"]]) { payload in _ = try payload.decode(Tags.self) }
    let tags = JSONPointer(tokens: ["tags"])
    #expect(found == .accepted(answer: nil, understood: Understanding(["tags": ["a"]], unordered: [tags])))
  }
}
