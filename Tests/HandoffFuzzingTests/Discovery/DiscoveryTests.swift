import Foundation
import HandoffSchema
import Synchronization
import Testing

@testable import HandoffFuzzing

extension Defect {
  /// Makes the noise of one consumer differ from that of the next.
  static let noise = Mutex<UInt64>(0)
}

/// Small consumers with one realistic defect each: each is found, and told once.
///
/// One seed each; twenty where `HANDOFF_LAWS` is `whole`.
@Suite("Discovery")
struct DiscoveryTests {
  private static let isWhole = ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole"
  private static let seeds: ClosedRange<UInt64> = isWhole ? 1...20 : 1...1
  /// One seed in twenty may miss.
  private static let misses = isWhole ? 1 : 0

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

  /// The further ones only where everything is run.
  private static let defects = Defect.all + (isWhole ? Defect.further : [])

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
