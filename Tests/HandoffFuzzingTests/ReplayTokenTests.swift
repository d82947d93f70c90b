import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Replay tokens")
struct ReplayTokenTests {
  private static let tokens = [
    ReplayToken(handoff: "A->B", goal: nil, form: .checkedChoices([12], digest: .max)),
    ReplayToken(
      handoff: "Ünï->b#2", goal: "/a: wrong-type", form: .checkedChoices([0, 5, 1 << 63, 1], digest: 3)),
    ReplayToken(handoff: "", goal: nil, form: .checkedChoices([], digest: 0)),
  ]

  @Test(arguments: tokens)
  func `a token reads back equal`(token: ReplayToken) throws {
    #expect(try ReplayToken(parsing: token.description) == token)
  }

  @Test func `zeros at the end are left out`() throws {
    let token = ReplayToken(handoff: "A->B", goal: nil, form: .checkedChoices([3, 0, 0], digest: 1))
    #expect(try ReplayToken(parsing: token.description).form == .checkedChoices([3], digest: 1))
  }

  @Test func `a token is one word for every shell`() {
    for token in Self.tokens {
      #expect(
        token.description.utf8.allSatisfy {
          $0 == 45 || $0 == 95 || Character(Unicode.Scalar($0)).isLetter
            || Character(Unicode.Scalar($0)).isNumber
        })
    }
  }

  @Test func `what is no token is told apart from what is damaged`() {
    func reason(_ text: String) -> ReplayError.Reason? {
      do throws(ReplayError) {
        _ = try ReplayToken(parsing: text)
        return nil
      } catch {
        return error.reason
      }
    }
    let whole = Self.tokens[0].description
    #expect(reason("17") == .notAToken("17"))
    #expect(reason("h2-AAAA") == .otherVersion("h2-AAAA"))
    #expect(reason("h1-") == .notAToken("h1-"))
    for cut in 1..<(whole.count - 3) {
      let text = String(whole.dropLast(cut))
      #expect(reason(text) == .damaged(text) || reason(text) == .notAToken(text))
    }
  }

  @Test func `a mistyped letter is noticed`() {
    let whole = Array(Self.tokens[1].description)
    for place in 3..<(whole.count - 1) {
      var letters = whole
      letters[place] = letters[place] == "A" ? "B" : "A"
      let text = String(letters)
      #expect(throws: ReplayError(.damaged(text))) { try ReplayToken(parsing: text) }
    }
  }

  @Test func `a token holds the payload, what was done to it and what has to come before`() throws {
    let mutation = Mutation(
      operation: .stringifiedNumber, pointer: JSONPointer(tokens: ["a/b", "0"]), was: 25, became: "25")
    let contents: [ReplayToken.Contents] = [
      .init(content: .payload(["a/b": ["25"]]), mutation: mutation),
      .init(before: [.payload(.null), .text("{\u{0}")], content: .text("")),
      .init(
        content: .payload(["a": 1]),
        mutation: Mutation(
          operation: .missingRequired, pointer: JSONPointer(tokens: ["b"]), was: .null, became: nil)),
      .init(
        content: .payload(7),
        mutation: Mutation(operation: .failureOutput, pointer: .root, was: nil, became: "spam")),
    ]
    for item in contents {
      let token = ReplayToken(handoff: "a->b", goal: "goal", form: .contents(item))
      #expect(try ReplayToken(parsing: token.description) == token)
    }
  }

  @Test func `a large payload is named by its choices, and another one in its place is noticed`() async throws
  {
    let long = String(repeating: "x", count: 2_000)
    let built = BuiltCase(
      goal: .valid, content: .payload(["name": .string(long)]),
      record: ChoiceRecord(choices: [1, 2, 3].map { .branch($0, count: 8) }))
    let token = ReplayToken(of: built, handoff: "triage->seats", goal: nil)
    #expect(token.description.utf8.count < 80)
    let campaign = try HandoffCampaign(SampleSystem.seats, handoff: "triage->seats")
    await #expect(throws: ReplayError(.notBuildable("its choices lead to another payload now"))) {
      try await campaign.replay(token.description, PayloadConsumer { _ in })
    }
  }

  @Test func `a payload that a contract allows by now is told of`() async throws {
    let campaign = try HandoffCampaign(SampleSystem.seats, handoff: "triage->seats")
    let token = ReplayToken(
      handoff: "triage->seats", goal: "/seat: above-maximum",
      form: .contents(.init(content: .payload(["name": "a", "seat": 60]))))
    let report = try await campaign.replay(token.description, PayloadConsumer { _ in })
    #expect(report.verdict == .compatible)
    #expect(
      report.shortfalls == [
        "the contract has changed: the payload broke it when the token was written, and keeps it now"
      ])
  }
}
