import HandoffChecking
import HandoffFuzzing
import HandoffReports
import HandoffSchema

/// `handoff merge REPORT…`.
struct MergeCommand: Command {
  static let description = CommandDescription(
    name: "merge", summary: "Join the reports of the shards of one check",
    discussion: [
      "Each REPORT was written by handoff check with --shard I/N and --format json, with the same manifest, seed and cases."
        + " Counts and coverage are those of the whole run; a cause that several shards met is told once. A shard that"
        + " is missing makes the run incomplete."
    ],
    operands: [.init("REPORT", .oneOrMore, summary: "the report of a shard; - is standard input")],
    options: [.format, .failOn, .output, .quiet],
    examples: [
      .init("Two machines", "handoff merge part-1.json part-2.json"),
      .init("As JSON", "handoff merge parts/*.json --format json --output whole.json"),
    ],
    statuses: [
      "no consumer failed, and no finding is at or above the threshold of --fail-on",
      "a consumer failed, or a finding is at or above the threshold",
    ])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    var parts: [CheckReport] = []
    for name in arguments.operands { parts.append(try Self.read(name)) }
    let whole: CheckReport
    do throws(CheckReport.MergeError) {
      whole = try CheckReport.merged(parts)
    } catch {
      throw CommandError(lines: ["handoff merge: \(words(error))"])
    }
    let writer = try ResultWriter(arguments, in: surroundings)
    let isJSON = arguments.text(.format) == "json"
    let status = whole.status(arguments.threshold)
    if writer.isSilent(about: status, isText: !isJSON, in: surroundings) {
      try writer.finish()
    } else {
      let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
      try writer.finish(with: isJSON ? whole.json.text(.pretty) + "\n" : whole.text(style: style))
    }
    return status
  }

  private static func read(_ name: String) throws(CommandError) -> CheckReport {
    let document = try DocumentFile.json(name, expected: "the report of a shard of handoff check, as JSON")
    do throws(CheckReport.ReadingError) {
      return try CheckReport(json: document.value)
    } catch {
      let location = document.location(of: error.pointer) ?? document.location(ofOffset: 0)
      let label = TerminalText.line(InputFile.label(name))
      throw CommandError(lines: [
        "\(label):\(location.line):\(location.column): expected \(TerminalText.line(error.expected))"
      ])
    }
  }

  private func words(_ error: CheckReport.MergeError) -> String {
    func name(_ position: Int) -> String {
      TerminalText.quoted(InputFile.label(arguments.operands[position]))
    }
    return switch error {
    case .noShard(let position): "\(name(position)) is no part of a run; write it with --shard I/N"
    case .otherRun(let position):
      "\(name(position)) is a part of another run; manifest, handoffs, seed and number of shards must be the same"
    case .twice(let shard): "shard \(shard) is given twice; give each once"
    }
  }
}

extension CheckReport {
  /// What a check tells its caller, where a consumer was run: a run that fell short is no pass, whatever it found.
  func status(_ threshold: Threshold) -> ToolStatus {
    if !complete { return .failed }
    if !failures.isEmpty || threshold.isMet(by: findings) { return .findings }
    let run = handoffs.filter { $0.notRun == nil }
    let isOpen = run.contains { if case .undecided = $0.campaign.verdict { true } else { false } }
    return isOpen || run.isEmpty ? .failed : .clean
  }
}
