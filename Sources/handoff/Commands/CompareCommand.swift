import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffSchema

/// `handoff compare A B`.
struct CompareCommand: Command {
  static let description = CommandDescription(
    name: "compare", summary: "Decide whether every payload of schema A is accepted by schema B",
    discussion: [
      "A is what a producer may send, B what a consumer accepts: JSON Schemas, or places in files such as"
        + " system.json#/contracts/NAME. The verdict is \"included\", \"not included\" with a payload that A allows and"
        + " B refuses, or \"undecided\" with the reason.",
      "With --pairs the verdicts are JSON, a line for each line: {\"id\", \"verdict\", \"witness\" or \"reason\"}."
        + " The schemas of a line may refer to files beside FILE.",
    ],
    operands: [
      .init("A", .optional, summary: "the producer's schema"),
      .init("B", .optional, summary: "the consumer's schema"),
    ],
    options: [
      .pairs, .explain, .closed, .timeLimit, .formats, .format, .schema, .schemaRoot, .output,
      .noProgress,
    ],
    examples: [
      .init("May version 2 replace version 1?", "handoff compare plan-2.schema.json plan-1.schema.json"),
      .init(
        "Does the writer take what the researcher promises?",
        "handoff compare 'system.json#/contracts/findings' 'system.json#/agents/writer/accepts'"),
      .init("Many at once", "handoff compare --pairs pairs.jsonl > verdicts.jsonl"),
    ],
    statuses: [
      "every payload of A is accepted by B (with --pairs: for every pair)",
      "B refuses a payload of A (with --pairs: for some pair)",
    ])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
    let usage = Self.description.usage
    if arguments.has(.pairs) {
      if let first = arguments.operands.first {
        throw UsageError(
          command: arguments.command, .extraOperand(first, usage: "handoff compare --pairs FILE"))
      }
      if arguments.has(.format) {
        throw UsageError(
          command: arguments.command,
          .meaninglessOption("format", because: "--pairs always writes JSON Lines"))
      }
    } else if arguments.operands.count < 2 {
      let name = arguments.operands.isEmpty ? "A" : "B"
      throw UsageError(command: arguments.command, .missingOperand(name, usage: usage))
    }
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    if let file = arguments.text(.pairs) {
      let writer = try ResultWriter(arguments, in: surroundings)
      let progress = Progress(in: surroundings)
      let comparison = PairComparison(
        question: question, formats: schemaOptions, explains: arguments.has(.explain),
        folder: try SchemaFolder(of: file, and: SchemaSources(arguments), in: surroundings))
      return try comparison.run(file, writer, progress, in: surroundings)
    }
    try refuseManifests()
    let producer = try DocumentFile.schema(
      arguments.operands[0], options: schemaOptions, sources: SchemaSources(arguments), in: surroundings)
    let consumer = try DocumentFile.schema(
      arguments.operands[1], options: schemaOptions, sources: SchemaSources(arguments), in: surroundings)
    let writer = try ResultWriter(arguments, in: surroundings)
    let verdict = question.verdict(producer, consumer)
    if arguments.text(.format) == "json" {
      try writer.finish(with: ComparisonRendering.json(verdict).text(.pretty) + "\n")
    } else {
      let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
      try writer.finish(
        with: ComparisonRendering.text(
          verdict, producer: arguments.operands[0], consumer: arguments.operands[1], style: style))
    }
    return ToolStatus(verdict)
  }

  /// Two manifests are compared by another command.
  private func refuseManifests() throws(CommandError) {
    let files = arguments.operands.prefix(2)
    guard
      !files.contains(where: {
        $0 == "-" || DocumentFile.split($0).fragment != "" || PeerWait.isNeeded(for: $0)
      })
    else { return }
    for file in files {
      guard SchemaHosts.manifests.include(try DocumentFile.json(file, expected: "a JSON Schema").value) else {
        return
      }
    }
    let names = files.map { TerminalText.line($0) }
    throw CommandError(lines: [
      "handoff compare: both are manifests; write \"handoff diff \(names[0]) \(names[1])\", or name a contract of"
        + " each: \(names[0])#/contracts/NAME"
    ])
  }

  private var schemaOptions: SchemaOptions {
    SchemaOptions(formats: arguments.text(.formats) == "assert" ? .assertion : .annotation)
  }

  private var question: TimedQuestion {
    let seconds = arguments.seconds(.timeLimit)
    // Who gives time wants it used: only then is the number of steps left open.
    return TimedQuestion(
      options: ComparisonOptions(
        producerIsClosed: arguments.has(.closed), derives: arguments.has(.explain),
        stepLimit: seconds == nil ? ComparisonOptions.defaultStepLimit : .max),
      limit: .milliseconds(Int((seconds ?? 2) * 1_000)))
  }
}

extension ToolStatus {
  /// What one verdict means: undecided is no pass.
  init(_ verdict: InclusionVerdict) {
    switch verdict.outcome {
    case .included: self = .clean
    case .notIncluded: self = .findings
    case .undecided: self = .failed
    }
  }
}
