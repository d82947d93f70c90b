import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffRuntime
import HandoffSchema

/// `handoff route SYSTEM AGENT`.
struct RouteCommand: Command {
  static let description = CommandDescription(
    name: "route", summary: "Say where a payload goes when an agent has ended a visit with it, and why",
    discussion: [
      "AGENT has ended a visit with the payload in FILE. Every handoff of the agent is enabled or refused, with the"
        + " reason: it answers another outcome, its guard refuses the payload, an earlier handoff comes first, or"
        + " its limit is reached. Nothing is run.",
      "--taken 'A->B=2' says that the handoff was taken twice already, --taken B=3 that the agent was visited three"
        + " times. --outcome limit asks where a payload goes that arrives at AGENT beyond the agent's own limit.",
      "The condition of a handoff, a test in code, is not known here: such a handoff is enabled, and so is what is"
        + " taken where the condition fails.",
    ],
    operands: [
      .init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input"),
      .init("AGENT", completion: .names(.agents), summary: "the name of the agent"),
    ],
    options: [.payload, .outcome, .taken, .received, .schemaRoot, .format, .output],
    examples: [
      .init("Who gets this output?", "handoff route system.json researcher --payload findings.json"),
      .init(
        "What happens at the third time-out?",
        "handoff route system.json researcher --payload failure.json --outcome timed_out"
          + " --taken 'researcher->researcher=2'"),
      .init("From another program", "agent | handoff route system.json researcher --payload - --format json"),
    ],
    statuses: ["the routing was written", "never"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
    guard arguments.has(.payload) else {
      throw UsageError(
        command: arguments.command, .missingOperand("--payload FILE", usage: Self.description.usage))
    }
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let system = try SystemFile.read(
      arguments.operands[0], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let router = Router(system)
    let names = RunNames(router)
    let agent = try names.agent(arguments.operands[1])
    let outcome = try names.outcome(arguments.text(.outcome) ?? "output", of: agent)
    let counts = try names.counts(arguments.texts(.taken))
    var visit = Visit(of: agent, outcome, payload: try payload(arguments.text(.payload) ?? "-"))
    visit.received = try arguments.text(.received).map { name throws(CommandError) in try payload(name) }
    let writer = try ResultWriter(arguments, in: surroundings)
    let report: RouteReport
    do throws(SchemaError) {
      report = try RouteReport(router, visit, after: counts)
    } catch {
      throw CommandError(lines: ["handoff route: \(TerminalText.line("\(error)"))"])
    }
    guard arguments.text(.format) == "json" else {
      let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
      try writer.finish(with: report.text(style: style))
      return .clean
    }
    try writer.finish(with: report.json.text(.pretty) + "\n")
    if let breach = report.breach {
      let file = InputFile.label(arguments.text(.payload) ?? "-")
      // The routing stands; where this cannot be said, its "offered" still tells.
      try? surroundings.errors.write("\(TerminalText.line(file)): \(breach)\n")
    }
    return .clean
  }

  private func payload(_ file: String) throws(CommandError) -> JSONValue {
    try DocumentFile.json(file, expected: "a JSON payload").value
  }
}
