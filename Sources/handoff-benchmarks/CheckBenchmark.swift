import Foundation
import HandoffChecking
import HandoffContracts
import HandoffFuzzing

/// Checks a consumer that accepts everything at once, in this process or as a program, and prints cases a second.
struct CheckBenchmark {
  private var cases = 20_000
  /// How many processes run side by side; 0 where the consumer runs in this one.
  private var jobs = 0
  private var manifest: String?
  private var handoff = HelpdeskSystem.handoff

  init(arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--cases": cases = Int(rest.popFirst() ?? "") ?? cases
      case "--jobs": jobs = Int(rest.popFirst() ?? "") ?? jobs
      case "--system": manifest = rest.popFirst()
      case "--handoff": handoff = rest.popFirst() ?? handoff
      default: throw BenchmarkError(message: "unknown option \(option)")
      }
    }
  }

  func run() async throws {
    let system =
      try manifest.map { path in
        try AgentSystem(
          manifest: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), file: path)
      } ?? HelpdeskSystem.system
    let campaign = try HandoffCampaign(system, handoff: handoff, options: CampaignOptions(cases: cases))
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("handoff-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var times: [Double] = []
    for _ in 0..<3 {
      let start = ContinuousClock.now
      let report = try await check(campaign, notesIn: folder.path)
      times.append(start.duration(to: .now) / .seconds(1))
      guard report.isComplete, report.cases == cases, !report.failures.isEmpty else {
        throw BenchmarkError(
          message: "\(report.cases) cases, \(report.failures.count) failures: \(report.shortfalls)")
      }
    }
    print("{\"cases\":\(cases),\"jobs\":\(jobs),\"perSecond\":\(Int(Double(cases) / median(times)))}")
  }

  private func check(_ campaign: HandoffCampaign, notesIn folder: String) async throws -> CampaignReport {
    guard jobs > 0 else { return await campaign.run(PayloadConsumer { _ in }) }
    let call = ProgramCall(
      words: [CommandLine.arguments[0], "accept"], folder: FileManager.default.currentDirectoryPath)
    let environment = ProcessEnvironment.ofThisProcess()
    // With the note of each case, as the tool does it.
    let memory = FailureMemory(manifest: "system.json", base: folder)
    let consumer: any ProgramConsumer =
      jobs > 1
      ? ProcessPool(call, in: environment, ProgramConduct(), failureTag: nil, jobs: jobs, memory: memory)
      : ProcessConsumer(
        call, in: environment, ProgramConduct(), failureTag: nil,
        note: RunningNote.make(for: memory.manifest, beside: memory.base))
    let report = await run(campaign, consumer)
    await consumer.finish()
    return report
  }

  private func run(_ campaign: HandoffCampaign, _ consumer: some ProgramConsumer) async -> CampaignReport {
    await campaign.run(consumer)
  }

  /// Answers each line of standard input at once, until there are no more.
  static func accept() {
    let answer: [UInt8] = Array("{\"accepted\":null}\n".utf8)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = bytes.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      let lines = bytes[..<count].count { $0 == UInt8(ascii: "\n") }
      let answers = Array(repeatElement(answer, count: lines).joined())
      guard answers.withUnsafeBytes({ write(1, $0.baseAddress, $0.count) }) == answers.count else { return }
    }
  }
}
