import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffSchema

/// `handoff validate SCHEMA FILE…`.
struct ValidateCommand: Command {
  static let description = CommandDescription(
    name: "validate", summary: "Hold payloads against a JSON Schema or a contract of a system",
    discussion: [
      "SCHEMA is a file with a JSON Schema, or a place in a file: schema.json#/$defs/plan, or"
        + " system.json#/contracts/NAME for the output that a manifest's contract promises, with /failures/KIND behind it"
        + " for the payloads of that failure. JSON Schema 2020-12 is read unless \"$schema\" names an older draft."
        + " Nothing is ever fetched: what references name is in the same folder or below, or handed over with"
        + " --schema and --schema-root.",
      "Each FILE holds one payload, or with --lines one payload a line; \"-\" is standard input. With --lines all"
        + " cores work, results keep the order of the lines, and memory does not grow with the file.",
      "With --serve it is a gate for a program in another language, which starts it once: each line of standard input is"
        + " a request such as {\"contract\": \"NAME\", \"text\": \"...\"}, each line of standard output its answer;"
        + " docs/consumer-protocol.md has both. SCHEMA is then the manifest whose contracts are meant, or the schema of"
        + " requests that name none.",
    ],
    operands: [
      .init("SCHEMA", summary: "a JSON Schema, or FILE#/POINTER"),
      .init("FILE", .oneOrMore, summary: "payloads; - is standard input"),
    ],
    forms: [.init(.serve, operands: [.init("SCHEMA", .optional, summary: "a manifest, or a JSON Schema")])],
    options: [.lines, .serve, .format, .formats, .schema, .schemaRoot, .output],
    examples: [
      .init("One payload against a schema", "handoff validate plan.schema.json plan.json"),
      .init(
        "A log of payloads against what an agent promises",
        "handoff validate 'system.json#/contracts/seat.booking' --lines bookings.jsonl"),
      .init(
        "A schema in two files",
        "handoff validate --schema definitions.json deployment.schema.json payload.json"),
      .init("From another program", "generate | handoff validate plan.schema.json --lines -"),
      .init("In front of an agent in another language", "handoff validate --serve system.json"),
    ],
    statuses: [
      "every payload is valid (with --serve: the input has ended)", "a payload is invalid or not JSON",
    ])

  /// The longest payload that is read without --lines, in bytes.
  private static let payloadLimit = 256 << 20

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
    guard arguments.has(.serve) else { return }
    for option: OptionDescription in [.lines, .format, .output] where arguments.has(option) {
      throw UsageError(
        command: arguments.command,
        .meaninglessOption(
          option.name, because: "--serve reads requests and writes answers, one JSON object a line"))
    }
    if let schema = arguments.operands.first, DocumentFile.split(schema).file == "-" {
      throw UsageError(
        command: arguments.command,
        .meaninglessOption("serve", because: "standard input carries the requests; name a file for SCHEMA"))
    }
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let formats: SchemaOptions.FormatMode = arguments.text(.formats) == "assert" ? .assertion : .annotation
    if arguments.has(.serve) {
      var judges = ServedJudges(
        options: SchemaOptions(formats: formats), sources: SchemaSources(arguments), in: surroundings)
      if let standing = arguments.operands.first { try judges.stand(by: standing) }
      var server = ValidationServer(judges: judges)
      do throws(FileError) { try server.run(in: surroundings) } catch { throw CommandError(error) }
      return .clean
    }
    try refuseSwapped()
    let schema = try DocumentFile.schema(
      arguments.operands[0], options: SchemaOptions(formats: formats),
      sources: SchemaSources(arguments), in: surroundings)
    let writer = try ResultWriter(arguments, in: surroundings)
    var report = ValidationReport(
      writer: writer, isJSON: arguments.text(.format) == "json",
      style: TextStyle(usesColor: writer.usesColor(in: surroundings)))
    let progress = Progress(in: surroundings)
    try report.start(schema: arguments.operands[0])
    var failures: [String] = []
    for file in arguments.operands.dropFirst() {
      do throws(CommandError) {
        if arguments.has(.lines) {
          try await validateLines(file, by: schema, into: &report, progress)
        } else {
          try validate(file, by: schema, into: &report)
        }
      } catch {
        // The other files still count; the run as a whole is then not complete.
        if error.lines.isEmpty { throw error }
        failures += error.lines
      }
    }
    progress.clear()
    try report.end(complete: failures.isEmpty && report.summary.undecided == 0)
    if !failures.isEmpty { throw CommandError(lines: failures) }
    // What nobody can tell is no pass.
    if report.summary.undecided > 0 { return .failed }
    return report.summary.invalid + report.summary.notJSON > 0 ? .findings : .clean
  }

  /// A payload where the schema is expected is a schema that accepts everything, and would call a schema valid.
  private func refuseSwapped() throws(CommandError) {
    let (name, file) = (arguments.operands[0], arguments.operands[1])
    guard ![name, file].contains(where: { $0 == "-" || PeerWait.isNeeded(for: $0) }), !name.contains("#"),
      let schema = try? DocumentFile.json(name, expected: "a JSON Schema").value, schema.saysNothingAsSchema
    else { return }
    // As JSON and as a place in a file, as it would stand for a schema.
    let operand = DocumentFile.split(file)
    guard let other = try? DocumentFile.json(operand.file, expected: "a JSON payload").value else { return }
    let isManifest = SchemaHosts.manifests.include(other)
    guard isManifest || other.looksLikeSchema else { return }
    let place = isManifest && operand.fragment.isEmpty ? "#/contracts/NAME" : ""
    throw CommandError(lines: [
      "\(TerminalText.line(name)): no schema, while \(TerminalText.line(file)) is a"
        + " \(isManifest ? "manifest" : "schema"); the schema comes first: handoff validate"
        + " \(TerminalText.line(file + place)) \(TerminalText.line(name))"
    ])
  }

  private func validate(
    _ file: String, by schema: Schema, into report: inout ValidationReport
  ) throws(CommandError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try InputFile.read(file, expected: "a JSON payload", limit: Self.payloadLimit)
    } catch {
      throw CommandError(error)
    }
    let result = ValidationResult(file: InputFile.label(file), judging: bytes, by: schema)
    var summary = ValidationSummary()
    summary.add(result)
    try report.add([result], summary)
  }

  private func validateLines(
    _ file: String, by schema: Schema, into report: inout ValidationReport, _ progress: Progress
  ) async throws(CommandError) {
    let validation = LineValidation(schema: schema, file: file, width: SystemCall.coreCount)
    var partial = report
    defer { report = partial }
    try await validation.run { judgement throws(FileError) in
      if !judgement.refused.isEmpty { progress.makeWay() }
      try partial.write(judgement.refused, judgement.summary)
      let summary = partial.summary
      progress.show(ValidationRendering.text(summary).filter { $0 != "\n" })
    }
  }
}
