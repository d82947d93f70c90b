import HandoffContracts
import HandoffFuzzing
import HandoffSchema
import Testing

@Suite("Members that a consumer loses")
struct LostMemberTests {
  private struct Whole: Codable {
    var title: String
    var priority: Int?
  }
  private struct Half: Codable { var title: String }

  private func failures<Value: Codable>(
    decoding type: Value.Type, _ fields: Field...
  ) async throws -> [CampaignFailure] {
    let ticket = Contract("ticket") {
      Output {
        Field("title", .string(length: 1...9))
        for field in fields { field }
      }
      .closed()
    }
    let system = AgentSystem("desk", entry: "a") {
      Agent("a") { Produces(ticket) }
      Agent("b") {
        Accepts(ticket)
        Finishes()
      }
      Handoff("a", to: "b")
    }
    let schema = try Schema(ticket.output)
    let campaign = try HandoffCampaign(system, handoff: "a->b")
    return await campaign.run(
      PayloadConsumer { payload in
        if let violation = schema.violations(in: payload.value).first { throw HandoffRefusal("\(violation)") }
        _ = try payload.decode(type)
      }
    ).failures
  }

  @Test func `an optional member that is read is not lost`() async throws {
    #expect(try await failures(decoding: Whole.self, Field("priority", .integer(1...5)).optional()) == [])
  }

  @Test func `an optional member that is lost is a misinterpretation, by pointer`() async throws {
    let found = try await failures(decoding: Half.self, Field("priority", .integer(1...5)).optional())
    #expect(found.map(\.failureClass) == [.misinterpretation])
    #expect(
      found.first?.explanation.hasPrefix("The consumer read nothing of /priority, which was sent as 1;")
        == true)
  }

  @Test func `two members that one reader loses are one report that names both`() async throws {
    let found = try await failures(
      decoding: Half.self, Field("priority", .integer(1...5)).optional(),
      Field("seat", .integer(1...5)).optional())
    #expect(found.map(\.failureClass) == [.misinterpretation])
    let failure = try #require(found.first)
    #expect(Set(failure.ways.map(\.sign)) == ["/priority", "/seat"])
    #expect(failure.notes.count == 1)
    #expect(failure.notes.first?.hasPrefix("It does not read as it was sent, either: /") == true)
  }

  @Test func `a member that must be there is left out on purpose`() async throws {
    #expect(try await failures(decoding: Half.self, Field("priority", .integer(1...5))) == [])
  }

  @Test func `a member that may be ignored is no loss`() async throws {
    let field = Field("priority", .integer(1...5)).optional().ignorable()
    #expect(try await failures(decoding: Half.self, field) == [])
  }
}
