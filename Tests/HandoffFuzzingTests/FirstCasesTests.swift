import HandoffSchema
import Testing

@testable import HandoffFuzzing

/// The first cases of each way of breaking a payload, which must not wait for chance.
@Suite("First cases")
struct FirstCasesTests {
  private func random(_ seed: UInt64, _ index: Int) -> SplitMix64 {
    SplitMix64(seed: seed, stream: "first", index: index)
  }

  @Test func `each form of a text is tried in turn`() throws {
    let builder = CaseBuilder(try Schema(Shop.order))
    for seed in 1...8 as ClosedRange<UInt64> {
      let texts = try (0..<5).map { index in
        try builder.text(by: .codeFence, index: index, random: random(seed, index)).mutation
      }
      let forms = texts.map { mutation in
        (mutation.became?.stringValue ?? "").replacing(mutation.was?.stringValue ?? "?", with: "-")
      }
      #expect(
        forms == [
          "```json\n-\n```", "```\n-\n```", "```json\n-", "`-`", "Here is the JSON:\n```json\n-\n```\nDone.",
        ])
    }
  }

  @Test func `a member is first repeated as it is, and then with another value`() throws {
    let builder = CaseBuilder(try Schema(Shop.order))
    for seed in 1...8 as ClosedRange<UInt64> {
      let texts = try (0..<2).map { index in
        try builder.text(by: .repeatedMember, index: index, random: random(seed, index)).mutation.became
      }
      let values = try texts.map { text in
        try JSONDocument(parsing: Array((text?.stringValue ?? "").utf8)).value
      }
      #expect(builder.schema.isValid(values[0]))
      #expect(!builder.schema.isValid(values[1]))
    }
  }

  @Test func `the first of several elements is broken first, then the last one`() throws {
    let schema = try Schema([
      "type": "array", "items": ["type": "object"], "minItems": 1, "maxItems": 5,
    ])
    let builder = CaseBuilder(schema)
    let node = try #require(builder.plan.graph[builder.plan.graph.root].array?.items)
    for seed in 1...20 as ClosedRange<UInt64> {
      let built = try (0..<2).map { index in
        try builder.broken(at: MutationTarget(node, .wrongType), index: index, random: random(seed, index))
      }
      let counts = built.map { $0.payload.arrayValue?.count ?? 0 }
      #expect(counts.allSatisfy { $0 > 1 })
      #expect(built.map { $0.mutation?.pointer.description } == ["/0", "/\(counts[1] - 1)"])
    }
  }

  @Test func `a text that is too long is too long for whoever counts characters, too`() throws {
    let schema = try Schema(["type": "string", "maxLength": 3])
    let mutator = Mutator(
      plan: GenerationPlan(schema), target: MutationTarget(GenerationPlan(schema).graph.root, .tooLong))
    for text in ["e\u{301}", "\u{1F1E9}", "a\u{200D}", "ab"] {
      let changes = mutator.changes(of: .string(text))
      guard case .value(.string(let longer))? = changes.first?.content else {
        Issue.record("\(text) gives no handle")
        continue
      }
      #expect(longer.unicodeScalars.count == 4)
      #expect(longer.count >= 3)
    }
  }

  @Test func `a changed text that is JSON all the same is broken where the validator says`() throws {
    let order: JSONValue = [
      "orderId": "O-0000", "priority": "low", "seat": 1, "customer": ["name": "a", "vip": true],
      "items": [["sku": "ab", "quantity": 1]], "notes": .string(String(repeating: "é", count: 201)),
    ]
    let mutation = Mutation(operation: .wrongEncoding, pointer: .root, was: "{}", became: "{}")
    let judge = Judge(subject: try .ofShop(), tolerating: [])
    #expect(judge.member(of: BuiltCase(given: .payload(order), mutation: mutation)) == "/notes")
  }

  @Test func `an operator that breaks nothing anywhere is told once, without counting`() {
    let goals = (0..<3).map { CaseGoal.broken(MutationTarget($0, .swappedMembers)) }
    var tally = CoverageTally()
    for goal in goals { tally.fail(goal, because: "nothing differs") }
    let coverage = tally.coverage(of: goals) { "\($0.operation?.name ?? "")" }
    #expect(coverage.of == 0 && coverage.missed.isEmpty)
    #expect(coverage.unreachable == [.init(goal: "swapped-members", reason: "nothing differs")])
    tally.reach(goals[1])
    #expect(tally.coverage(of: goals) { "\($0)" }.unreachable == [])
  }
}
