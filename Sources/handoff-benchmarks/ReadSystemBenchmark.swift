import HandoffContracts
import HandoffSchema

/// Reads one manifest into an agent system and prints what that took, the parse by itself, and the most memory in use.
struct ReadSystemBenchmark {
  private let manifest: SystemArgument

  init(arguments: ArraySlice<String>) throws {
    manifest = try SystemArgument(arguments)
  }

  func run() throws {
    let bytes = try manifest.bytes()
    // The first run is the one that somebody waits for, and its peak that of a program that reads one manifest.
    var system = AgentSystem(name: "", entry: [])
    let first = try nanoseconds(of: { system = try AgentSystem(manifest: bytes, file: manifest.path) })
    let peak = PeakMemory.megabytes
    let size = (system.agents.count, system.handoffs.count)
    system = AgentSystem(name: "", entry: [])
    let read = try medianNanoseconds { _ = try AgentSystem(manifest: bytes, file: manifest.path) }
    let parse = try medianNanoseconds { _ = try JSONDocument(parsing: bytes) }
    print(
      """
      {"bytes":\(bytes.count),"agents":\(size.0),"handoffs":\(size.1),"firstMs":\(milliseconds(first)),\
      "ms":\(milliseconds(read)),"parseMs":\(milliseconds(parse)),\
      "MBPerSecond":\(Int(Double(bytes.count) * 1e3 / max(read, 1))),"peakMB":\(peak)}
      """)
  }

  private func milliseconds(_ nanoseconds: Double) -> Double { (nanoseconds / 1e4).rounded() / 100 }
}
