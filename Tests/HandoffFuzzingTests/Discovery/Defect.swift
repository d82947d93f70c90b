import HandoffSchema
import Synchronization
import Testing

@testable import HandoffFuzzing

/// A small consumer with one realistic defect, and how that is to be reported: once.
struct Defect: Sendable, CustomTestStringConvertible {
  var name: String
  var failureClass: FailureClass
  var confirmation = "confirmed"
  /// The member that the report must name in one of its ways; any where absent.
  var member: String?
  var make: @Sendable () -> FreshConsumer.Body

  var testDescription: String { name }

  init(
    _ name: String, _ failureClass: FailureClass, _ confirmation: String = "confirmed",
    at member: String? = nil,
    _ make: @escaping @Sendable () -> FreshConsumer.Body
  ) {
    self.name = name
    self.failureClass = failureClass
    self.confirmation = confirmation
    self.member = member
    self.make = make
  }

  static func changing(
    _ name: String, at member: String, _ change: @escaping @Sendable (inout JSONObject) -> Void
  ) -> Defect {
    Defect(name, .silentAcceptance, at: member) { Shop.changing(change) }
  }

  /// Answers as a sound consumer unless a payload that keeps the contract is answered otherwise.
  static func valid(
    _ name: String, _ failureClass: FailureClass,
    _ answer: @escaping @Sendable (JSONValue) -> ConsumerAnswer?
  ) -> Defect {
    Defect(name, failureClass) {
      { content in
        guard case .payload(let payload) = content, case .accepted = Shop.strict(content) else {
          return Shop.strict(content)
        }
        return answer(payload) ?? Shop.strict(content)
      }
    }
  }

  static let all: [Defect] = acceptances + wholePayloads + readings + ends + states
}

extension Defect {
  /// Broken members that nobody notices.
  private static let acceptances: [Defect] = [
    changing("the text 25 is taken for the number", at: "/seat") { order in
      if let number = order["seat"]?.stringValue.flatMap({ JSONNumber(literal: $0) }) {
        order["seat"] = .number(number)
      }
    },
    changing("the text true is taken for the truth", at: "/customer/vip") { order in
      guard case .object(var customer)? = order["customer"], let text = customer["vip"]?.stringValue else {
        return
      }
      if text == "true" || text == "yes" { customer["vip"] = true }
      if text == "false" || text == "no" { customer["vip"] = false }
      order["customer"] = .object(customer)
    },
    changing("a field under its old name is read with a default", at: "/priority") {
      $0["priority"] = "normal"
    },
    changing("a missing field is filled in", at: "/priority") { order in
      if order["priority"] == nil { order["priority"] = "low" }
    },
    changing("null is taken for a default", at: "/seat") { order in
      if order["seat"] == .null { order["seat"] = 1 }
    },
    changing("an empty success hides a failed remote task", at: "/items") { order in
      if order["items"] == .array([]) { order["items"] = [["sku": "none", "quantity": 1]] }
    },
    changing("an identifier is trimmed", at: "/orderId") { order in
      guard let text = order["orderId"]?.stringValue else { return }
      order["orderId"] = .string(String(text.filter { !$0.isWhitespace }))
    },
    changing("a word of a list is lowercased", at: "/priority") { order in
      if let text = order["priority"]?.stringValue { order["priority"] = .string(text.lowercased()) }
    },
    changing("a number out of range is clamped", at: "/seat") { order in
      guard let seat = order["seat"]?.intValue else { return }
      order["seat"] = .number(JSONNumber(min(60, max(1, seat))))
    },
    changing("repeated tags are taken", at: "/tags") { order in
      guard let tags = order["tags"]?.arrayValue else { return }
      var seen: Set<JSONValue> = []
      order["tags"] = .array(tags.filter { seen.insert($0).inserted })
    },
    changing("too long a text is cut", at: "/notes") { order in
      guard let notes = order["notes"]?.stringValue else { return }
      order["notes"] = .string(String(String.UnicodeScalarView(notes.unicodeScalars.prefix(200))))
    },
    changing("only the first item is looked at", at: "/items/*") { order in
      guard let items = order["items"]?.arrayValue, items.count <= 5 else { return }
      order["items"] = .array(Array(items.prefix(1)))
    },
    changing("a nested object is not looked at", at: "/customer") { order in
      if order["customer"] != nil { order["customer"] = ["name": "a", "vip": true] }
    },
    changing("members that nobody knows are ignored", at: "/(further members)") { order in
      let known = ["orderId", "priority", "seat", "notes", "tags", "customer", "items", "failure", "reason"]
      for name in order.keys where !known.contains(name) { order[name] = nil }
    },
  ]

