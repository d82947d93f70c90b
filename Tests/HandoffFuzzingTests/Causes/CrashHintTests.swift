import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("What a crash did not reckon with")
struct CrashHintTests {
  private func hint(
    _ line: String, _ payload: JSONValue, _ language: ConsumerLanguage = .python
  ) throws -> String? {
    try CrashHint(
      .payload(payload), .crashed(Crash("it ended", line: line)), subject: .ofShop(), language: language
    ).text
  }

  private static let bare: JSONValue = [
    "orderId": "O-0001", "priority": "low", "seat": 1, "customer": ["name": "a", "vip": true],
    "items": [["sku": "ab", "quantity": 1]],
  ]

  @Test func `a member that its line names and that is absent`() throws {
    #expect(
      try hint("KeyError: 'notes'", Self.bare) == "\"notes\" may be absent; read it with .get(\"notes\")")
    #expect(
      try hint("no member \"notes\"", Self.bare, .javaScript)
        == "\"notes\" may be absent; read it as notes ?? fallback")
    #expect(
      try hint("keyNotFound \"notes\"", Self.bare, .swift)
        == "\"notes\" may be absent; make the property optional")
    #expect(
      try hint("no 'tags', no 'notes'", Self.bare, .other)
        == "\"notes\", \"tags\" may be absent; ask for it before you read it")
    #expect(try hint("KeyError: 'priority'", Self.bare) == nil)
    #expect(try hint("KeyError: notes", Self.bare) == nil)
  }

  @Test func `an absent member where the line speaks of nothing`() throws {
    #expect(
      try hint("TypeError: cannot read properties of undefined", Self.bare, .javaScript)
        == "\"notes\", \"tags\" may be absent; read it as notes ?? fallback")
    #expect(
      try hint("TypeError: 'NoneType' object is not iterable", [:])
        == "\"customer\", \"items\", \"name\" and 8 more may be absent; read it with .get(\"customer\")")
    #expect(try hint("TypeError: not iterable", Self.bare) == nil)
  }

  @Test(
    arguments: [
      (["tags": []], "/tags"), (["notes": ""], "/notes"), (["customer": [:]], "/customer"),
    ] as [(JSONValue, String)])
  func `what is empty where the line speaks of a position`(payload: JSONValue, pointer: String) throws {
    #expect(
      try hint("IndexError: list index out of range", payload)
        == "\(pointer) may be empty; ask before you take an element of it")
    #expect(try hint("ValueError: no", payload) == nil)
  }

  @Test func `a payload without members is not told to be empty`() throws {
    #expect(try hint("IndexError: list index out of range", [:]) == nil)
    #expect(try hint("IndexError: list index out of range", Self.bare) == nil)
  }

  @Test func `what is 0 where the line speaks of a division`() throws {
    let payload: JSONValue = ["seat": 0, "items": [["quantity": 0.0], ["quantity": 1]]]
    #expect(
      try hint("ZeroDivisionError: division by zero", payload)
        == "/seat or /items/0/quantity may be 0; ask before you divide")
    #expect(try hint("ZeroDivisionError: division by zero", Self.bare) == nil)
    #expect(try hint("ValueError: no", payload) == nil)
  }

  @Test func `nothing is said to be absent of a payload that is too large to look at whole`() throws {
    func payload(_ count: Int) -> JSONValue {
      ["items": .array((0..<count).map { JSONValue(integerLiteral: $0 + 1) })]
    }
    #expect(try hint("KeyError: 'notes'", payload(900)) != nil)
    #expect(try hint("KeyError: 'notes'", payload(1_100)) == nil)
  }

  @Test func `of a text nothing is known`() throws {
    let hint = try CrashHint(
      .text("{"), .crashed(Crash("it ended", line: "KeyError: 'notes'")), subject: .ofShop(),
      language: .python)
    #expect(hint.text == nil)
  }
}
