import HandoffContracts
import HandoffRouting

/// Audits rings and chains of agents, made in memory, of two sizes, and prints how much longer the larger one takes in
/// processor time.
struct GrowthBenchmark {
  private var count = 1_000_000

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      guard option == "--agents", let number = rest.popFirst().flatMap({ Int($0) }), number >= 2 else {
        throw BenchmarkError(message: "write --agents N, at least 2")
      }
      count = number
    }
  }

  func run() {
    for family in LargeSystem.allCases {
      let half = measure(family, count / 2)
      let whole = measure(family, count)
      let growth = (whole.milliseconds / max(half.milliseconds, 0.01) * 100).rounded() / 100
      print(
        """
        {"system":"\(family.rawValue)","agents":\(count),"findings":\(whole.findings),\
        "auditMsOfHalf":\(half.milliseconds),"auditMs":\(whole.milliseconds),"growth":\(growth),\
        "peakMB":\(PeakMemory.megabytes)}
        """)
    }
  }

  private func measure(_ family: LargeSystem, _ count: Int) -> (milliseconds: Double, findings: Int) {
    let system = family.system(of: count)
    var findings = 0
    let milliseconds = ProcessorTime.milliseconds { findings = RoutingAudit().audit(system).findings.count }
    return (milliseconds, findings)
  }
}
