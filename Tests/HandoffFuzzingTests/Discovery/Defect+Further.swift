import Foundation
import HandoffSchema

@testable import HandoffFuzzing

extension Defect {
  /// More defects of the same kinds, which are run where everything is.
  static let further: [Defect] = lenient + unwrapping + strict + failing

  private static func boxes(_ count: JSONValue = 1) -> ConsumerAnswer {
    .accepted(answer: ["boxes": count], understood: nil)
  }

  /// Changes each item of an order.
  private static func items(
    _ order: inout JSONObject, _ change: (inout JSONObject) -> Void
  ) {
    guard let items = order["items"]?.arrayValue else { return }
    order["items"] = .array(
      items.map { item in
        guard case .object(var members) = item else { return item }
        change(&members)
        return .object(members)
      })
  }

  private static let lenient: [Defect] = [
    changing("a fraction of a quantity is cut off", at: "/items/*/quantity") { order in
      items(&order) { item in
        guard let number = item["quantity"], number.intValue == nil, case .number = number,
          let whole = Int(number.text().prefix { $0 != "." })
        else { return }
        item["quantity"] = .number(JSONNumber(whole))
      }
    },
    changing("zero and one are taken for truth", at: "/customer/vip") { order in
      guard case .object(var customer)? = order["customer"] else { return }
      if customer["vip"] == 1 { customer["vip"] = true }
      if customer["vip"] == 0 { customer["vip"] = false }
      order["customer"] = .object(customer)
    },
    changing("an unknown priority is taken for normal", at: "/priority") { order in
      guard let text = order["priority"]?.stringValue else { return }
      if !["low", "normal", "high"].contains(text) { order["priority"] = "normal" }
    },
    changing("equal tags are let through", at: "/tags") { order in
      guard let tags = order["tags"]?.arrayValue else { return }
      var seen: Set<JSONValue> = []
      order["tags"] = .array(tags.filter { seen.insert($0).inserted })
    },
    changing("long notes are cut", at: "/notes") { order in
      if let text = order["notes"]?.stringValue { order["notes"] = .string(String(text.prefix(50))) }
    },
    changing("an empty name is let through", at: "/customer/name") { order in
      guard case .object(var customer)? = order["customer"] else { return }
      if customer["name"] == "" { customer["name"] = "unknown" }
      order["customer"] = .object(customer)
    },
    changing("whatever is no list is one item", at: "/items") { order in
      if case .object? = order["items"], let item = order["items"] { order["items"] = [item] }
    },
    changing("only the last item is looked at", at: "/items/*") { order in
      guard let items = order["items"]?.arrayValue, items.count <= 5 else { return }
      order["items"] = .array(Array(items.suffix(1)))
    },
  ]

  private static let unwrapping: [Defect] = [
    Defect("a list of one order is taken for it", .silentAcceptance, at: "") {
      { content in
        guard case .payload(.array(let elements)) = content, elements.count == 1, let only = elements.first
        else { return Shop.strict(content) }
        return Shop.strict(.payload(only))
      }
    },
    Defect("an order in an envelope is taken out", .silentAcceptance, at: "") {
      { content in
        guard case .payload(.object(let members)) = content, members.count == 1,
          let only = members.first?.value, case .object = only
        else { return Shop.strict(content) }
        return Shop.strict(.payload(only))
      }
    },
    Defect("text is read once more", .silentAcceptance) {
      { content in
        guard case .payload(.string(let text)) = content, let value = try? JSONValue(parsing: text) else {
          return Shop.strict(content)
        }
        return Shop.strict(.payload(value))
      }
    },
    Defect("a code fence is stripped", .silentAcceptance) {
      { content in
        guard case .text(let text) = content, text.hasPrefix("```"), let start = text.firstIndex(of: "\n"),
          let end = text.range(of: "\n```")?.lowerBound, start < end,
          let value = try? JSONValue(parsing: String(text[start..<end]))
        else { return Shop.strict(content) }
        return Shop.strict(.payload(value))
      }
    },
    Defect("the last of two equal members counts", .silentAcceptance) {
      { content in
        guard case .text(let text) = content, let document = try? JSONDocument(parsing: Array(text.utf8))
        else { return Shop.strict(content) }
        return Shop.strict(.payload(document.value))
      }
    },
  ]

