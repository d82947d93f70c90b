import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Runs a sound consumer in this process against generated payloads and prints what the harness takes for each case
/// beyond the consumer, in nanoseconds.
struct HarnessBenchmark {
  private var cases = 50_000

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--cases": cases = Int(rest.popFirst() ?? "") ?? cases
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  /// What the consumer itself took.
  private final class Stopwatch {
    var nanoseconds = 0.0
    var calls = 0
  }

  private struct Refusal: Error {}

  func run() async throws {
    let small = try await measured(cases: 500)
    let large = try await measured(cases: cases)
    print(
      """
      {"cases":\(cases),"calls":\(large.calls),"caseNs":\(Int(large.total / Double(cases))),\
      "consumerNs":\(Int(large.consumer / Double(cases))),\
      "overheadNs":\(Int((large.total - large.consumer) / Double(cases))),\
      "of500CasesMilliseconds":\((small.total / 1e4).rounded() / 100)}
      """)
  }

  /// The median of five campaigns, each with its preparation.
  private func measured(cases: Int) async throws -> (total: Double, consumer: Double, calls: Int) {
    let schema = try Schema(HelpdeskSystem.ticket)
    var rounds: [(total: Double, consumer: Double, calls: Int)] = []
    for _ in 0..<5 {
      let stopwatch = Stopwatch()
      let start = ContinuousClock.now
      let campaign = try HandoffCampaign(
        HelpdeskSystem.system, handoff: HelpdeskSystem.handoff, options: CampaignOptions(cases: cases))
      let report = await campaign.run(
        PayloadConsumer { payload in
          let begun = ContinuousClock.now
          defer {
            stopwatch.nanoseconds += begun.duration(to: ContinuousClock.now) / .nanoseconds(1)
            stopwatch.calls += 1
          }
          guard schema.isValid(payload.value) else { throw Refusal() }
        })
      let total = start.duration(to: ContinuousClock.now) / .nanoseconds(1)
      guard report.failures.isEmpty else {
        throw BenchmarkError(message: "the consumer is sound, but: \(report.failures)")
      }
      rounds.append((total, stopwatch.nanoseconds, stopwatch.calls))
    }
    return rounds.sorted { $0.total < $1.total }[rounds.count / 2]
  }
}
