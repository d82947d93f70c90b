import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Members that an earlier payload leaves behind")
struct CarriedOverTests {
  private static let described: Set<ExactString> = ["notes", "customer", "name", "a", "b", "c", "d"]

  private func found(
    _ carried: inout CarriedOver, _ sent: JSONValue = [:], read: JSONValue, isKnown: Bool = false
  ) -> CarriedOver.Member? {
    carried.judgement(of: sent, read: read, described: Self.described, isKnown: isKnown)?.carried
  }

  private func after(_ payloads: [JSONValue]) -> CarriedOver {
    var carried = CarriedOver()
    for payload in payloads { carried.noteSent(.payload(payload)) }
    return carried
  }

  private static let notes = JSONPointer(tokens: ["notes"])

  @Test func `what is always read is a default, and what was read otherwise before is carried over`() {
    var carried = after([["notes": "b"], ["notes": "c"]])
    #expect(found(&carried, read: ["notes": "b"]) == nil)
    #expect(found(&carried, read: ["notes": "b"]) == nil)
    #expect(found(&carried, read: ["notes": "c"]) == .init(pointer: Self.notes, value: "c"))
    #expect(found(&carried, read: ["notes": "c"]) == .init(pointer: Self.notes, value: "c"))
    #expect(found(&carried, read: ["notes": "b"]) == nil)
  }

  @Test func `where no default is to be thought of the first reading counts`() {
    var carried = after([["notes": "b"]])
    #expect(found(&carried, read: ["notes": "b"], isKnown: true) == .init(pointer: Self.notes, value: "b"))
  }

  @Test func `what nobody sent, and what the contract does not describe, is nobody's`() {
    var carried = after([["notes": "b", "other": "b"]])
    #expect(found(&carried, read: ["notes": "z"], isKnown: true) == nil)
    #expect(found(&carried, read: ["other": "b"], isKnown: true) == nil)
    #expect(found(&carried, ["notes": "b"], read: ["notes": "b"], isKnown: true) == nil)
  }

  @Test func `a value comes from one of the last 64 payloads`() {
    var carried = after((0..<70).map { ["notes": JSONValue(integerLiteral: $0)] })
    #expect(found(&carried, read: ["notes": 5], isKnown: true) == nil)
    for number in [6, 40, 68, 69] {
      let value = JSONValue(integerLiteral: number)
      #expect(found(&carried, read: ["notes": value], isKnown: true)?.value == value)
    }
  }

  @Test func `members of members are looked at, three deep`() {
    let whole: JSONValue = ["a": ["b": ["c": ["d": 1]]], "customer": ["name": "x"]]
    var carried = after([whole])
    let named = found(&carried, ["customer": [:]], read: ["customer": ["name": "x"]], isKnown: true)
    #expect(named?.pointer == JSONPointer(tokens: ["customer", "name"]))
    let third = found(&carried, ["a": ["b": [:]]], read: ["a": ["b": ["c": ["d": 1]]]], isKnown: true)
    #expect(third?.pointer == JSONPointer(tokens: ["a", "b", "c"]))
    let fourth = found(
      &carried, ["a": ["b": ["c": [:]]]], read: ["a": ["b": ["c": ["d": 1]]]], isKnown: true)
    #expect(fourth == nil)
  }

  @Test func `an answer shows it again where the value is read and was not sent`() {
    let member = CarriedOver.Member(pointer: Self.notes, value: "b")
    func isShown(_ sent: JSONValue, _ read: JSONValue) -> Bool {
      member.isShown(
        by: .accepted(answer: nil, understood: Understanding(read)), to: .payload(sent))
    }
    #expect(isShown([:], ["notes": "b"]))
    #expect(!isShown([:], ["notes": "c"]))
    #expect(!isShown(["notes": "b"], ["notes": "b"]))
    #expect(!member.isShown(by: .rejected("no"), to: .payload([:])))
  }

  @Test func `of each member the smallest case is kept, and all are counted`() {
    var carried = CarriedOver()
    for (index, length) in [5, 9, 2].enumerated() {
      let content = HandoffCase.Content.payload(.string(String(repeating: "a", count: length)))
      carried.add(
        Sighted(failureClass: .misinterpretation, place: "/notes", content: content).sighting(index))
    }
    carried.add(Sighted(failureClass: .misinterpretation, place: "/a").sighting(3))
    #expect(carried.sightings.map(\.index) == [2, 3])
    #expect(carried.count == 4)
  }
}
