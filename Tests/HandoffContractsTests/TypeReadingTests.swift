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
}
