import Foundation
import HandoffFuzzing
import HandoffSchema
import Testing

@testable import HandoffTesting

@Suite("Foundation's types in payloads")
struct PayloadFoundationTests {
  private struct Order: Codable, Equatable {
    enum Kind: String, Codable { case express, plain }
    enum Pay: Codable, Equatable { case card(number: String), cash }
    var at: Date
    var link: URL
    var price: Foundation.Decimal
    var bytes: Data
    var kind: Kind
    var pay: Pay
  }

  private static func payload(_ at: JSONValue) -> Payload {
    Payload(
      [
        "at": at, "link": "https://example.org/a?b=ü", "price": 0.1, "bytes": "YQ==", "kind": "express",
        "pay": ["card": ["number": "1"]],
      ], foreign: FoundationCoding.standard)
  }

  @Test(
    arguments: [
      ("2026-01-02T03:04:05Z", JSONDecoder.DateDecodingStrategy.iso8601),
      ("2026-01-02T04:04:05+01:00", .iso8601),
    ])
  func `what JSONDecoder reads is read, and is understood as it was sent`(
    text: String, dates: JSONDecoder.DateDecodingStrategy
  ) throws {
    let payload = Self.payload(.string(text))
    let order = try payload.decode(Order.self, dates: dates)
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = dates
    #expect(order == (try decoder.decode(Order.self, from: Data(payload.bytes))))
    #expect(order.price == Foundation.Decimal(string: "0.1"))
    #expect(payload.record.understood?.value == payload.value)
  }

  @Test func `a number is a date where nothing else is said`() throws {
    let payload = Self.payload(86_400)
    #expect(try payload.decode(Order.self).at == Date(timeIntervalSinceReferenceDate: 86_400))
  }

  @Test func `a date that was changed is told from the one that was sent`() throws {
    struct Late: Codable {
      var at: Date
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        at = try container.decode(Date.self, forKey: .at).addingTimeInterval(60)
      }
    }
    let payload = Payload(["at": "2026-01-02T03:04:05Z"], foreign: FoundationCoding.standard)
    _ = try payload.decode(Late.self, dates: .iso8601)
    #expect(payload.record.understood?.value == ["at": "2026-01-02T03:05:05Z"])
  }

  @Test func `what is no date is refused by its pointer`() throws {
    let payload = Self.payload("yesterday")
    let error = #expect(throws: DecodingError.self) { try payload.decode(Order.self, dates: .iso8601) }
    #expect("\(String(describing: error))".contains("at /at: expected what is read as Date"))
  }
}
