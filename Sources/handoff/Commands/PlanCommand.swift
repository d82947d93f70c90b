import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema

/// `handoff plan SYSTEM`.
struct PlanCommand: Command {
  static let description = CommandDescription(
    name: "plan",
    summary: "Show in which order agents get work, what waits for what, and what a failure blocks",
    discussion: [
      "Agents are sorted into stages: an agent stands behind all that hand work to it when all goes well. Where agents"
        + " say how many \"seconds\" they may take, the way that takes longest is named, and how much is gained by"
        + " working side by side.",
      "For each declared failure it says which agents then get nothing, and where the work ends.",
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input")],
    options: [.documentFormat, .schemaRoot, .output],
    examples: [
      .init("Plan a run", "handoff plan system.json"),
      .init("For a pull request", "handoff plan system.json --format markdown"),
    ],
    statuses: ["the plan was written", "never"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let system = try SystemFile.read(
      arguments.operands[0], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let writer = try ResultWriter(arguments, in: surroundings)
    let plan = SystemPlan(system)
    try writer.finish(with: plan, format: arguments.text(.documentFormat), in: surroundings)
    return .clean
  }
}
