import HandoffContracts
import HandoffRouting

/// `handoff checklist SYSTEM`.
struct ChecklistCommand: DocumentCommand {
  static let description = CommandDescription(
    documentCommand: "checklist",
    summary: "Answer the eight questions to ask before a system of agents is built",
    discussion: [
      "Tasks, graph, contracts, shared state, failures, observability, escalation, pattern: each is answered with yes, no"
        + " or \"cannot tell\" from the declaration, with the reason and the findings that speak against it. Accepted"
        + " findings count: an allowance makes a finding known, it does not make it untrue."
    ],
    examples: [
      .init("Before building", "handoff checklist system.json"),
      .init("For a pull request", "handoff checklist system.json --format markdown"),
    ],
    statuses: [
      "every question is answered with yes", "a question is answered with no, or cannot be answered",
    ],
    further: [.quiet])

  let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  static func document(of system: AgentSystem) -> SystemChecklist { SystemChecklist(system) }

  static func status(of checklist: SystemChecklist) -> ToolStatus {
    checklist.isComplete ? .clean : .findings
  }
}
