import HandoffChecking
import HandoffFuzzing
import HandoffReports
import HandoffSchema

/// `handoff failures SYSTEM`.
struct FailuresCommand: Command {
  static let description = CommandDescription(
    name: "failures", summary: "List the failures that handoff check keeps, or pin one as an example",
    discussion: [
      "What handoff check finds is kept in .handoff/failures beside the manifest, one file each, tried first the next"
        + " time and forgotten once it is mended. With --pin a failure becomes a line of SYSTEM.examples.jsonl beside"
        + " the manifest, a file to be committed: each handoff check tries it first, on every machine."
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system")],
    options: [.pin, .format, .output],
    examples: [
      .init("What failed last", "handoff failures system.json"),
      .init("Keep one for good", "handoff failures system.json --pin h1-DmludGFrZS0-c29sdmVy"),
    ],
    statuses: ["nothing is kept, or the failure was pinned", "failures are kept"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let file = arguments.operands[0]
    guard let memory = SystemFile.failures(of: file, in: surroundings) else {
      throw CommandError(lines: ["handoff failures: failures are kept beside a file; name the manifest"])
    }
    guard FileList.exists(file) else { throw CommandError(FileError(file: file, .notFound)) }
    if let token = arguments.text(.pin) { return try pin(token, memory, file, in: surroundings) }
    let failures = memory.failures()
    let writer = try ResultWriter(arguments, in: surroundings)
    if arguments.text(.format) == "json" {
      let json: JSONValue = ["format": 1, "failures": .array(failures.map(\.json))]
      try writer.finish(with: json.text(.pretty) + "\n")
    } else {
      let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
      try writer.finish(
        with: KeptFailure.text(failures, style: style) { failure in
          ProgramCall(words: ["handoff", "check", file, "--replay", failure.replay], folder: "/").description
        })
    }
    return failures.isEmpty ? .clean : .findings
  }

  private func pin(
    _ token: String, _ memory: FailureMemory, _ file: String, in surroundings: Surroundings
  ) throws(CommandError) -> ToolStatus {
    let example = ExampleFile.name(beside: file)
    let line = try failure(token, memory).json.text()
    let isNew: Bool
    do throws(FileError) { isNew = try ExampleFile.add(line, to: example) } catch {
      throw CommandError(error)
    }
    let writer = try ResultWriter(arguments, in: surroundings)
    try writer.finish(with: "\(isNew ? "pinned to" : "stands already in") \(TerminalText.line(example))\n")
    return .clean
  }

  /// What a token names, by itself or because it is kept.
  private func failure(
    _ token: String, _ memory: FailureMemory
  ) throws(CommandError) -> AddressedContent {
    do throws(ReplayError) {
      let handoff = try HandoffCampaign.handoff(ofReplay: token)
      if let given = try HandoffCampaign.given(ofReplay: token) {
        return AddressedContent(handoff: handoff, given.content)
      }
      if let kept = memory.failures().first(where: { $0.replay.hasSameCodePoints(as: token) }) {
        return AddressedContent(handoff: handoff, kept.content)
      }
    } catch {
      throw CommandError(lines: ["handoff failures: --pin: \(TerminalText.line("\(error)"))"])
    }
    throw CommandError(lines: [
      "handoff failures: --pin: the token names its payload by choices, and is not kept; run handoff check again"
    ])
  }
}