  /// Payloads that are not what was to come at all.
  private static let wholePayloads: [Defect] = [
    Defect("a failure notice is taken for content", .failureSwallowed) {
      { content in
        if case .payload(let payload) = content, payload["failure"] != nil {
          return .accepted(answer: ["boxes": 1], understood: nil)
        }
        return Shop.strict(content)
      }
    },
    Defect("only one of the failures is recognised", .failureSwallowed) {
      { content in
        if case .payload(let payload) = content, payload["failure"] == "timed_out" {
          return .accepted(answer: ["boxes": 1], understood: nil)
        }
        return Shop.strict(content)
      }
    },
    Defect("prose around the payload is peeled off", .silentAcceptance) {
      { content in
        guard case .text(let text) = content, let start = text.firstIndex(of: "{"),
          let end = text.lastIndex(of: "}"), start < end,
          let value = try? JSONValue(parsing: String(text[start...end]))
        else { return Shop.strict(content) }
        return Shop.strict(.payload(value))
      }
    },
    Defect("nothing is looked at", .silentAcceptance) {
      { _ in .accepted(answer: ["boxes": 1], understood: nil) }
    },
    Defect("only objects are asked for", .silentAcceptance) {
      { content in
        guard case .payload(.object) = content else { return .rejected("no object") }
        return .accepted(answer: ["boxes": 1], understood: nil)
      }
    },
    Defect("only the names of members are looked at", .silentAcceptance) {
      { content in
        guard case .payload(.object(let members)) = content else { return .rejected("no object") }
        let needed = ["orderId", "priority", "seat", "customer", "items"]
        let known = needed + ["notes", "tags"]
        guard needed.allSatisfy({ members[$0] != nil }), members.keys.allSatisfy(known.contains) else {
          return .rejected("wrong members")
        }
        return .accepted(answer: ["boxes": 1], understood: nil)
      }
    },
  ]

  /// Whole payloads that are refused or misread.
  private static let readings: [Defect] = [
    valid("seats of the upper deck are refused", .overStrict) { order in
      guard let seat = order["seat"]?.intValue, seat > 30 else { return nil }
      return .rejected("row \(seat) of \(order["customer"]?["name"]?.stringValue ?? "") does not exist")
    },
    valid("names in other letters are refused", .overStrict) { order in
      guard let name = order["customer"]?["name"]?.stringValue, !name.utf8.allSatisfy({ $0 < 0x80 }) else {
        return nil
      }
      return .rejected("'\(name)' is no name")
    },
    valid("an optional field is demanded", .overStrict) { order in
      order["notes"] == nil ? .rejected("notes: field required") : nil
    },
    valid("a long name is cut", .misinterpretation) { order in
      guard case .object(var members) = order, case .object(var customer)? = members["customer"],
        let name = customer["name"]?.stringValue
      else { return nil }
      customer["name"] = .string(String(name.prefix(8)))
      members["customer"] = .object(customer)
      return .accepted(answer: ["boxes": 1], understood: Understanding(.object(members)))
    },
    valid("a number is read one too low", .misinterpretation) { order in
      guard case .object(var members) = order, let seat = members["seat"]?.intValue else { return nil }
      members["seat"] = .number(JSONNumber(seat - 1))
      return .accepted(answer: ["boxes": 1], understood: Understanding(.object(members)))
    },
    valid("an optional field is looked for under a wrong name", .misinterpretation) { order in
      guard case .object(var members) = order else { return nil }
      members["note"] = members["notes"] ?? ""
      members["notes"] = nil
      return .accepted(answer: ["boxes": 1], understood: Understanding(.object(members)))
    },
    valid("a large order is answered with too much", .invalidAnswer) { order in
      let items = order["items"]?.arrayValue ?? []
      let boxes = items.reduce(0) { $0 + ($1["quantity"]?.intValue ?? 0) }
      return .accepted(answer: ["boxes": .number(JSONNumber(boxes * 10))], understood: nil)
    },
    Defect("what is refused is answered with a failure that nobody declared", .undeclaredFailure) {
      { content in
        let answer = Shop.strict(content)
        if case .rejected = answer { return .failure(kind: "bad_input", payload: nil) }
        return answer
      }
    },
  ]

