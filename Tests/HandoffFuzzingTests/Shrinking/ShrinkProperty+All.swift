import HandoffSchema

extension ShrinkProperty {
  /// Properties over lists, nested and linked values, numbers and texts.
  ///
  /// Several are after the shrinking challenge that Jacob Stanley collected and Hypothesis' own tests of quality.
  static let all: [ShrinkProperty] = lists + linked + numbers + texts + payloads + handoffs

  private static let list = #"{"type":"array","items":{"type":"integer","minimum":0,"maximum":1000000}}"#
  private static let signed = #"{"type":"array","items":{"type":"integer","minimum":-32768,"maximum":32767}}"#

  private static let lists: [ShrinkProperty] = [
    ShrinkProperty(
      name: "a list is longer than its reader thinks", schema: list, minimum: "[0,0,0,0]",
      fails: { $0.parts.count > 3 }, reference: 16),
    ShrinkProperty(
      name: "a sum is carried by one element", schema: list, minimum: "[1001]",
      fails: { $0.numbers.reduce(0, +) > 1_000 }, reference: 33),
    ShrinkProperty(
      name: "a sum needs three elements",
      schema: #"{"type":"array","items":{"type":"integer","minimum":0,"maximum":100}}"#,
      minimum: "[50,100,100]", fails: { $0.numbers.reduce(0, +) >= 250 }, reference: 130),
    ShrinkProperty(
      name: "a list is not its own reverse", schema: list, minimum: "[0,1]",
      fails: { $0.numbers != $0.numbers.reversed() }, reference: 8),
    ShrinkProperty(
      name: "a list is not sorted", schema: list, minimum: "[1,0]",
      fails: { $0.numbers != $0.numbers.sorted() }, reference: 10),
    ShrinkProperty(
      name: "three elements are distinct", schema: list, minimum: "[0,1,2]",
      fails: { Set($0.numbers).count >= 3 }, reference: 29),
    ShrinkProperty(
      name: "an element comes twice", schema: list, minimum: "[0,0]",
      fails: { Set($0.numbers).count < $0.numbers.count }, reference: 5),
    ShrinkProperty(
      name: "nested lists are long together", schema: #"{"type":"array","items":\#(list)}"#,
      minimum: "[[0,0,0,0,0,0,0]]", fails: { $0.parts.reduce(0) { $0 + $1.parts.count } >= 7 }, reference: 58),
    ShrinkProperty(
      name: "a union of lists is large", schema: #"{"type":"array","items":\#(list)}"#,
      minimum: "[[0,1,2,3]]", fails: { Set($0.parts.flatMap(\.numbers)).count >= 4 }, reference: 77),
    ShrinkProperty(
      name: "five bounded sums overflow together",
      schema: """
        {"type":"array","minItems":5,"maxItems":5,"items":\(signed)}
        """,
      minimum: "[[],[],[],[],[-1,-32768]]",
      fails: { value in
        let sums = value.parts.map { $0.numbers.reduce(0, +) }
        let total = Int16(truncatingIfNeeded: sums.reduce(0, +))
        return sums.allSatisfy { $0 < 256 } && total >= 5 * 256
      }, reference: 158),
  ]

  private static let linked: [ShrinkProperty] = [
    ShrinkProperty(
      name: "an index points at a large element",
      schema:
        #"{"type":"object","required":["index","list"],"properties":{"index":{"type":"integer","minimum":0,"maximum":20},"list":\#(list)}}"#,
      minimum: #"{"index":0,"list":[100]}"#,
      fails: { value in
        let (list, index) = (value["list"]?.numbers ?? [], value["index"]?.intValue ?? 0)
        return index < list.count && list[index] >= 100
      }, reference: 28),
    ShrinkProperty(
      name: "a count tells the length",
      schema:
        #"{"type":"object","required":["count","list"],"properties":{"count":{"type":"integer","minimum":0,"maximum":20},"list":\#(list)}}"#,
      minimum: #"{"count":1,"list":[900]}"#,
      fails: { value in
        let list = value["list"]?.numbers ?? []
        return value["count"]?.intValue == list.count && list.contains { $0 >= 900 }
      }, reference: 65),
    ShrinkProperty(
      name: "only the first copy is removed",
      schema:
        #"{"type":"object","required":["item","list"],"properties":{"item":{"type":"integer","minimum":0,"maximum":50},"list":{"type":"array","items":{"type":"integer","minimum":0,"maximum":50}}}}"#,
      minimum: #"{"item":0,"list":[0,0]}"#,
      fails: { value in
        guard let item = value["item"]?.intValue else { return false }
        return (value["list"]?.numbers ?? []).filter { $0 == item }.count >= 2
      }, reference: 14),
    ShrinkProperty(
      name: "two optional members clash",
      schema:
        #"{"type":"object","properties":{"a":\#(list),"b":{"type":"string"},"c":{"type":"integer"},"d":{"type":"boolean"},"e":{"enum":["x","y"]},"f":\#(list)}}"#,
      minimum: #"{"c":0,"e":"y"}"#,
      fails: { $0["c"] != nil && $0["e"] == "y" }, reference: 159),
    ShrinkProperty(
      name: "a division by what comes to zero",
      schema: """
        {"$ref":"#/$defs/e","$defs":{"e":{"anyOf":[{"type":"integer","minimum":0,"maximum":100},
         {"type":"object","required":["op","l","r"],"properties":{"op":{"enum":["add","div"]},
          "l":{"$ref":"#/$defs/e"},"r":{"$ref":"#/$defs/e"}}}]}}}
        """,
      minimum: #"{"op":"div","l":0,"r":{"op":"add","l":0,"r":0}}"#, fails: { Expression.divides($0) },
      reference: 0),
    ShrinkProperty(
      name: "sums across two lists",
      schema:
        #"{"type":"object","required":["left","right"],"properties":{"left":\#(list),"right":\#(list)}}"#,
      minimum: #"{"left":[],"right":[1001]}"#,
      fails: { value in
        ((value["left"]?.numbers ?? []) + (value["right"]?.numbers ?? [])).reduce(0, +) > 1_000
      }, reference: 39),
  ]

