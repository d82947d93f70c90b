import HandoffContracts
import HandoffTesting
import Testing

/// Defects of agents that were published, each in a consumer of its own: one report for each.
@Suite("Published defects", .cases(400))
struct PublishedDefectTests {
  /// A helpdesk: what triage sends to a solver.
  static let ticket = Contract("ticket") {
    Output {
      Field("title", .string(length: 1...40))
      Field("seat", .integer(1...60))
      Field("priority", .integer(1...5)).optional()
      Field("items", .array(of: .string(length: 1...10), count: 0...3))
    }
    .closed()
    Failure("remote_failed", "The remote task did not succeed.") { Field("reason", .string(length: 1...20)) }
  }

  static let reply = Contract("reply") {
    Output { Field("done", .boolean) }
    Failure("malformed")
  }

  static let system = AgentSystem("helpdesk", entry: "triage") {
    Agent("triage") {
      Performs("Sort tickets.")
      Produces(ticket)
    }
    Agent("solver") {
      Performs("Solve one ticket.")
      Accepts(ticket)
      Produces(reply)
      Finishes()
    }
    Human("desk")
    Handoff("triage", to: "solver")
    Handoff("triage", to: "desk", on: .failure("remote_failed"))
    Handoff("solver", to: "desk", on: .failure("malformed"))
  }

  struct Ticket: Codable {
    var title: String
    var seat: Int
    var priority: Int?
    var items: [String]
  }

  /// The contract in front of the consumer, which mends all of them but those behind it.
  private static func gate(_ payload: JSONValue) throws -> Ticket {
    try ticket.accept(payload.text().utf8, as: Ticket.self)
  }

  /// Holds back what breaks the contract but one kind of payload, which is let in.
  private static func accept(_ value: JSONValue, letting isLetIn: (JSONObject) -> JSONObject?) throws
    -> Ticket
  {
    guard case .object(let members) = value, let mended = isLetIn(members) else { return try gate(value) }
    return try gate(.object(mended))
  }

  private func check(
    _ heading: String, _ parts: [String], consumer: @escaping (Payload) async throws -> Void
  ) async {
    let recorded = await Recorded.of {
      await expectHandoff(Self.system, from: "triage", to: "solver", consumer)
    }
    #expect(recorded.failures.count == 1)
    let text = recorded.failures.first ?? ""
    #expect(text.hasPrefix("\(heading) on triage->solver"))
    for part in parts { #expect(text.contains(part)) }
  }

  @Test func `a text is silently taken for a number although the schema is strict`() async {
    await check("silent-acceptance", ["stringified-number at /seat", #""seat": "1""#]) { payload in
      _ = try Self.accept(payload.value) { members in
        guard let text = members["seat"]?.stringValue, let seat = Int(text), "\(seat)" == text else {
          return nil
        }
        var members = members
        members["seat"] = .number(JSONNumber(seat))
        return members
      }
    }
  }

  @Test func `a renamed field is read with a default`() async {
    struct Urgent: Codable {
      var title: String
      var seat: Int
      var urgency: Int?
      var items: [String]
    }
    await check("misinterpretation", ["/priority"]) { payload in
      _ = try Self.gate(payload.value)
      _ = try payload.decode(Urgent.self)
    }
  }

  @Test func `a failure notice is taken for content`() async {
    await check("failure-swallowed", [#"{"failure":""#]) { payload in
      if payload["failure"] != nil { return }
      _ = try Self.gate(payload.value)
    }
  }

  @Test func `a failed remote task arrives as an empty success`() async {
    await check("silent-acceptance", ["empty-object"]) { payload in
      if payload.value == [:] { return }
      _ = try Self.gate(payload.value)
    }
  }

  @Test func `a confirmation message leaks into the receiver`() async {
    await check("silent-acceptance", ["extra-member"]) { payload in
      _ = try Self.accept(payload.value) { members in
        let known = members.filter { ["title", "seat", "priority", "items"].contains($0.key) }
        guard known.count < members.count, members["failure"] == nil else { return nil }
        return JSONObject(known)
      }
    }
  }

  @Test func `an optional field that the receiver cannot do without`() async {
    await check("over-strict", ["/priority", "was not sent"]) { payload in
      _ = try Self.gate(payload.value)
      guard payload["priority"] != nil else { throw HandoffRefusal("no priority") }
    }
  }

  @Test func `an empty list that the receiver indexes`() async {
    struct OutOfRange: Error {}
    await check("over-strict", [#""items":[]"#, "OutOfRange()"]) { payload in
      let ticket = try Self.gate(payload.value)
      guard ticket.items.indices.contains(0) else { throw OutOfRange() }
    }
  }

  @Test func `a recovery path that itself fails on malformed output`() async {
    await check("undeclared-failure", [#"the failure "recovery_crashed""#, #"declares only "malformed""#]) {
      payload in
      do {
        _ = try Self.gate(payload.value)
      } catch {
        // The handler reads what it is told about as if it were whole.
        guard payload["title"]?.stringValue != nil else { throw HandoffFailure("recovery_crashed") }
        throw HandoffFailure("malformed")
      }
    }
  }

  @Test func `two messages are concatenated`() async {
    // A consumer in Swift gets JSON only; text reaches a program, see `HandoffCommandTests`. Here one message holds two.
    await check("silent-acceptance", ["/items"]) { payload in
      _ = try Self.accept(payload.value) { members in
        guard let items = members["items"]?.arrayValue, items.count == 4 else { return nil }
        var members = members
        members["items"] = .array(Array(items.prefix(3)))
        return members
      }
    }
  }
}