  /// Consumers that end.
  private static let ends: [Defect] = [
    valid("a field is needed although it is optional", .crash) { order in
      order["notes"] == nil ? .crashed(Crash("it ended", line: "KeyError: 'notes'")) : nil
    },
    valid("an empty list is indexed", .crash) { order in
      order["tags"] == .array([])
        ? .crashed(Crash("it ended", line: "IndexError: list index out of range")) : nil
    },
    Defect("the recovery path crashes on what is no JSON", .crash) {
      { content in
        guard case .text(let text) = content else { return Shop.strict(content) }
        let line =
          "json.decoder.JSONDecodeError: Expecting value: line 1 column \(text.count) (char \(text.count))"
        return .crashed(Crash("it ended", line: line))
      }
    },
    Defect("whatever is missing ends it", .crash) {
      { content in
        guard case .payload(.object(let members)) = content, members["failure"] == nil else {
          return Shop.strict(content)
        }
        for name in ["orderId", "priority", "seat", "customer", "items"] where members[name] == nil {
          return .crashed(Crash("it ended", line: "KeyError: '\(name)'"))
        }
        return Shop.strict(content)
      }
    },
    Defect("nothing is looked at before it is used", .crash) {
      { content in
        guard case .payload(let payload) = content else {
          return .crashed(Crash("it ended", line: "KeyError: 'payload'"))
        }
        guard case .object(let members) = payload else {
          return .crashed(Crash("it ended", line: "TypeError: string indices must be integers, not 'str'"))
        }
        guard members["notes"] != nil else { return .crashed(Crash("it ended", line: "KeyError: 'notes'")) }
        return .accepted(answer: ["boxes": 1], understood: nil)
      }
    },
    valid("many tags take for ever", .hang) { order in
      (order["tags"]?.arrayValue?.count ?? 0) >= 3 ? .timedOut : nil
    },
  ]

  /// Consumers that do not answer the same payload alike.
  private static let states: [Defect] = [
    Defect("an order after one with notes is refused", .overStrict, "depends-on-state") {
      var isPoisoned = false
      return { content in
        let answer = Shop.strict(content)
        guard case .payload(let payload) = content, case .accepted = answer else { return answer }
        defer { isPoisoned = payload["notes"] != nil }
        return isPoisoned ? .rejected("busy with another order") : answer
      }
    },
    Defect("the fortieth order ends it", .crash, "depends-on-state") {
      var count = 0
      return { content in
        count += 1
        if count == 40 { return .crashed(Crash("it ended", line: "MemoryError")) }
        return Shop.strict(content)
      }
    },
    Defect("six in a hundred are refused at random", .overStrict, "flaky") {
      var random = Self.noise.withLock { noise in
        noise &+= 1
        return SplitMix64(seed: noise, stream: "noise", index: 0)
      }
      return { content in
        if random.next() % 1_000 < 60 { return .rejected("model refused") }
        return Shop.strict(content)
      }
    },
  ]
}
