import HandoffContracts
import HandoffFuzzing
import HandoffSchema
import Testing

@Suite("How a consumer answers what breaks its contract")
struct InvalidAnswerTests {
  @Test func `a consumer that says it rejects must not fail`() async throws {
    let failures = try await failures(saying: .reject, answering: .failure(kind: "bad", payload: nil))
    #expect(!failures.isEmpty)
    #expect(Set(failures.map(\.failureClass)) == [.unannouncedRefusal])
    #expect(
      failures.first?.explanation.contains(
        #"its onInvalid says that it refuses; it answers with the failure "bad"."#) == true)
  }

  @Test func `a consumer that says it fails must not reject, nor fail otherwise`() async throws {
    for answer in [ConsumerAnswer.rejected("no"), .failure(kind: "other", payload: nil)] {
      let failures = try await failures(saying: .failure("bad"), answering: answer)
      #expect(!failures.isEmpty)
      #expect(Set(failures.map(\.failureClass)) == [.unannouncedRefusal])
    }
  }

  @Test func `a consumer that keeps its word is left alone`() async throws {
    #expect(try await failures(saying: .reject, answering: .rejected("no")) == [])
    #expect(try await failures(saying: .failure("bad"), answering: .failure(kind: "bad", payload: nil)) == [])
    #expect(try await failures(saying: nil, answering: .failure(kind: "bad", payload: nil)) == [])
    #expect(try await failures(saying: nil, answering: .rejected("no")) == [])
  }

  /// What a consumer is found to do wrong that takes what it accepts and answers everything else in one way.
  private func failures(
    saying word: Agent.InvalidAnswer?, answering answer: ConsumerAnswer
  ) async throws -> [CampaignFailure] {
    let number: JSONValue = [
      "type": "object", "properties": ["n": ["type": "integer", "minimum": 1, "maximum": 9]],
      "required": ["n"],
      "additionalProperties": false,
    ]
    var system = AgentSystem(name: "word", entry: ["a"], agents: [Agent(name: "a"), Agent(name: "b")])
    system.contracts = [
      Contract(name: "number", output: number),
      Contract(
        name: "done", output: true, failures: [FailureOutput(kind: "bad"), FailureOutput(kind: "other")]),
    ]
    system.agents[0].produces = "number"
    system.agents[1].accepts = .contract("number")
    system.agents[1].produces = "done"
    system.agents[1].onInvalid = word
    system.handoffs = [Handoff(from: "a", to: "b")]
    let schema = try Schema(number)
    let campaign = try HandoffCampaign(system, handoff: "a->b")
    return await campaign.run(Strict(schema: schema, otherwise: answer)).failures
  }

  private struct Strict: HandoffConsumer {
    var readsText: Bool { true }
    var schema: Schema
    var otherwise: ConsumerAnswer

    func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
      guard case .payload(let payload) = handoffCase.content, schema.isValid(payload) else {
        return otherwise
      }
      return .accepted(answer: nil, understood: nil)
    }
  }
}
