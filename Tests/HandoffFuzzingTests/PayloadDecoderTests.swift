import HandoffFuzzing
import HandoffSchema
import Testing

@Suite("Payload decoding")
struct PayloadDecoderTests {
  private struct Order: Codable, Equatable {
    enum State: String, Codable { case open, closed }
    var id: Int
    var price: Double
    var state: State
    var tags: Set<String>
    var note: String?
    var parts: [[Int]]
    var byName: [String: Bool]
  }

  private static let sent: JSONValue = [
    "id": 25, "price": 0.1, "state": "open", "tags": ["b", "a"], "parts": [[1], []], "byName": ["x": true],
    "unknown": nil,
  ]

  @Test func `a type is decoded with all that it holds`() throws {
    let order = try Payload(Self.sent).decode(Order.self)
    let expected = Order(
      id: 25, price: 0.1, state: .open, tags: ["a", "b"], note: nil, parts: [[1], []], byName: ["x": true])
    #expect(order == expected)
  }

  private static let changes: [JSONValue] = [
    ["id": "25"], ["id": 25.5], ["id": true], ["id": nil], ["id": 9_223_372_036_854_775_808.0],
    ["price": "0.1"], ["state": "OPEN"], ["tags": "a"], ["parts": [["1"]]], ["byName": ["x": 1]],
  ]

  @Test(arguments: changes)
  func `no type is taken for another`(change: JSONValue) throws {
    var members = try #require(Self.sent.objectValue)
    for member in change.objectValue ?? [:] { members[member.key] = member.value }
    let payload = Payload(.object(members))
    #expect(throws: DecodingError.self) { try payload.decode(Order.self) }
  }

  @Test func `whole numbers are integers however they are written`() throws {
    let value = try JSONValue(parsing: "[1.0, 2e0, 18446744073709551615]")
    #expect(try Payload(value).decode([UInt64].self) == [1, 2, .max])
  }

  @Test func `reads are recorded`() throws {
    struct Part: Decodable { var id: Int }
    let payload = Payload(Self.sent)
    _ = try payload.decode(Part.self)
    _ = payload["state"]
    #expect(payload.reads.map(\.description) == ["", "/id", "/state"])
  }
}