  private static let strict: [Defect] = [
    valid("the last row does not exist", .overStrict) { order in
      order["seat"] == 60 ? .rejected("seat must be below 60") : nil
    },
    valid("five items are too many", .overStrict) { order in
      (order["items"]?.arrayValue?.count ?? 0) >= 5 ? .rejected("too many items") : nil
    },
    valid("names are asked for two letters", .overStrict) { order in
      guard let name = order["customer"]?["name"]?.stringValue, name.unicodeScalars.count < 2 else {
        return nil
      }
      return .rejected("name '\(name)' is too short")
    },
    valid("a number with a point is another number", .misinterpretation) { order in
      guard case .object(var members) = order, order.text().contains(".0"),
        let seat = members["seat"]?.intValue
      else { return nil }
      members["seat"] = .number(JSONNumber(seat * 10))
      return .accepted(answer: ["boxes": 1], understood: Understanding(.object(members)))
    },
    valid("nothing is packed for good customers", .invalidAnswer) { order in
      order["customer"]?["vip"] == true ? boxes(0) : nil
    },
    valid("tags are sorted", .misinterpretation) { order in
      guard case .object(var members) = order, let tags = members["tags"]?.arrayValue else { return nil }
      members["tags"] = .array(tags.sorted { $0.text() < $1.text() })
      return .accepted(answer: ["boxes": 1], understood: Understanding(.object(members)))
    },
  ]

  private static let failing: [Defect] = [
    valid("an apostrophe ends the query", .crash) { order in
      guard let name = order["customer"]?["name"]?.stringValue, name.unicodeScalars.contains("'") else {
        return nil
      }
      return .crashed(Crash("it ended", line: "sqlite3.OperationalError: near \"\(name)\": syntax error"))
    },
    valid("what is not ASCII cannot be printed", .crash) { order in
      let texts = [order["notes"], order["customer"]?["name"]].compactMap { $0?.stringValue }
      for text in texts {
        guard let place = text.unicodeScalars.enumerated().first(where: { !$0.element.isASCII }) else {
          continue
        }
        let code = String(place.element.value, radix: 16)
        let line =
          "UnicodeEncodeError: 'ascii' codec can't encode character '\\u\(code)' in position \(place.offset): ordinal not in range(128)"
        return .crashed(Crash("it ended", line: line))
      }
      return nil
    },
    valid("long notes take for ever", .hang) { order in
      (order["notes"]?.stringValue?.utf8.count ?? 0) > 150 ? .timedOut : nil
    },
    Defect("the order before is answered for", .misinterpretation, "depends-on-state") {
      var last: JSONValue?
      return { content in
        let answer = Shop.strict(content)
        guard case .payload(let payload) = content, case .accepted = answer else { return answer }
        defer { last = payload }
        guard let last, last["priority"] == payload["priority"] else { return answer }
        return .accepted(answer: ["boxes": 1], understood: Understanding(last))
      }
    },
    Defect("an order that comes twice ends it", .crash, "depends-on-state") {
      var known: Set<JSONValue> = []
      return { content in
        let answer = Shop.strict(content)
        guard case .payload(let payload) = content, case .accepted = answer else { return answer }
        let line = "IntegrityError: UNIQUE constraint failed: orders.id"
        return known.insert(payload).inserted ? answer : .crashed(Crash("it ended", line: line))
      }
    },
    Defect("after a failure nothing is taken any more", .overStrict, "depends-on-state") {
      var isShut = false
      return { content in
        let answer = Shop.strict(content)
        if case .payload(let payload) = content, payload["failure"] == "timed_out" { isShut = true }
        guard case .accepted = answer, isShut else { return answer }
        isShut = false
        return .rejected("no connection")
      }
    },
  ]
}
