import Foundation
import HandoffContracts
import HandoffFuzzing
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import HandoffTraffic

/// Gives small inputs that once took too long to the work that they hurt, on one thread, and holds the processor's time
/// against the most that it may take; reading the manifest counts.
///
/// The rows have the numbers of the attacks that they come from. One of those, a command with a NUL, is refused
/// before anything takes time, and has no row.
struct HostileBenchmark {
  private var only: String?

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--row": only = rest.popFirst()
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  private struct Row: Sendable {
    var name: String
    var work: String
    /// The most seconds that the work may take.
    var seconds: Double
    /// How often the time of half the size fits in, at most; `nil` where the size is not varied.
    var growth: Double?
    /// Runs the work on an input of the size over a divisor.
    var run: @Sendable (_ divisor: Int) async throws -> Void
  }

  /// Returns whether every row kept its bounds.
  func run() async throws -> Bool {
    var areMet = true
    for row in Self.rows where only.map({ $0 == row.name }) ?? true {
      let seconds = try await time(of: row, 1)
      var growth: Double?
      if row.growth != nil { growth = seconds / max(try await time(of: row, 2), 1e-4) }
      let isMet = seconds <= row.seconds && growth ?? 0 <= row.growth ?? 0
      areMet = areMet && isMet
      let grown = growth.map { ",\"growth\":\(rounded($0)),\"growthAtMost\":\(row.growth ?? 0)" } ?? ""
      print(
        "{\"row\":\"\(row.name)\",\"work\":\"\(row.work)\",\"seconds\":\(rounded(seconds)),"
          + "\"atMost\":\(row.seconds)\(grown),\"peakMB\":\(Self.usage.peakMegabytes),\"isMet\":\(isMet)}")
    }
    return areMet
  }

  /// The processor's time of the shortest of three runs: what else the machine does makes a run longer, never shorter.
  private func time(of row: Row, _ divisor: Int) async throws -> Double {
    var shortest = Double.infinity
    for _ in 0..<3 {
      let start = Self.usage
      try await row.run(divisor)
      shortest = min(shortest, Self.usage.seconds - start.seconds)
      if shortest > 10 { break }
    }
    return shortest
  }

  private func rounded(_ number: Double) -> Double { (number * 1_000).rounded() / 1_000 }

  /// The processor's time and the most memory of the process so far.
  private static var usage: (seconds: Double, peakMegabytes: Int) {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      let megabytes = usage.ru_maxrss >> 20
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      let megabytes = usage.ru_maxrss >> 10
    #endif
    let times = [usage.ru_utime, usage.ru_stime]
    return (times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }, megabytes)
  }

  // In the order of memory that is allowed, so that the peak means something: f02 may take 200 MB.
  private static let rows = [
    Row(name: "f01", work: "validate", seconds: 1) { divisor in
      let schema = try Schema(HostileInput.circularUnion)
      _ = schema.violations(in: HostileInput.nestedArrays(depth: 400 / divisor))
    },
    Row(name: "f02", work: "compare", seconds: 2.2) { _ in
      let definitions = HostileInput.doublingDefinitions(levels: 20)
      let producer = try Schema(["$ref": "#/$defs/d0", "$defs": .object(definitions)])
      let options = ComparisonOptions(deadline: .after(.seconds(2)))
      _ = try producer.isIncluded(in: Schema(["type": "integer"]), options: options)
    },
    Row(name: "f02", work: "audit", seconds: 2.2) { _ in try audit(doubling) },
    Row(name: "f02", work: "check", seconds: 2.2) { _ in try await check(doubling) },
    Row(name: "f03", work: "audit", seconds: 0.2, growth: 3) { divisor in
      // The manifest is refused: so long a chain is beyond a cap, and that is told at once.
      let chain = HostileInput.chainOfDefinitions(2_000 / divisor)
      _ = try? audit(HostileInput.system(definitions: chain))
    },
    Row(name: "f04", work: "check", seconds: 1, growth: 3) { divisor in
      let handoff: JSONValue = ["from": "a", "to": "b"]
      try prepareAll(HostileInput.system(handoffs: Array(repeating: handoff, count: 3_000 / divisor)))
    },
    Row(name: "f06", work: "check", seconds: 1) { _ in
      try await check(HostileInput.system(output: HostileInput.manyLetters), cases: 1)
    },
    Row(name: "f08", work: "check", seconds: 0.5) { _ in
      try await check(HostileInput.system(output: HostileInput.tooManyDifferent))
    },
    Row(name: "f09", work: "check", seconds: 0.5) { _ in
      let output: JSONValue = ["$ref": "#/$defs/t"]
      try await check(
        HostileInput.system(output: output, definitions: HostileInput.endlessDefinition))
    },
    Row(name: "f10", work: "check", seconds: 2) { _ in
      try await check(HostileInput.system(output: HostileInput.manyPatterns(200)))
    },
    Row(name: "f12", work: "audit", seconds: 1, growth: 3) { divisor in
      try audit(HostileInput.system(output: HostileInput.manyConstants(10_000 / divisor)))
    },
    Row(name: "f12", work: "check", seconds: 5, growth: 3) { divisor in
      try await check(HostileInput.system(output: HostileInput.manyConstants(10_000 / divisor)))
    },
    Row(name: "f16", work: "audit", seconds: 1) { divisor in
      let guards = HostileInput.rangeGuards(3_000 / divisor)
      try audit(HostileInput.system(handoffs: guards, selection: "firstMatch"))
    },
    Row(name: "f18", work: "audit", seconds: 1, growth: 3) { divisor in
      try audit(HostileInput.failureLists(2_000 / divisor))
    },
  ]

  private static let doubling = HostileInput.system(
    output: ["$ref": "#/$defs/d0"], definitions: HostileInput.doublingDefinitions(levels: 20))

  private static func read(_ manifest: JSONValue) throws -> AgentSystem {
    try AgentSystem(manifest: Array(manifest.text().utf8), file: "system.json")
  }

  private static func audit(_ manifest: JSONValue) throws { _ = RoutingAudit().audit(try read(manifest)) }

  /// Runs a campaign with a consumer that accepts everything; where there is no payload, nothing is run.
  private static func check(_ manifest: JSONValue, cases: Int? = nil) async throws {
    let system = try read(manifest)
    do throws(CampaignError) {
      let campaign = try HandoffCampaign(system, handoff: "a->b", options: CampaignOptions(cases: cases))
      _ = await campaign.run(PayloadConsumer { _ in })
    } catch {
      // What cannot be run is told instead of being tried.
    }
  }

  /// Does what comes before the first case of every handoff.
  private static func prepareAll(_ manifest: JSONValue) throws {
    let system = try read(manifest)
    var traffic = Traffic(system)
    for passage in traffic.structure.passages(of: system) { _ = try HandoffCampaign(passage, in: &traffic) }
  }
}
