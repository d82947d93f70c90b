import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Payloads that are known to end a consumer")
struct KnownTroubleTests {
  private func learned(_ cases: [(JSONValue, Bool)]) -> KnownTrouble {
    var trouble = KnownTrouble()
    for (payload, ends) in cases { trouble.learn(.payload(payload), endsConsumer: ends) }
    return trouble
  }

  @Test func `an absent member is found out`() {
    let whole: JSONValue = ["id": "a", "notes": "b"]
    var trouble = learned([(whole, false)] + (0..<3).map { _ in (["id": "a"], true) })
    let (bare, noted) = (
      trouble.expects(.payload(["id": "x"])), trouble.expects(.payload(["id": "x", "notes": ""]))
    )
    #expect(bare)
    #expect(!noted)
  }

  @Test func `what ends it only sometimes is tried again and again`() {
    let cases: [(JSONValue, Bool)] = (0..<10).map { (["id": "a"], $0 != 4) }
    var trouble = learned(cases)
    let isExpected = trouble.expects(.payload(["id": "a"]))
    #expect(!isExpected)
  }

  @Test func `an end that is explained blames nothing else`() {
    let whole: JSONValue = ["id": "a", "notes": "b"]
    let other: JSONValue = ["id": "a", "tags": true]
    var trouble = learned(
      [(whole, false)] + (0..<3).map { _ in (["id": "a"], true) } + (0..<9).map { _ in (other, true) })
    let isExpected = trouble.expects(.payload(["id": "a", "notes": "b", "tags": true]))
    #expect(!isExpected)
  }

  @Test func `what was answered before a member was known says something of its absence once it is`() {
    let answered: [(JSONValue, Bool)] = [([:], false), (["notes": "b"], false), ([:], false)]
    var trouble = learned(answered + (0..<3).map { _ in ([:], true) })
    let isExpected = trouble.expects(.payload([:]))
    #expect(!isExpected)
  }

  @Test func `now and then it is tried all the same`() {
    var trouble = learned([([1], false)] + (0..<3).map { _ in ("text", true) })
    let expected = (0..<400).count { _ in trouble.expects(.payload("other")) }
    #expect(expected == 390)
  }

  @Test func `what is refused because it breaks the contract does not hide what ends it otherwise`() {
    var trouble = KnownTrouble()
    trouble.learn(.payload(["id": "a", "notes": "b"]), isPromised: true, endsConsumer: false)
    for _ in 0..<3 {
      trouble.learn(.payload(["id": 1]), endsConsumer: false)
      trouble.learn(.payload(["id": "a"]), isPromised: true, endsConsumer: true)
    }
    let (valid, broken) = (
      trouble.expects(.payload(["id": "c"]), isPromised: true), trouble.expects(.payload(["id": 2]))
    )
    #expect(valid)
    #expect(!broken)
  }

  @Test func `a type that ends it where it is promised may be answered where it is not`() {
    var trouble = KnownTrouble()
    for _ in 0..<3 {
      trouble.learn(.payload("a"), isPromised: false, endsConsumer: false)
      trouble.learn(.payload("b"), isPromised: true, endsConsumer: true)
    }
    let (promised, other) = (
      trouble.expects(.payload("c"), isPromised: true), trouble.expects(.payload("c"))
    )
    #expect(promised)
    #expect(!other)
  }

  @Test func `text that is no JSON, and members of members, are known too`() {
    var trouble = KnownTrouble()
    for _ in 0..<3 { trouble.learn(.text("{"), endsConsumer: true) }
    let isTextExpected = trouble.expects(.text("["))
    #expect(isTextExpected)
    let inner: JSONValue = ["customer": ["name": "a"]]
    var other = learned([(inner, false)] + (0..<3).map { _ in (["customer": [:]], true) })
    let (bare, named) = (
      other.expects(.payload(["customer": ["vip": true]])), other.expects(.payload(inner))
    )
    #expect(bare)
    #expect(!named)
  }

  @Test func `eight ends are borne before anything is left out`() {
    var trouble = KnownTrouble()
    for end in 0..<8 {
      let isSpared = trouble.spares(isPromised: true)
      #expect(!isSpared, "after \(end) ends")
      trouble.learn(.payload("a"), isPromised: true, endsConsumer: true)
    }
    let spared = (0..<4).map { _ in trouble.spares(isPromised: true) }
    #expect(spared == [true, false, true, false])
  }

  @Test func `what ends it in no known way is repeated less and less often`() {
    var trouble = KnownTrouble()
    var tried = 0
    for _ in 0..<2_000 where !trouble.spares(isPromised: true) {
      tried += 1
      trouble.learn(.payload(["at": "2024-05-17"]), isPromised: true, endsConsumer: true)
    }
    #expect((20...60).contains(tried))
    let others = trouble.spares(isPromised: false)
    #expect(!others)
  }
}
