import HandoffContracts
import HandoffRouting
import HandoffTraffic

/// Audits one manifest on one thread and prints milliseconds for each part of the work, reading excluded.
struct RoutingBenchmark {
  private let manifest: SystemArgument

  init(arguments: ArraySlice<String>) throws {
    manifest = try SystemArgument(arguments)
  }

  func run() throws {
    let bytes = try manifest.bytes()
    var system = AgentSystem(name: "", entry: [])
    let start = ContinuousClock.now
    system = try AgentSystem(manifest: bytes, file: manifest.path)
    let reading = ContinuousClock.now - start
    var graph = RoutingGraph(system, SystemStructure(system))
    let build = medianNanoseconds { graph = RoutingGraph(system, SystemStructure(system)) }
    let adjacency = graph.adjacency { _, _ in true }
    var components = 0
    let search = medianNanoseconds { components = StrongComponents(of: adjacency).count }
    var traffic = Traffic(system)
    let beforeLoops = ContinuousClock.now
    let loops = RoutingFacts.loops(of: system, &traffic).count
    let deciding = ContinuousClock.now - beforeLoops
    let facts = medianNanoseconds { _ = RoutingFacts(system) }
    var report = RoutingAudit().audit(system)
    let audit = medianNanoseconds { report = RoutingAudit().audit(system) }
    print(
      """
      {"agents":\(system.agents.count),"handoffs":\(system.handoffs.count),"components":\(components),\
      "loops":\(loops),"findings":\(report.findings.count),\
      "readMs":\(milliseconds(reading / .nanoseconds(1))),\
      "graphMs":\(milliseconds(build)),"componentsMs":\(milliseconds(search)),"loopsMs":\(milliseconds(deciding / .nanoseconds(1))),"factsMs":\(milliseconds(facts)),\
      "auditMs":\(milliseconds(audit))}
      """)
  }

  private func milliseconds(_ nanoseconds: Double) -> Double { (nanoseconds / 1e4).rounded() / 100 }
}
