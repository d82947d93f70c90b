import HandoffContracts
import HandoffRouting

/// `handoff plan SYSTEM`.
struct PlanCommand: DocumentCommand {
  static let description = CommandDescription(
    documentCommand: "plan",
    summary: "Show in which order agents get work, what waits for what, and what a failure blocks",
    discussion: [
      "Agents are sorted into stages: an agent stands behind all that hand work to it when all goes well. Where agents"
        + " say how many \"seconds\" they may take, the way that takes longest is named, and how much is gained by"
        + " working side by side.",
      "For each declared failure it says which agents then get nothing, and where the work ends.",
    ],
    examples: [
      .init("Plan a run", "handoff plan system.json"),
      .init("For a pull request", "handoff plan system.json --format markdown"),
    ],
    statuses: ["the plan was written", "never"])

  let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  static func document(of system: AgentSystem) -> SystemPlan { SystemPlan(system) }
}
