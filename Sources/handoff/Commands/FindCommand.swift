import HandoffChecking
import HandoffFuzzing
import HandoffReports
import HandoffSchema

/// `handoff find SCHEMA --command COMMAND`.
struct FindCommand: Command {
  static let description = CommandDescription(
    name: "find", summary: "Find the smallest payload of a schema that a program does not accept",
    discussion: [
      "SCHEMA is read as by handoff validate: a file, FILE#/POINTER, or system.json#/contracts/NAME. Valid payloads are"
        + " given to the program as lines of docs/consumer-protocol.md, with the handoff \"find\", until it refuses one,"
        + " answers with a failure, ends or does not answer in time; that payload is then made as small as it can be.",
      "No manifest is needed, and nothing is kept.",
    ],
    operands: [.init("SCHEMA", summary: "a JSON Schema, or a manifest with a pointer to a contract")],
    options: [
      .command, .triedPayloads, .seed, .timeout, .startTimeout, .perCase, .formats, .schema, .schemaRoot,
      .format, .output,
    ],
    examples: [
      .init("What does the writer not take?", "handoff find brief.schema.json --command 'python3 writer.py'")
    ],
    statuses: ["the program accepted every payload", "a payload was found that it does not accept"])

  private let arguments: ParsedArguments
  private let words: [String]

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
    guard let command = arguments.text(.command) else {
      throw UsageError(
        command: arguments.command, .missingOption(OptionDescription.command.name, placeholder: "COMMAND"))
    }
    do throws(CommandWords.Failure) {
      words = try CommandWords.split(command)
    } catch {
      throw UsageError(command: arguments.command, .badCommand(command, because: "\(error)"))
    }
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let formats: SchemaOptions.FormatMode = arguments.text(.formats) == "assert" ? .assertion : .annotation
    let schema = try DocumentFile.schema(
      arguments.operands[0], options: SchemaOptions(formats: formats), sources: SchemaSources(arguments),
      in: surroundings)
    let call = ProgramCall(words: words, folder: surroundings.folder)
    do throws(ProgramCall.Failure) {
      _ = try call.executable(in: surroundings.environment)
    } catch {
      throw CommandError(lines: ["handoff find: --command: \(error)"])
    }
    let consumer = ProcessConsumer(call, in: surroundings.environment, conduct, failureTag: "failure")
    defer { consumer.finish() }
    let refusals = Refusals(consumer)
    let found = await smallestPayload(of: schema, options: options) { await refusals.refuses($0) }
    if let mistake = refusals.mistake {
      throw CommandError(lines: [
        "handoff find: the program cannot be understood: \(TerminalText.line(mistake.what)); \(mistake.remedy)"
      ])
    }
    if let why = consumer.surrender, found.smallest == nil {
      throw CommandError(lines: ["handoff find: \(TerminalText.line(why))"])
    }
    guard found.smallest != nil || found.cases > 0 else {
      let why = found.shortfalls.first.map { ": \(TerminalText.line($0))" } ?? ""
      throw CommandError(lines: ["handoff find: no payload of the schema could be made\(why)"])
    }
    let writer = try ResultWriter(arguments, in: surroundings)
    let result = FoundRefusal(found, answer: found.smallest.flatMap { refusals.answer(to: $0.payload) })
    let isJSON = arguments.text(.format) == "json"
    let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
    try writer.finish(with: isJSON ? result.json.text(.pretty) + "\n" : result.text(style: style))
    return found.smallest == nil ? .clean : .findings
  }

  private var options: PayloadSearchOptions {
    PayloadSearchOptions(seed: arguments.seed(.seed) ?? 1, cases: arguments.integer(.triedPayloads) ?? 1_000)
  }

  private var conduct: ProgramConduct { ProgramConduct(arguments) }
}

/// What a program said to the payloads that it did not accept.
private final class Refusals {
  private let consumer: ProcessConsumer
  private var count = 0
  private var answers: [JSONValue: ConsumerAnswer] = [:]
  /// What makes every answer worthless.
  private(set) var mistake: ProtocolMistake?

  init(_ consumer: ProcessConsumer) { self.consumer = consumer }

  func refuses(_ payload: JSONValue) async -> Bool {
    guard mistake == nil, consumer.surrender == nil else { return false }
    let answer = await consumer.answer(
      HandoffCase(handoff: "find", index: count, content: .payload(payload)))
    count += 1
    switch answer {
    case .accepted: return false
    case .garbled(let found):
      mistake = found
      return false
    case .failure, .rejected, .crashed, .timedOut:
      answers[payload] = answer
      return true
    }
  }

  func answer(to payload: JSONValue) -> ConsumerAnswer? { answers[payload] }
}
