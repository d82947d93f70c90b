import HandoffSchema

extension ShrinkProperty {
  /// Properties over what agents hand over: plans, schedules, baskets, forms.
  static let handoffs: [ShrinkProperty] = references + choices + measures

  private static let references: [ShrinkProperty] = [
    ShrinkProperty(
      name: "a step waits for a later one",
      schema: """
        {"type":"array","items":{"type":"object","required":["id"],"properties":{
         "id":{"type":"integer","minimum":0,"maximum":30},
         "after":{"type":"array","items":{"type":"integer","minimum":0,"maximum":30}},"note":{"type":"string"}}}}
        """,
      minimum: #"[{"id":0,"after":[1]},{"id":1}]"#,
      fails: { value in
        let steps = value.parts
        return steps.indices.contains { one in
          (steps[one]["after"]?.numbers ?? []).contains { wanted in
            steps.indices.contains { $0 > one && steps[$0]["id"]?.intValue == wanted && wanted > 0 }
          }
        }
      }, reference: 0),
    ShrinkProperty(
      name: "two steps wait for each other",
      schema: """
        {"type":"array","maxItems":6,"items":{"type":"object","required":["id","after"],"properties":{
         "id":{"type":"integer","minimum":0,"maximum":5},"after":{"type":"integer","minimum":0,"maximum":5}}}}
        """,
      minimum: #"[{"id":0,"after":1},{"id":1,"after":0}]"#,
      fails: { value in
        let steps = value.parts
        return steps.contains { one in
          steps.contains { $0["id"] == one["after"] && $0["after"] == one["id"] && $0["id"] != one["id"] }
        }
      }, reference: 0),
    ShrinkProperty(
      name: "a header of a table has more columns than a row",
      schema: """
        {"type":"object","required":["header","rows"],"properties":{
         "header":{"type":"array","items":{"type":"string"}},
         "rows":{"type":"array","items":{"type":"array","items":{"type":"string"}}}}}
        """,
      minimum: #"{"header":[""],"rows":[[]]}"#,
      fails: { value in
        let count = value["header"]?.parts.count ?? 0
        return (value["rows"]?.parts ?? []).contains { $0.parts.count < count }
      }, reference: 0),
    ShrinkProperty(
      name: "a row of a table is shorter than another one",
      schema:
        #"{"type":"array","items":{"type":"array","items":{"type":"integer","minimum":0,"maximum":99}}}"#,
      minimum: "[[],[0]]",
      fails: { Set($0.parts.map(\.parts.count)).count > 1 }, reference: 0),
    ShrinkProperty(
      name: "the same person stands in two lists",
      schema: """
        {"type":"object","required":["to","cc"],"properties":{
         "to":{"type":"array","items":{"type":"string","minLength":1}},
         "cc":{"type":"array","items":{"type":"string","minLength":1}}}}
        """,
      minimum: #"{"to":["a"],"cc":["a"]}"#,
      fails: { value in
        let cc = value["cc"]?.parts ?? []
        return (value["to"]?.parts ?? []).contains { cc.contains($0) }
      }, reference: 0),
  ]

