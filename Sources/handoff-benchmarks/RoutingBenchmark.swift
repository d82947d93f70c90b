import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema
import HandoffTraffic

/// Reads and audits one manifest once, as somebody does who waits for it, and prints in milliseconds what each part of the work
/// took by the clock, and the processor time of the whole.
struct RoutingBenchmark {
  private let manifest: SystemArgument

  init(arguments: ArraySlice<String>) throws {
    manifest = try SystemArgument(arguments)
  }

  func run() throws {
    let bytes = try manifest.bytes()
    var system = AgentSystem(name: "", entry: [])
    var report = AuditReport(system: "", findings: [])
    let reading = try ProcessorTime.both(of: {
      system = try AgentSystem(manifest: bytes, file: manifest.path)
    })
    let audit = ProcessorTime.both { report = RoutingAudit().audit(system) }
    let peak = PeakMemory.megabytes
    var text: [UInt8] = []
    let writing = ProcessorTime.both { text = JSONFormat.bytes(of: AuditRendering.json(report)) }
    let size = Double(text.count) / 1e6
    let findings = report.findings.count
    (report, text) = (AuditReport(system: "", findings: []), [])

    var graph = RoutingGraph(system, SystemStructure(system))
    let build = medianNanoseconds { graph = RoutingGraph(system, SystemStructure(system)) } / 1e6
    let adjacency = graph.adjacency { _, _ in true }
    var components = 0
    let search = medianNanoseconds { components = StrongComponents(of: adjacency).count } / 1e6
    let (loops, deciding) = loops(of: system)
    system.selection = system.selection == .choice ? .firstMatch : .choice
    let (_, decidingOtherwise) = self.loops(of: system)
    print(
      """
      {"agents":\(system.agents.count),"handoffs":\(system.handoffs.count),"components":\(components),\
      "loops":\(loops),"findings":\(findings),"readMs":\(reading.elapsed),"auditMs":\(audit.elapsed),\
      "totalMs":\(rounded(reading.elapsed + audit.elapsed)),"processorMs":\(rounded(reading.used + audit.used)),\
      "peakMB":\(peak),"jsonMB":\(rounded(size)),"jsonMs":\(writing.elapsed),\
      "jsonProcessorMs":\(writing.used),"jsonMBPerSecond":\(Int(size * 1e3 / max(writing.elapsed, 0.01))),\
      "graphMs":\(rounded(build)),"componentsMs":\(rounded(search)),"loopsMs":\(deciding),\
      "loopsOfOtherSelectionMs":\(decidingOtherwise)}
      """)
  }

  /// How many loops there are, and what it takes to decide them where the traffic is known.
  private func loops(of system: AgentSystem) -> (count: Int, milliseconds: Double) {
    var traffic = Traffic(system)
    var count = 0
    let deciding = ProcessorTime.both { count = RoutingFacts.loops(of: system, &traffic).count }
    return (count, deciding.elapsed)
  }

  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
