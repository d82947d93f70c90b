import Foundation
import HandoffSchema
import HandoffTestSupport
import Synchronization
import Testing

@testable import HandoffFuzzing

extension Defect {
  /// Makes the noise of one consumer differ from that of the next.
  static let noise = Mutex<UInt64>(0)
}

/// Small consumers with one realistic defect each: each is found, and told once.
///
/// One seed over every second one; three seeds over all where `HANDOFF_LAWS` is `whole`. `HANDOFF_SEEDS` asks for another
/// number of seeds over all of them: the aim is 19 of 20, which is `HANDOFF_SEEDS=20` and takes minutes.
@Suite("Discovery")
struct DiscoveryTests {
  private static let askedSeeds = ProcessInfo.processInfo.environment["HANDOFF_SEEDS"].flatMap { UInt64($0) }
  private static let seeds: ClosedRange<UInt64> = 1...max(1, askedSeeds ?? (Laws.areWhole ? 3 : 1))
  /// One seed in twenty may miss.
  private static let misses = seeds.count / 20

  private func report(_ defect: Defect, seed: UInt64) async throws -> CampaignReport {
    let options = CampaignOptions(seed: seed)
    return try await HandoffCampaign(Shop.system, handoff: "taker->shipper", options: options)
      .run(FreshConsumer(defect.make))
  }

  private func problem(_ found: CampaignReport, _ defect: Defect) -> String? {
    guard found.failures.count == 1, let failure = found.failures.first else {
      return "\(found.failures.count) reports: "
        + found.failures.map { "\($0.failureClass) \($0.ways)" }.joined(separator: " | ")
    }
    guard failure.failureClass == defect.failureClass else {
      return "\(failure.failureClass): \(failure.ways)"
    }
    guard failure.confirmation.name == defect.confirmation else { return "\(failure.confirmation)" }
    guard let member = defect.member else { return nil }
    return failure.ways.contains { $0.member == member } ? nil : "\(failure.ways)"
  }

  private static let defects =
    askedSeeds == nil ? Laws.sample(Defect.all + Defect.further, every: 2) : Defect.all + Defect.further

  @Test(arguments: defects)
  func `each defect is found and told once`(defect: Defect) async throws {
    var problems: [String] = []
    for seed in Self.seeds {
      let found = try await report(defect, seed: seed)
      if let problem = problem(found, defect) { problems.append("seed \(seed): \(problem)") }
    }
    #expect(problems.count <= Self.misses, "\(problems.joined(separator: "\n"))")
  }

  @Test(arguments: seeds)
  func `a sound consumer has no failure`(seed: UInt64) async throws {
    let options = CampaignOptions(seed: seed)
    let campaign = try HandoffCampaign(Shop.system, handoff: "taker->shipper", options: options)
    let found = await campaign.run(FreshConsumer { Shop.strict })
    #expect(found.failures == [])
    #expect(found.verdict == .compatible)
  }

  @Test func `there are thirty of them, each with a name of its own`() {
    #expect(Defect.all.count >= 30)
    let names = (Defect.all + Defect.further).map(\.name)
    #expect(Set(names).count == names.count)
  }
}