  private static let choices: [ShrinkProperty] = [
    ShrinkProperty(
      name: "a branch of its own beside a number that is too large",
      schema: """
        {"type":"object","required":["by","amount"],"properties":{"amount":{"type":"integer","minimum":1,"maximum":5000},
         "by":{"oneOf":[{"type":"object","required":["kind","iban"],"properties":{"kind":{"const":"iban"},
          "iban":{"type":"string","minLength":4,"maxLength":20}}},
          {"type":"object","required":["kind","digits"],"properties":{"kind":{"const":"card"},
          "digits":{"type":"string","pattern":"^[0-9]{4}$"}}}]}}}
        """,
      minimum: #"{"by":{"kind":"card","digits":"0000"},"amount":1001}"#,
      fails: { $0["by"]?["kind"] == "card" && ($0["amount"]?.intValue ?? 0) > 1_000 }, reference: 0),
    ShrinkProperty(
      name: "three flags of five are set",
      schema: """
        {"type":"object","required":["a","b","c","d","e"],"properties":{"a":{"type":"boolean"},"b":{"type":"boolean"},
         "c":{"type":"boolean"},"d":{"type":"boolean"},"e":{"type":"boolean"}}}
        """,
      minimum: #"{"a":false,"b":false,"c":true,"d":true,"e":true}"#,
      fails: { value in ["a", "b", "c", "d", "e"].count { value[$0] == true } >= 3 }, reference: 0),
    ShrinkProperty(
      name: "an answer follows on an answer",
      schema: """
        {"type":"array","items":{"type":"object","required":["role","text"],"properties":{
         "role":{"enum":["user","assistant","tool"]},"text":{"type":"string"}}}}
        """,
      minimum: #"[{"role":"assistant","text":""},{"role":"assistant","text":""}]"#,
      fails: { value in
        zip(value.parts, value.parts.dropFirst()).contains {
          $0["role"] == "assistant" && $1["role"] == "assistant"
        }
      }, reference: 0),
    ShrinkProperty(
      name: "a condition nests an any in an all",
      schema: """
        {"$ref":"#/$defs/c","$defs":{"c":{"anyOf":[
         {"type":"object","required":["field"],"properties":{"field":{"type":"string"}}},
         {"type":"object","required":["all"],"properties":{"all":{"type":"array","items":{"$ref":"#/$defs/c"}}}},
         {"type":"object","required":["any"],"properties":{"any":{"type":"array","items":{"$ref":"#/$defs/c"}}}}]}}}
        """,
      minimum: #"{"all":[{"any":[]}]}"#,
      fails: { Self.nestsAny($0) }, reference: 0),
  ]

  private static let measures: [ShrinkProperty] = [
    ShrinkProperty(
      name: "shares come to more than the whole",
      schema: """
        {"type":"array","items":{"type":"object","required":["share"],"properties":{
         "share":{"type":"integer","minimum":0,"maximum":100},"to":{"type":"string"}}}}
        """,
      minimum: #"[{"share":1},{"share":100}]"#,
      fails: { value in value.parts.compactMap { $0["share"]?.intValue }.reduce(0, +) > 100 }, reference: 0),
    ShrinkProperty(
      name: "an end is before its begin by more than a day",
      schema: """
        {"type":"object","required":["begin","end"],"properties":{
         "begin":{"type":"integer","minimum":0,"maximum":4000000000},"end":{"type":"integer","minimum":0,"maximum":4000000000},
         "title":{"type":"string","maxLength":80}}}
        """,
      minimum: #"{"begin":86401,"end":0}"#,
      fails: { ($0["begin"]?.intValue ?? 0) - ($0["end"]?.intValue ?? 0) > 86_400 }, reference: 0),
    ShrinkProperty(
      name: "a text has three words",
      schema:
        #"{"type":"object","required":["query"],"properties":{"query":{"type":"string","minLength":1}}}"#,
      minimum: #"{"query":"a a a"}"#,
      fails: { value in
        (value["query"]?.stringValue ?? "").split(separator: " ").count { $0 == $0.filter(\.isLetter) } >= 3
      }, reference: 0),
    ShrinkProperty(
      name: "the largest of a list is not the last",
      schema:
        #"{"type":"array","items":{"type":"object","required":["score"],"properties":{"score":{"type":"integer","minimum":-50,"maximum":50}}}}"#,
      minimum: #"[{"score":0},{"score":-1}]"#,
      fails: { value in
        let scores = value.parts.compactMap { $0["score"]?.intValue }
        return scores.max() ?? 0 > scores.last ?? 0
      }, reference: 0),
  ]

  private static func nestsAny(_ value: JSONValue) -> Bool {
    let inner = value["all"]?.parts ?? []
    return inner.contains { $0["any"] != nil }
      || (inner + (value["any"]?.parts ?? [])).contains(where: nestsAny)
  }
}