  private static let numbers: [ShrinkProperty] = [
    ShrinkProperty(
      name: "two numbers at a fixed distance",
      schema:
        #"{"type":"object","required":["from","to"],"properties":{"from":{"type":"integer","minimum":0,"maximum":9007199254740991},"to":{"type":"integer","minimum":0,"maximum":9007199254740991}}}"#,
      minimum: #"{"from":1000,"to":1001}"#,
      fails: { value in
        guard let from = value["from"]?.intValue, let to = value["to"]?.intValue else { return false }
        return from >= 1_000 && to - from == 1
      }, reference: 0),
    ShrinkProperty(
      name: "a number and its negative",
      schema:
        #"{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer","minimum":-1000,"maximum":1000}}"#,
      minimum: "[10,-10]",
      fails: { value in
        let numbers = value.numbers
        return numbers.count == 2 && numbers[0] + numbers[1] == 0 && abs(numbers[0]) >= 10
      }, reference: 0),
  ]

  private static let texts: [ShrinkProperty] = [
    ShrinkProperty(
      name: "a text needs two quotes",
      schema:
        #"{"type":"object","required":["note"],"properties":{"note":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}}}}"#,
      minimum: #"{"note":"\"\""}"#,
      fails: { ($0["note"]?.stringValue ?? "").unicodeScalars.filter { $0 == "\"" }.count >= 2 }, reference: 0
    ),
    ShrinkProperty(
      name: "two texts are equal and long",
      schema:
        #"{"type":"object","required":["from","to"],"properties":{"from":{"type":"string"},"to":{"type":"string"}}}"#,
      minimum: #"{"from":"aaa","to":"aaa"}"#,
      fails: { $0["from"] == $0["to"] && ($0["from"]?.stringValue ?? "").unicodeScalars.count >= 3 },
      reference: 0),
    ShrinkProperty(
      name: "a text goes beyond ASCII", schema: #"{"type":"array","items":{"type":"string","maxLength":40}}"#,
      minimum: #"["\#u{80}"]"#,
      fails: { $0.parts.contains { ($0.stringValue ?? "").unicodeScalars.contains { !$0.isASCII } } },
      reference: 0),
    ShrinkProperty(
      name: "an id counts up to ten", schema: #"{"type":"string","pattern":"^[A-Z]{2}-[0-9]{3}$"}"#,
      minimum: #""AA-019""#,
      fails: { ($0.stringValue ?? "").compactMap(\.wholeNumberValue).reduce(0, +) >= 10 }, reference: 0),
    ShrinkProperty(
      name: "a number and a text in one list",
      schema:
        #"{"type":"array","items":{"anyOf":[{"type":"integer"},{"type":"string"},{"type":"boolean"}]}}"#,
      minimum: #"[0,""]"#,
      fails: { value in
        value.parts.contains { $0.stringValue != nil } && value.parts.contains { $0.intValue != nil }
      }, reference: 0),
  ]

  /// What an expression comes to.
  private enum Expression {
    /// Whether something is divided by what is no zero but comes to zero.
    static func divides(_ value: JSONValue) -> Bool {
      guard let left = value["l"], let right = value["r"] else { return false }
      if value["op"] == "div", right.intValue == nil, worth(right) == 0 { return true }
      return divides(left) || divides(right)
    }

    private static func worth(_ value: JSONValue) -> Int? {
      if let number = value.intValue { return number }
      guard let left = value["l"].flatMap(worth), let right = value["r"].flatMap(worth) else { return nil }
      if value["op"] == "add" { return left + right }
      return right == 0 ? nil : left / right
    }
  }
}
