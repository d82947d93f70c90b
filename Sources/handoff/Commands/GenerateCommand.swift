import HandoffChecking
import HandoffFuzzing
import HandoffSchema

/// `handoff generate SCHEMA`.
struct GenerateCommand: Command {
  static let description = CommandDescription(
    name: "generate", summary: "Make payloads that a JSON Schema or a contract allows, or that break it",
    discussion: [
      "SCHEMA is read as by handoff validate: a file, FILE#/POINTER, or system.json#/contracts/NAME. Payloads are written"
        + " as JSON, one a line: the simplest one first, then one with everything, then small ones and larger ones.",
      "With --invalid each payload has one constraint broken, every constraint in every way before any comes again.",
    ],
    operands: [.init("SCHEMA", summary: "a JSON Schema, or FILE#/POINTER")],
    options: [.count, .seed, .invalid, .formats, .schemaRoot, .output],
    examples: [
      .init("A hundred payloads", "handoff generate plan.schema.json --count 100"),
      .init(
        "What an agent must refuse", "handoff generate 'system.json#/contracts/plan' --invalid --count 20"),
    ],
    statuses: ["the payloads were written", "never"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let formats: SchemaOptions.FormatMode = arguments.text(.formats) == "assert" ? .assertion : .annotation
    let name = arguments.operands[0]
    let schema = try DocumentFile.schema(
      name, options: SchemaOptions(formats: formats), schemaRoot: arguments.text(.schemaRoot),
      in: surroundings)
    let writer = try ResultWriter(arguments, in: surroundings)
    let seed = arguments.seed(.seed) ?? 1
    let make = maker(for: schema, seed: seed)
    var shortfalls: [String] = []
    for index in 0..<(arguments.integer(.count) ?? Self.usualCount) {
      let payload: JSONValue
      do throws(GenerationShortfall) {
        payload = try make(index)
      } catch {
        shortfalls.append(error.reason)
        // What fails so often fails for a reason that does not go away.
        if shortfalls.count >= Self.patience { break }
        continue
      }
      do throws(FileError) {
        try writer.write(payload.text() + "\n")
      } catch {
        throw CommandError(error)
      }
    }
    try writer.finish()
    if let first = shortfalls.first {
      throw CommandError(lines: [
        "\(TerminalText.line(name)): \(Counted.text(shortfalls.count, "payload")) could not be made:"
          + " \(TerminalText.line(first))"
      ])
    }
    return .clean
  }

  private static let usualCount = 10
  private static let patience = 100

  private func maker(
    for schema: Schema, seed: UInt64
  ) -> (Int) throws(GenerationShortfall) -> JSONValue {
    if arguments.has(.invalid) {
      let broken = BrokenPayloads(schema)
      return { index throws(GenerationShortfall) in try broken.payload(seed: seed, index: index).0 }
    }
    let generator = PayloadGenerator(schema)
    return { index throws(GenerationShortfall) in try generator.payload(seed: seed, index: index) }
  }
}
