import HandoffFuzzing
import HandoffSchema
import Testing

@testable import HandoffTesting

@Suite("Members that a consumer looks at")
struct ReadTallyTests {
  private static func unread(_ payloads: [JSONValue], read: (ReadingRecord, JSONValue) throws -> Void)
    rethrows -> [String]
  {
    var tally = ReadTally()
    for payload in payloads {
      let record = ReadingRecord()
      try read(record, payload)
      tally.add(record, of: payload)
    }
    return tally.unread(of: ["a", "b", "c", "0", "m7"])
  }

  private enum Key: String, CodingKey { case a, b }
  private struct Inner: Decodable {
    init(from decoder: any Decoder) throws {
      _ = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .b)
    }
  }

  private struct Nested: Decodable {
    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Key.self)
      _ = try members.nestedContainer(keyedBy: Key.self, forKey: .a).decode(Int.self, forKey: .b)
    }
  }
  private struct Handed: Decodable {
    init(from decoder: any Decoder) throws {
      _ = try Inner(from: decoder.container(keyedBy: Key.self).superDecoder(forKey: .a))
    }
  }
  private struct Listed: Decodable {
    init(from decoder: any Decoder) throws {
      var elements = try decoder.container(keyedBy: Key.self).nestedUnkeyedContainer(forKey: .a)
      _ = try elements.decode(Int.self)
    }
  }

  @Test func `a member that is taken apart by hand is looked at`() throws {
    func unread<Value: Decodable>(_ type: Value.Type, _ payload: JSONValue) throws -> [String] {
      try Self.unread([payload]) { record, payload in
        _ = try PayloadDecoder(payload, record: record).decode(type)
      }
    }
    #expect(try unread(Nested.self, ["a": ["b": 1]]) == [])
    #expect(try unread(Handed.self, ["a": ["b": 1]]) == [])
    #expect(try unread(Listed.self, ["a": [1]]) == [])
  }

  @Test func `a member whose name is a number is looked at by that name`() throws {
    let unread = try Self.unread([["0": 1, "a": 2]]) { record, payload in
      _ = try PayloadDecoder(payload, record: record).decode([String: Int].self)
    }
    #expect(unread == [])
  }

  @Test func `what is handed out whole is looked at, however many members there were before`() {
    let inner = JSONValue.object(JSONObject((0..<250).map { JSONObject.Member(key: "m\($0)", value: 1) }))
    var isFirst = true
    let unread = Self.unread([["a": inner, "b": 1], ["a": inner, "b": 1]]) { record, _ in
      if isFirst { record.note(JSONPointer(tokens: ["a"]), isSet: false) }
      if !isFirst { record.note(whole: JSONPointer(tokens: ["a"])) }
      record.note(JSONPointer(tokens: ["b"]), isSet: false)
      isFirst = false
    }
    #expect(unread == [])
  }

  @Test func `what nobody looks at is named`() throws {
    let unread = try Self.unread([["a": ["b": 1], "c": 2]]) { record, payload in
      _ = try PayloadDecoder(payload, record: record).decode(Nested.self)
    }
    #expect(unread == ["/c"])
  }
}
