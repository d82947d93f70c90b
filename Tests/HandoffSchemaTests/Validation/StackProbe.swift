import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("StackProbe") struct StackProbe {
  static func nested(_ depth: Int, object: Bool = false) -> JSONValue {
    var v: JSONValue = 1
    for _ in 0..<depth { v = object ? ["a": v] : [v] }
    return v
  }
  @Test func probe() throws {
    func p(_ name: String, _ work: @escaping @Sendable () -> Void) { print("PROBE", name, StackMeter.bytesUsed(by: work)) }
    for depth in [500, 1024] {
      let a = Self.nested(depth), b = Self.nested(depth), o = Self.nested(depth, object: true), o2 = Self.nested(depth, object: true)
      p("== arr \(depth)") { _ = a == b }
      p("== obj \(depth)") { _ = o == o2 }
      p("hash arr \(depth)") { _ = a.hashValue }
      p("hash obj \(depth)") { _ = o.hashValue }
      p("text \(depth)") { _ = a.text(.pretty); _ = o.text(.canonical) }
      p("deinit arr \(depth)") { _ = Self.nested(depth) }
      p("deinit obj \(depth)") { _ = Self.nested(depth, object: true) }
    }
    p("deinit arr 100000") { _ = Self.nested(100000) }
    let ao = Self.nested(480), oo = Self.nested(480, object: true)
    let texts = [ao.text(), oo.text()]
    let schemas: [(String, JSONValue)] = [
      ("ref obj", ["properties": ["a": ["$ref": "#"]]]),
      ("items ref", ["items": ["$ref": "#"]]),
      ("addl ref", ["additionalProperties": ["$ref": "#"], "items": ["$ref": "#"]]),
      ("anyOf", ["anyOf": [["additionalProperties": ["$ref": "#"], "items": ["$ref": "#"]]]]),
      ("not not", ["not": ["not": ["additionalProperties": ["$ref": "#"], "items": ["$ref": "#"]]]]),
      ("uneval", ["unevaluatedProperties": ["$ref": "#"], "unevaluatedItems": ["$ref": "#"]]),
      ("contains", ["contains": ["$ref": "#"], "patternProperties": ["a": ["$ref": "#"]]]),
      ("dyn", ["$id": "http://a/b", "$dynamicAnchor": "n", "additionalProperties": ["$dynamicRef": "#n"], "items": ["$dynamicRef": "#n"], "$defs": ["z": ["$id": "z", "$dynamicAnchor": "n", "$dynamicRef": "#n"]]]),
    ]
    for (name, json) in schemas {
      let schema = try Schema(json)
      p(name + " violations arr") { _ = schema.violations(in: ao) }
      p(name + " violations obj") { _ = schema.violations(in: oo) }
      for t in texts { let d = try JSONDocument(parsing: Array(t.utf8), depthLimit: 4096); p(name + " fast") { _ = schema.isValid(d) } }
    }
    var s: JSONValue = ["type": "array"]
    for _ in 0..<250 { s = ["allOf": [s]] }
    let sch = try Schema(s)
    p("allOf 250") { _ = sch.violations(in: 1) }
    let d = try JSONDocument(parsing: Array("1".utf8))
    p("allOf 250 fast") { _ = sch.isValid(d) }
    p("compile") { [s] in _ = try? Schema(s) }
    p("pattern nested") { _ = try? Pattern(String(repeating: "(", count: 100000)) }
    p("pattern 249") { _ = try? Pattern(String(repeating: "(?:b|", count: 249) + "a" + String(repeating: ")*", count: 249)).matches("aba") }
    p("pattern looks 249") { _ = try? Pattern(String(repeating: "(?=a|", count: 249) + "a" + String(repeating: ")", count: 249)).matches("aba") }
    p("pattern lang looks 249") { _ = try? Pattern(String(repeating: "(?=a|", count: 240) + "a" + String(repeating: ")", count: 240)).language() }
  }
}
