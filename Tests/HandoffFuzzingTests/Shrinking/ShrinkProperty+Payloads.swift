import HandoffSchema

extension ShrinkProperty {
  /// Properties over payloads as agents hand them over: orders, trees, intervals, maps, switches.
  static let payloads: [ShrinkProperty] = records + shapes + amounts

  private static let records: [ShrinkProperty] = [
    ShrinkProperty(
      name: "a line names a product that is not listed",
      schema: """
        {"type":"object","required":["products","lines"],"properties":{
         "products":{"type":"array","items":{"type":"object","required":["id"],
          "properties":{"id":{"type":"integer","minimum":0,"maximum":50}}}},
         "lines":{"type":"array","items":{"type":"object","required":["product","count"],
          "properties":{"product":{"type":"integer","minimum":0,"maximum":50},
          "count":{"type":"integer","minimum":1,"maximum":9}}}}}}
        """,
      minimum: #"{"products":[{"id":0}],"lines":[{"product":1,"count":1}]}"#,
      fails: { value in
        let known = Set((value["products"]?.parts ?? []).compactMap { $0["id"]?.intValue })
        let lines = (value["lines"]?.parts ?? []).compactMap { $0["product"]?.intValue }
        return !known.isEmpty && lines.contains { !known.contains($0) }
      }, reference: 0),
    ShrinkProperty(
      name: "lines cost more than the total",
      schema: """
        {"type":"object","required":["total","lines"],"properties":{
         "total":{"type":"integer","minimum":0,"maximum":100000},
         "lines":{"type":"array","items":{"type":"object","required":["price"],
          "properties":{"price":{"type":"integer","minimum":0,"maximum":100000},"note":{"type":"string"}}}}}}
        """,
      minimum: #"{"total":0,"lines":[{"price":0},{"price":1}]}"#,
      fails: { value in
        let prices = (value["lines"]?.parts ?? []).compactMap { $0["price"]?.intValue }
        return prices.count >= 2 && prices.reduce(0, +) > (value["total"]?.intValue ?? 0)
      }, reference: 0),
    ShrinkProperty(
      name: "two intervals overlap",
      schema: """
        {"type":"array","items":{"type":"object","required":["from","to"],"properties":{
         "from":{"type":"integer","minimum":0,"maximum":1000},"to":{"type":"integer","minimum":0,"maximum":1000}}}}
        """,
      minimum: #"[{"from":0,"to":1},{"from":0,"to":1}]"#,
      fails: { value in
        let spans = value.parts.compactMap { part -> Range<Int>? in
          guard let from = part["from"]?.intValue, let to = part["to"]?.intValue, from < to else {
            return nil
          }
          return from..<to
        }
        return spans.indices.contains { one in
          spans.indices.contains { $0 > one && spans[one].overlaps(spans[$0]) }
        }
      }, reference: 0),
    ShrinkProperty(
      name: "one id has two values",
      schema: """
        {"type":"array","items":{"type":"object","required":["id","value"],"properties":{
         "id":{"type":"integer","minimum":0,"maximum":9},"value":{"type":"integer","minimum":0,"maximum":1000}}}}
        """,
      minimum: #"[{"id":0,"value":0},{"id":0,"value":1}]"#,
      fails: { value in
        value.parts.contains { one in
          value.parts.contains { $0["id"] == one["id"] && $0["value"] != one["value"] }
        }
      }, reference: 0),
    ShrinkProperty(
      name: "events are not in the order of their times",
      schema: """
        {"type":"array","items":{"type":"object","required":["at"],"properties":{
         "at":{"type":"integer","minimum":0,"maximum":100000},"what":{"enum":["open","close"]}}}}
        """,
      minimum: #"[{"at":1},{"at":0}]"#,
      fails: { value in
        let times = value.parts.compactMap { $0["at"]?.intValue }
        return times != times.sorted()
      }, reference: 0),
    ShrinkProperty(
      name: "a gift without a message",
      schema: """
        {"type":"object","required":["id","gift"],"properties":{"id":{"type":"string","minLength":1},
         "gift":{"type":"boolean"},"message":{"type":"string"},"wrap":{"enum":["paper","box"]}}}
        """,
      minimum: #"{"id":"a","gift":true}"#,
      fails: { $0["gift"] == true && $0["message"] == nil }, reference: 0),
    ShrinkProperty(
      name: "one of several indices points nowhere",
      schema: """
        {"type":"object","required":["items","selected"],"properties":{
         "items":{"type":"array","items":{"type":"string"}},
         "selected":{"type":"array","items":{"type":"integer","minimum":0,"maximum":20}}}}
        """,
      minimum: #"{"items":["",""],"selected":[2]}"#,
      fails: { value in
        let count = value["items"]?.parts.count ?? 0
        return count >= 2 && (value["selected"]?.numbers ?? []).contains { $0 >= count }
      }, reference: 0),
  ]

