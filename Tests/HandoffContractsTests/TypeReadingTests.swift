import Foundation
import HandoffContracts
import HandoffSchema
import Testing

@Suite("What a decodable type reads")
struct TypeReadingTests {
  private enum Kind: String, Codable, CaseIterable { case express, plain }
  private enum Open: String, Codable { case red, green }
  private final class Tree: Codable {
    var name: String
    var left: Tree?
    var more: [Tree]
  }
  private enum Pay: Codable {
    case card(number: String)
    case cash(amount: Int)
  }
  private struct Order: Codable {
    struct Part: Codable { var id: UInt8 }
    var title: String
    var count: Int
    var price: Double
    var isPaid: Bool
    var kind: Kind
    var note: String?
    var parts: [Part]
    var byName: [String: Part]
    var link: URL
    var at: Date
  }

  @Test func `names, types, optionality, nesting and enumerations are seen`() {
    let reading = TypeReading(of: Order.self)
    let part: JSONValue = [
      "type": "object", "properties": ["id": ["type": "integer", "minimum": 0, "maximum": 255]],
      "required": ["id"],
    ]
    #expect(
      reading.draft == [
        "type": "object",
        "properties": [
          "title": ["type": "string"], "count": ["type": "integer"], "price": ["type": "number"],
          "isPaid": ["type": "boolean"], "kind": ["enum": ["express", "plain"]], "note": ["type": "string"],
          "parts": ["type": "array", "items": part],
          "byName": ["type": "object", "additionalProperties": part],
          "link": ["type": "string", "format": "uri-reference"],
          "at": ["type": "string", "format": "date-time"],
        ],
        "required": ["title", "count", "price", "isPaid", "kind", "parts", "byName", "link", "at"],
      ])
    #expect(reading.gaps == [])
  }

  @Test func `a type inside of itself refers to itself`() throws {
    let reading = TypeReading(of: Tree.self)
    #expect(reading.gaps == [])
    let schema = try Schema(reading.accepted)
    #expect(
      schema.isValid(["name": "a", "left": ["name": "b", "more": []], "more": [["name": "c", "more": []]]]))
    #expect(!schema.isValid(["name": "a", "left": ["name": 1, "more": []], "more": []]))
    #expect(!schema.isValid(["name": "a", "more": [["name": "b"]]]))
  }

  @Test func `an enumeration that does not list its values is a gap by pointer, unless a contract has them`()
    throws
  {
    struct Light: Codable { var color: Open }
    let alone = TypeReading(of: Light.self)
    #expect(alone.gaps.map(\.pointer.description) == ["/color"])
    let promised = try Schema([
      "type": "object", "properties": ["color": ["enum": ["red", "blue", "green"]]], "required": ["color"],
    ])
    let held = TypeReading(of: Light.self, hintedBy: promised)
    #expect(held.gaps == [])
    let accepted = try Schema(held.accepted)
    #expect(accepted.isValid(["color": "green"]))
    #expect(!accepted.isValid(["color": "blue"]))
  }

  @Test func `the cases of an enumeration with values are read one by one`() throws {
    let promised = try Schema([
      "type": "object",
      "properties": [
        "card": ["type": "object", "properties": ["number": ["type": "string"]]],
        "cash": ["type": "object", "properties": ["amount": ["type": "integer"]]],
      ],
    ])
    let reading = TypeReading(of: Pay.self, hintedBy: promised)
    let accepted = try Schema(reading.accepted)
    #expect(accepted.isValid(["card": ["number": "1"]]))
    #expect(accepted.isValid(["cash": ["amount": 1]]))
    #expect(!accepted.isValid(["cash": ["amount": "1"]]))
    #expect(!accepted.isValid([:]))
  }

  @Test func `a contract is drafted from a type, an example or a JSON Schema`() throws {
    struct Note: Codable { var text: String }
    let expected: JSONValue = [
      "type": "object", "properties": ["text": ["type": "string"]], "required": ["text"],
    ]
    #expect(Contract("note", reading: Note.self).output == expected)
    #expect(Contract("note", example: ["text": "a"]).output == expected)
    #expect(Contract("note", example: Note(text: "a")).output == expected)
    #expect(Contract("note", jsonSchema: expected.text()).output == expected)
    let broken = AgentSystem("system", entry: "a") {
      Agent("a") {
        Produces(Contract("note", jsonSchema: "{"))
        Finishes()
      }
    }
    #expect(broken.problems.count == 1)
    #expect("\(broken.problems)".contains("a text that is no JSON"))
  }

  @Test func `an enumeration with a case for whatever it does not know takes every text`() throws {
    enum Tone: String, Decodable, CaseIterable {
      case plain, formal, unknown
      init(from decoder: any Decoder) throws {
        self = Tone(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .unknown
      }
    }
    let reading = TypeReading(of: Tone.self)
    #expect(reading.accepted == ["type": "string"])
    #expect(reading.draft == ["enum": ["plain", "formal", "unknown"]])
    #expect(reading.gaps == [])
  }

  @Test func `an enumeration that is not read by its raw values is asked which values it takes`() throws {
    enum Switch: String, Decodable, CaseIterable {
      case on, off
      init(from decoder: any Decoder) throws {
        switch try decoder.singleValueContainer().decode(String.self) {
        case "ON": self = .on
        case "OFF": self = .off
        default: throw CancellationError()
        }
      }
    }
    let promised = try Schema(["enum": ["ON", "OFF"]])
    let accepted = try Schema(TypeReading(of: Switch.self, hintedBy: promised).accepted)
    #expect(accepted.isValid("ON"))
    #expect(!accepted.isValid("on"))
  }

  @Test func `all values of a contract are tried, not only the first ones`() throws {
    struct Code: Decodable {
      init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard text.hasPrefix("code ") else { throw CancellationError() }
      }
    }
    let promised = try Schema(["enum": .array((0..<100).map { .string("code \($0)") })])
    let accepted = try Schema(TypeReading(of: Code.self, hintedBy: promised).accepted)
    #expect(accepted.isValid("code 99"))
  }

  private struct Name: CodingKey, CaseIterable {
    static let allCases = (0..<100).map { Name(stringValue: "case\($0)") }
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
  private struct Chain: Decodable {
    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Name.self)
      let next = Name(stringValue: "next")
      if members.contains(next) { _ = try Chain(from: members.superDecoder(forKey: next)) }
    }
  }
  private struct Numbered: Decodable {
    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Name.self)
      var index = 0
      while members.contains(Name(stringValue: "item\(index)")) { index += 1 }
    }
  }
  private struct Groups: Decodable {
    init(from decoder: any Decoder) throws {
      var elements = try decoder.unkeyedContainer()
      while (try? elements.nestedContainer(keyedBy: Name.self)) != nil {}
    }
  }
  private struct Pages: Decodable {
    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Name.self)
      while try !members.decodeNil(forKey: Name(stringValue: "more")) {}
    }
  }

  @Test func `a type that goes on as long as there is more comes to an end, and a gap says so`() {
    func gaps<Value: Decodable>(of type: Value.Type) -> [String] { TypeReading(of: type).gaps.map(\.reason) }
    for (name, reasons) in [
      ("Chain", gaps(of: Chain.self)), ("Numbered", gaps(of: Numbered.self)),
      ("Groups", gaps(of: Groups.self)), ("Pages", gaps(of: Pages.self)),
    ] {
      #expect(
        reasons.contains { $0.hasPrefix("it is nested more than 32 levels deep, or reads more than") },
        "\(name)")
    }
  }

  @Test func `where an enumeration has more cases with values than are looked at, a gap says so`() {
    struct Many: Decodable {
      init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Name.self)
        for key in members.allKeys { _ = try members.decode(Int.self, forKey: key) }
      }
    }
    let reasons = TypeReading(of: Many.self).gaps.map(\.reason)
    #expect(reasons == ["its enumerations have more than 64 cases with values; the rest is not looked at"])
  }
}
