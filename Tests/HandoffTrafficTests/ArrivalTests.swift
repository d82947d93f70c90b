import HandoffContracts
import HandoffSchema
import HandoffTraffic
import Testing

@Suite("What arrives when an agent must not run again")
struct ArrivalTests {
  /// A worker, and a join of its results that may run twice and then gives up.
  private static func system(declaringWorker: Bool) throws -> AgentSystem {
    let manifest: JSONValue = [
      "handoffSystem": 1, "name": "research", "entry": "worker",
      "contracts": [
        "result": [
          "output": ["type": "object", "properties": ["a": ["enum": [0, 1]]], "required": ["a"]]
        ]
      ],
      "agents": [
        "worker": declaringWorker ? ["produces": "result"] : [:],
        "editor": ["produces": "result", "join": ["receives": "list"], "limit": 2], "desk": [:],
      ],
      "handoffs": [
        ["from": "worker", "to": "editor"], ["from": "editor", "to": "worker", "limit": 3],
        ["from": "editor", "to": "desk", "on": "limit", "when": ["minItems": 1]],
      ],
    ]
    return try AgentSystem(
      manifest: JSONDocument(parsing: Array(manifest.text().utf8)), file: "research.json")
  }

  @Test(arguments: [true, false])
  func `what a join of something undeclared hands on is never called exact`(isDeclared: Bool) throws {
    var traffic = try Traffic(Self.system(declaringWorker: isDeclared))
    let deliveries = traffic.cargo(of: HandoffIndex(2)).deliveries.filter { $0.cause == .arrival }
    #expect(deliveries.map(\.isExact) == [isDeclared])
  }
}

/// Systems for which the accounts once differed.
extension TrafficLawTests {
  @Test(arguments: [5_000_113, 6_000_223] as [UInt64])
  func `accounts that once differed agree`(seed: UInt64) throws {
    var source = RandomTraffic(seed: seed)
    let system = source.system()
    var comparison = TrafficComparison(system, try TriedTraffic(system))
    try comparison.run()
    #expect(comparison.differences == [], "\(system.manifest)")
  }
}