  private static let shapes: [ShrinkProperty] = [
    ShrinkProperty(
      name: "a map has two equal values",
      schema: #"{"type":"object","additionalProperties":{"type":"integer","minimum":0,"maximum":100}}"#,
      minimum: #"{"note":5,"extra1":5}"#,
      fails: { value in
        let numbers = (value.objectValue?.map { $0.value } ?? []).compactMap(\.intValue).filter { $0 >= 5 }
        return Set(numbers).count < numbers.count
      }, reference: 0),
    ShrinkProperty(
      name: "a tree is four levels deep",
      schema: """
        {"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{
         "label":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/n"}}}}}}
        """,
      minimum: #"{"children":[{"children":[{"children":[{}]}]}]}"#,
      fails: { Tree.depth($0) >= 4 }, reference: 0),
    ShrinkProperty(
      name: "a condition that denies twice",
      schema: """
        {"$ref":"#/$defs/c","$defs":{"c":{"anyOf":[{"type":"boolean"},
         {"type":"object","required":["not"],"properties":{"not":{"$ref":"#/$defs/c"}}},
         {"type":"object","required":["all"],"properties":{"all":{"type":"array","items":{"$ref":"#/$defs/c"}}}}]}}}
        """,
      minimum: #"{"not":{"not":false}}"#,
      fails: { Tree.deniesTwice($0) }, reference: 0),
    ShrinkProperty(
      name: "an inner list has an element beyond its length",
      schema:
        #"{"type":"array","items":{"type":"array","items":{"type":"integer","minimum":0,"maximum":100}}}"#,
      minimum: "[[0,3]]",
      fails: { value in
        value.parts.contains { list in
          list.parts.count >= 2 && list.numbers.contains { $0 > list.parts.count }
        }
      }, reference: 0),
    ShrinkProperty(
      name: "equal elements three apart",
      schema: #"{"type":"array","items":{"type":"integer","minimum":0,"maximum":5}}"#, minimum: "[1,0,0,1]",
      fails: { value in
        let numbers = value.numbers
        return numbers.indices.contains { one in
          numbers.indices.contains { $0 >= one + 3 && numbers[$0] == numbers[one] && numbers[one] > 0 }
        }
      }, reference: 0),
    ShrinkProperty(
      name: "closed more often than opened",
      schema: #"{"type":"array","items":{"enum":["open","write","close"]}}"#,
      minimum: #"["open","close","close"]"#,
      fails: { value in
        var depth = 0
        var wasOpen = false
        for part in value.parts {
          if part == "open" { (depth, wasOpen) = (depth + 1, true) }
          if part == "close" { depth -= 1 }
          if depth < 0, wasOpen { return true }
        }
        return false
      }, reference: 0),
  ]

  private static let amounts: [ShrinkProperty] = [
    ShrinkProperty(
      name: "counts of all orders come to too much",
      schema: """
        {"type":"array","items":{"type":"object","required":["lines"],"properties":{"lines":{"type":"array",
         "items":{"type":"object","required":["count"],"properties":{
         "count":{"type":"integer","minimum":0,"maximum":99}}}}}}}
        """,
      minimum: #"[{"lines":[{"count":3},{"count":99},{"count":99},{"count":99}]}]"#,
      fails: { value in
        value.parts.flatMap { $0["lines"]?.parts ?? [] }.compactMap { $0["count"]?.intValue }
          .reduce(0, +) >= 300
      }, reference: 0),
    ShrinkProperty(
      name: "an area is too large",
      schema: """
        {"type":"object","required":["width","height"],"properties":{
         "width":{"type":"integer","minimum":0,"maximum":1000},"height":{"type":"integer","minimum":0,"maximum":1000}}}
        """,
      minimum: #"{"width":11,"height":910}"#,
      fails: { ($0["width"]?.intValue ?? 0) * ($0["height"]?.intValue ?? 0) > 10_000 }, reference: 0),
    ShrinkProperty(
      name: "neighbours near the top of a range",
      schema: """
        {"type":"object","required":["from","to"],"properties":{
         "from":{"type":"integer","minimum":0,"maximum":9007199254740991},
         "to":{"type":"integer","minimum":0,"maximum":9007199254740991}}}
        """,
      minimum: #"{"from":9007199254740001,"to":9007199254740002}"#,
      fails: { value in
        guard let from = value["from"]?.intValue, let to = value["to"]?.intValue else { return false }
        return from > 9_007_199_254_740_000 && to - from == 1
      }, reference: 0),
    ShrinkProperty(
      name: "a remainder beyond a bound", schema: #"{"type":"integer","minimum":0,"maximum":1000000}"#,
      minimum: "52", fails: { ($0.intValue ?? 0) > 50 && ($0.intValue ?? 0) % 7 == 3 }, reference: 0),
    ShrinkProperty(
      name: "an apostrophe in a name",
      schema: """
        {"type":"object","required":["first","last"],"properties":{"first":{"type":"string","minLength":1},
         "last":{"type":"string","minLength":1,"maxLength":40}}}
        """,
      minimum: #"{"first":"a","last":"'"}"#,
      fails: { ($0["last"]?.stringValue ?? "").unicodeScalars.contains("'") }, reference: 0),
    ShrinkProperty(
      name: "a line feed within a text", schema: #"{"type":"array","items":{"type":"string"}}"#,
      minimum: #"["\na"]"#,
      fails: { value in
        value.parts.contains { part in
          (part.stringValue ?? "").unicodeScalars.dropLast().contains("\n")
        }
      }, reference: 0),
    ShrinkProperty(
      name: "a share with three digits behind the point",
      schema: #"{"type":"array","items":{"type":"number","minimum":0,"maximum":1}}"#, minimum: "[0.0001]",
      fails: { value in
        value.parts.contains { ($0.text().split(separator: ".").dropFirst().first?.count ?? 0) >= 3 }
      }, reference: 0),
  ]

  /// What trees and conditions come to.
  private enum Tree {
    static func depth(_ value: JSONValue) -> Int {
      1 + ((value["children"]?.parts ?? []).map(depth).max() ?? 0)
    }

    static func deniesTwice(_ value: JSONValue) -> Bool {
      if let inner = value["not"] { return inner["not"] != nil || deniesTwice(inner) }
      return (value["all"]?.parts ?? []).contains(where: deniesTwice)
    }
  }
}
