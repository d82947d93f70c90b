import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffReports
import HandoffRuntime
import HandoffSchema

/// `handoff infer FILE.jsonl...`.
struct InferCommand: Command {
  static let description = CommandDescription(
    name: "infer", summary: "Draft a contract from recorded payloads, or a system from traces",
    discussion: [
      "Each line of FILE is a payload, a record of HandoffRecorder (docs/recording.md), or {\"handoff\": \"A->B\", \"payload\":"
        + " ...} as for check --examples. Of records the payloads of one sender are taken; --agent says which.",
      "The draft says what every payload keeps: types, members (required where all have them, otherwise how many do), bounds,"
        + " choices and formats where enough was seen. A payload with a member \"failure\" is a failure of that kind. It is a"
        + " draft to edit: what was never seen may still be right.",
      "With --system a manifest is drafted from traces of any format that verify reads (docs/traces.md): agents, handoffs"
        + " with how often each was seen, and contracts where payloads were recorded.",
    ],
    operands: [
      .init("FILE.jsonl", .oneOrMore, summary: "payloads or records, one a line; - is standard input")
    ],
    options: [.sender, .wholeSystem, .systemName, .output],
    examples: [
      .init(
        "From last night's runs",
        "handoff infer runs.jsonl --agent researcher --output findings.contract.json"),
      .init("A system from its traces", "handoff infer --system traces/*.json --output system.json"),
      .init("Does it still hold?", "handoff validate findings.contract.json today.jsonl --lines"),
    ],
    statuses: ["the draft was written", "never"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    if arguments.has(.wholeSystem) { return try await draftSystem(in: surroundings) }
    var survey = RecordSurvey(sender: arguments.text(.sender))
    let writer = try ResultWriter(arguments, in: surroundings)
    for name in arguments.operands {
      do throws(FileError) {
        try Self.read(name, into: &survey)
      } catch {
        throw CommandError(error)
      }
    }
    let contract: Contract
    do throws(RecordSurvey.Failure) {
      contract = try survey.contract()
    } catch {
      throw CommandError(lines: ["handoff infer: \(TerminalText.line(error.message))"])
    }
    try writer.finish(with: contract.manifest.text(.pretty) + "\n")
    for line in survey.omissions { try? surroundings.errors.write("not looked at: \(line)\n") }
    return .clean
  }

  private func draftSystem(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    var draft = TraceDraft()
    let writer = try ResultWriter(arguments, in: surroundings)
    for name in arguments.operands {
      do throws(FileError) {
        try await draft.read(name)
      } catch {
        throw CommandError(error)
      }
    }
    let (system, remarks) = draft.system(named: arguments.text(.systemName) ?? "traced")
    guard let system else {
      throw CommandError(
        lines: ["handoff infer: there is no run to look at"] + remarks.map { TerminalText.line($0) })
    }
    try writer.finish(with: system.manifest.text(.pretty) + "\n")
    for line in remarks { try? surroundings.errors.write("\(TerminalText.line(line))\n") }
    return .clean
  }

  private static func read(_ name: String, into survey: inout RecordSurvey) throws(FileError) {
    let label = InputFile.label(name)
    var reader = try LineChunkReader(name)
    var lines = 0
    while let chunk = try reader.next() {
      if let limit = chunk.lineLimit { survey.refuse("longer than \(limit) bytes", label, line: lines + 1) }
      for line in chunk.lines { survey.read(line.bytes, label, line: lines + line.number) }
      lines += chunk.lineCount
    }
  }
}
