import HandoffFuzzing
import HandoffSchema
import Testing

@Suite("Payload search")
struct PayloadSearchTests {
  private func schema(_ text: String) throws -> Schema { try Schema(JSONValue(parsing: text)) }

  @Test func `the example of the documentation finds what it says`() async throws {
    let schema = try schema(#"{"type":"array","items":{"type":"integer","minimum":0}}"#)
    let found = await smallestPayload(of: schema) { payload in
      (payload.arrayValue ?? []).compactMap(\.intValue).reduce(0, +) > 1_000
    }
    #expect(found.smallest?.payload == [1_001])
    #expect(found.smallest?.isMinimal == true)
    #expect(found.shortfalls == [])
  }

  @Test func `what does not matter is named by its location`() async throws {
    let schema = try schema(
      """
      {"type":"object","required":["topic","rank","note"],"properties":{"topic":{"type":"string"},
       "rank":{"type":"integer","minimum":0,"maximum":100},"note":{"type":"string"}},"additionalProperties":false}
      """)
    let found = await smallestPayload(of: schema) { $0["rank"]?.intValue ?? 0 > 3 }
    #expect(found.smallest?.payload == ["topic": "", "rank": 4, "note": ""])
    #expect(found.smallest?.freeParts.map(\.description) == ["/topic", "/note"])
    let none = await smallestPayload(of: schema, options: PayloadSearchOptions(variants: 0)) {
      $0["rank"]?.intValue ?? 0 > 3
    }
    #expect(none.smallest?.freeParts == [])
  }

  @Test func `the same seed finds the same, and another one the same smallest payload`() async throws {
    let schema = try schema(#"{"type":"array","items":{"type":"string"}}"#)
    func search(_ seed: UInt64) async -> PayloadSearchResult {
      await smallestPayload(of: schema, options: PayloadSearchOptions(seed: seed)) {
        ($0.arrayValue ?? []).count > 2
      }
    }
    let (first, again, other) = (await search(5), await search(5), await search(6))
    #expect(first == again)
    #expect(first.smallest?.payload == ["", "", ""])
    #expect(other.smallest?.payload == ["", "", ""])
  }

  @Test func `what is not found and what is not possible are told apart`() async throws {
    let options = PayloadSearchOptions(cases: 50)
    let never = await smallestPayload(of: try schema(#"{"type":"integer"}"#), options: options) { _ in false }
    #expect(never == PayloadSearchResult(smallest: nil, cases: 50, shortfalls: []))
    let empty = await smallestPayload(of: try schema("false"), options: options) { _ in true }
    #expect(empty.smallest == nil)
    #expect(empty.cases == 0)
    #expect(empty.shortfalls == ["no payload satisfies the schema"])
  }

  @Test func `a budget that is used up is told`() async throws {
    let schema = try schema(#"{"type":"array","items":{"type":"integer"},"minItems":20}"#)
    let options = PayloadSearchOptions(evaluations: 3, variants: 0)
    let found = await smallestPayload(of: schema, options: options) { payload in
      (payload.arrayValue ?? []).compactMap(\.intValue).reduce(0, +) > 1_000
    }
    #expect(found.smallest?.isMinimal == false)
    #expect(found.smallest?.evaluations == 3)
  }
}
