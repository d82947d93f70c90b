import Foundation
import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Largest payloads")
struct LargestPayloadTests {
  private func bound(_ schemas: JSONValue...) throws -> PayloadBound {
    PayloadBound(of: try schemas.map { try Schema($0) })
  }

  private static let lawSeeds: UInt64 =
    ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole" ? 20_000 : 400

  @Test(
    arguments: [
      (["type": "string", "maxLength": 10], 12), (["enum": ["a", "bcd", 1]], 5), (["const": ["a"]], 5),
      (["type": "boolean"], 5), (["type": ["null", "integer"], "minimum": 0, "maximum": 999], 5),
      (["type": "string", "format": "uuid"], 38), (["type": "string", "pattern": "^[a-z]{3}$"], 18),
      (["type": "array", "maxItems": 3, "items": ["type": "boolean"]], 20),
      (["type": "array", "prefixItems": [["const": 1]], "items": false], 4),
      (["type": "object", "properties": ["a": ["const": 1], "b": ["const": 22]]], 15),
      (["type": "object", "maxProperties": 2, "additionalProperties": ["const": 1]], 136),
      (["oneOf": [["const": "a"], ["const": "abc"]]], 5),
      (
        [
          "allOf": [
            ["type": "object", "properties": ["a": ["const": 1]]], ["properties": ["b": ["const": 1]]],
          ]
        ], 14
      ),
      (["type": "string", "anyOf": [["maxLength": 3], ["maxLength": 5]]], 7),
      (["type": "string", "if": ["maxLength": 3], "else": ["maxLength": 8]], 10),
    ] as [(JSONValue, Int)])
  func `the largest payload of a schema`(schema: JSONValue, characters: Int) throws {
    #expect(try bound(schema) == .characters(characters))
  }

  @Test(
    arguments: [
      (["type": "string"], "maxLength", ""), (true, "type", ""), (["type": "object"], "properties", ""),
      (["type": "object", "properties": ["a": ["type": "array", "items": ["const": 1]]]], "maxItems", "/a"),
      (["type": "array", "maxItems": 2, "items": ["type": "string"]], "maxLength", "/*"),
      (["type": "object", "required": ["a"]], "type", "/a"),
      (["type": "object", "additionalProperties": ["const": 1]], "maxProperties", ""),
      (
        [
          "type": "object", "properties": ["a": ["$ref": "#"]],
        ], "an end to its recursion", "/a/a"
      ),
    ] as [(JSONValue, String, String)])
  func `the bound that is missing is named`(schema: JSONValue, keyword: String, pointer: String) throws {
    let pointer = try #require(JSONPointer(parsing: pointer))
    #expect(try bound(schema) == .missing(keyword: keyword, at: pointer))
  }

  @Test func `several schemas bound a payload together`() throws {
    let object: JSONValue = ["type": "object", "properties": ["a": ["type": "string"]]]
    #expect(try bound(object, ["properties": ["a": ["maxLength": 4]]]) == .characters(13))
  }

  @Test func `no payload of the named members is larger than what is worked out`() throws {
    var bounded = 0
    for seed in 0..<Self.lawSeeds {
      var random = RandomSchema(seed: seed)
      guard let schema = try? Schema(random.document()) else { continue }
      guard case .characters(let most) = PayloadBound(of: [schema]) else { continue }
      bounded += 1
      let closed = schema.closed
      for _ in 0..<40 {
        let payload = random.instance()
        guard closed.isValid(payload), schema.isValid(payload) else { continue }
        #expect(
          payload.text(.compact).unicodeScalars.count - Self.detours(payload) <= most,
          "seed \(seed): \(payload)")
      }
    }
    #expect(bounded > 10)
  }

  /// By how much the numbers of a value are written longer than usual, such as `1.0` for 1.
  private static func detours(_ value: JSONValue) -> Int {
    switch value {
    case .number: max(0, value.text(.compact).utf8.count - value.text(.canonical).utf8.count)
    case .array(let elements): elements.reduce(0) { $0 + detours($1) }
    case .object(let object): object.members.reduce(0) { $0 + detours($1.value) }
    case .null, .bool, .string: 0
    }
  }
}
