import HandoffReports
import HandoffRouting
import HandoffSchema

/// `handoff rules`.
struct RulesCommand: Command {
  static let description = CommandDescription(
    name: "rules", summary: "List the rules of the audit with their severity",
    options: [.format, .output],
    examples: [.init("All rules", "handoff rules")], statuses: ["the rules were listed", "never"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let writer = try ResultWriter(arguments, in: surroundings)
    let rules = RuleRegistry.infos
    if arguments.text(.format) == "json" {
      try writer.finish(with: RuleRendering.json(rules).text(.pretty) + "\n")
    } else {
      let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
      try writer.finish(with: RuleRendering.text(rules, style: style))
    }
    return .clean
  }
}
