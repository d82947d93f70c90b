import Foundation
import HandoffContracts
import HandoffRuntime
import HandoffSchema

/// Records handoffs to a file and prints records a second; a test kills it while it does.
struct RecordBenchmark {
  private var path = ""
  private var count = 300_000
  private var width = 1

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--file": path = rest.popFirst() ?? ""
      case "--count": count = Int(rest.popFirst() ?? "") ?? count
      case "--tasks": width = Int(rest.popFirst() ?? "") ?? width
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  private static let system: AgentSystem = {
    var researcher = Agent(name: "researcher")
    researcher.produces = "findings"
    var writer = Agent(name: "writer")
    writer.finishes = .yes
    let findings = Contract(
      name: "findings",
      output: [
        "type": "object", "required": ["topic", "findings"], "additionalProperties": false,
        "properties": [
          "topic": ["type": "string", "minLength": 1, "maxLength": 200],
          "language": ["enum": ["en", "de"]],
          "findings": [
            "type": "array", "minItems": 1,
            "items": [
              "type": "object", "required": ["claim", "source"],
              "properties": [
                "claim": ["type": "string"], "source": ["type": "string", "pattern": "^https://"],
              ],
            ],
          ],
        ],
      ], failures: [FailureOutput(kind: "no_sources")])
    return AgentSystem(
      name: "newsroom", entry: ["researcher"], contracts: [findings], agents: [researcher, writer],
      handoffs: [Handoff(from: "researcher", to: "writer")])
  }()

  private static func record(_ number: Int) -> HandoffRecord {
    HandoffRecord(
      trace: "run-\(number / 4)", from: "researcher", to: "writer",
      payload: [
        "topic": "Bees in cities", "language": "en",
        "findings": [
          ["claim": "They find more flowers.", "source": .string("https://example.org/\(number)")]
        ],
      ])
  }

  func run() async throws {
    let recorder = HandoffRecorder(Self.system, to: try RecordFile(path)) {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
    let records = (0..<1_000).map(Self.record)
    let share = count / width
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<width {
        group.addTask { for number in 0..<share { try recorder.record(records[number % records.count]) } }
      }
      try await group.waitForAll()
    }
    let took = start.duration(to: ContinuousClock.now) / .seconds(1)
    let done = share * width
    print("{\"records\":\(done),\"tasks\":\(width),\"perSecond\":\(Int(Double(done) / took))}")
  }
}
