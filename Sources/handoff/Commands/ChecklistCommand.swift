import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema

/// `handoff checklist SYSTEM`.
struct ChecklistCommand: Command {
  static let description = CommandDescription(
    name: "checklist", summary: "Answer the eight questions to ask before a system of agents is built",
    discussion: [
      "Tasks, graph, contracts, shared state, failures, observability, escalation, pattern: each is answered with yes, no"
        + " or \"cannot tell\" from the declaration, with the reason and the findings that speak against it. Accepted"
        + " findings count: an allowance makes a finding known, it does not make it untrue."
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input")],
    options: [.documentFormat, .schemaRoot, .output],
    examples: [
      .init("Before building", "handoff checklist system.json"),
      .init("For a pull request", "handoff checklist system.json --format markdown"),
    ],
    statuses: [
      "every question is answered with yes", "a question is answered with no, or cannot be answered",
    ])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let system = try SystemFile.read(
      arguments.operands[0], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let checklist = SystemChecklist(system)
    let writer = try ResultWriter(arguments, in: surroundings)
    try writer.finish(with: checklist, format: arguments.text(.documentFormat), in: surroundings)
    return checklist.isComplete ? .clean : .findings
  }
}
