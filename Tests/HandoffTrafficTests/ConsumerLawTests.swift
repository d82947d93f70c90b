import Foundation
import HandoffContracts
import HandoffFuzzing
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import HandoffTraffic
import Testing

/// What a campaign says of consumers that keep their word, and of two that plainly do not.
@Suite("Consumers that keep their word")
struct ConsumerLawTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    var name: String
    var manifest: [UInt8]

    var testDescription: String { name }

    func traffic() throws -> Traffic { Traffic(try AgentSystem(manifest: manifest, file: name)) }
  }

  static let fixtures = Fixtures.files(in: "routing/ok").compactMap { file in
    (try? Data(contentsOf: file)).map { Sample(name: file.lastPathComponent, manifest: Array($0)) }
  }
  static let examples = RuleRegistry.infos.map {
    Sample(name: "accepted by \($0.id)", manifest: Array($0.accepted.utf8))
  }
  /// Every sixth one, all of them where `HANDOFF_LAWS` is `whole`.
  static let samples = Laws.sample(fixtures + examples, every: 6)

  @Test func `every rule and every sound fixture is looked at`() {
    #expect(!Self.fixtures.isEmpty)
    #expect(Self.fixtures.count == Fixtures.files(in: "routing/ok").count)
    #expect(!Self.examples.isEmpty)
  }

  @Test(arguments: samples)
  func `nothing is found of one that takes exactly what its declaration says`(sample: Sample) async throws {
    var traffic = try sample.traffic()
    for (campaign, consumer) in try campaigns(&traffic) {
      let report = await campaign.run(consumer)
      #expect(report.failures == [], "\(report.failures.map(\.text).joined(separator: "\n"))")
      #expect(report.verdict == .compatible, "\(report.summary)")
      #expect(report.isComplete, "\(report.shortfalls)")
    }
  }

  @Test(arguments: samples)
  func `one that refuses everything is found out`(sample: Sample) async throws {
    var traffic = try sample.traffic()
    for (campaign, _) in try campaigns(&traffic) {
      let report = await campaign.run(StubbornConsumer(answer: .rejected("no")))
      #expect(report.failures.map(\.failureClass).contains(.overStrict), "\(report.summary)")
    }
  }

  @Test(arguments: samples)
  func `one that takes everything is found out where something can be broken`(sample: Sample) async throws {
    var traffic = try sample.traffic()
    for (campaign, _) in try campaigns(&traffic) {
      let report = await campaign.run(StubbornConsumer(answer: .accepted(answer: nil, understood: nil)))
      guard report.coverage.reached > 0 else { continue }
      let classes = Set(report.failures.map(\.failureClass))
      #expect(
        !classes.isDisjoint(with: [.silentAcceptance, .failureSwallowed]), "\(report.summary)")
      #expect(classes.isSubset(of: [.silentAcceptance, .failureSwallowed]), "\(classes)")
    }
  }

  @Test func `in most samples there is something to break`() async throws {
    var (passages, broken) = (0, 0)
    for sample in Self.samples {
      var traffic = try sample.traffic()
      for (campaign, _) in try campaigns(&traffic) {
        passages += 1
        let report = await campaign.run(StubbornConsumer(answer: .rejected("no")))
        if report.coverage.reached > 0 { broken += 1 }
      }
    }
    #expect(broken * 2 > passages, "\(broken) of \(passages)")
  }

  /// A campaign for each passage of which something is declared, with the consumer that keeps its word there.
  private func campaigns(_ traffic: inout Traffic) throws -> [(HandoffCampaign, ObedientConsumer)] {
    var found: [(HandoffCampaign, ObedientConsumer)] = []
    for passage in traffic.structure.passages(of: traffic.system) {
      let campaign: HandoffCampaign
      do throws(CampaignError) {
        campaign = try HandoffCampaign(passage, in: &traffic)
      } catch {
        #expect(isSilence(error.reason), "\(error)")
        continue
      }
      let accepted = traffic.accepted(by: passage).map { traffic.questions[$0] }
      let receiver = traffic.structure.receiver(of: passage)
      found.append(
        (
          campaign,
          // Where nothing is said of what it takes, it takes what is sent to it.
          ObedientConsumer(
            accepted: accepted ?? campaign.schema,
            onInvalid: receiver.flatMap { traffic.system[$0].onInvalid })
        ))
    }
    return found
  }

  /// Whether a campaign cannot begin only because nothing is declared, or nothing travels.
  private func isSilence(_ reason: CampaignError.Reason) -> Bool {
    switch reason {
    case .nothingPromised, .undeclaredArrival, .nothingKnown, .nothingTravels, .noSuchFailure: true
    case .unknownHandoff, .noHandoff, .schema, .option: false
    }
  }
}

/// Takes what a schema allows, and answers everything else as it says.
private struct ObedientConsumer: HandoffConsumer {
  var accepted: Schema
  var onInvalid: Agent.InvalidAnswer?

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    if case .payload(let payload) = handoffCase.content, accepted.isValid(payload) {
      return .accepted(answer: nil, understood: nil)
    }
    if case .failure(let kind) = onInvalid { return .failure(kind: kind, payload: nil) }
    return .rejected("it breaks what is accepted here")
  }
}

/// Answers everything alike.
private struct StubbornConsumer: HandoffConsumer {
  var answer: ConsumerAnswer

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer { answer }
}
