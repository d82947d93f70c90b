import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema

/// `handoff graph SYSTEM`.
struct GraphCommand: Command {
  static let description = CommandDescription(
    name: "graph", summary: "Draw the agents of a system and the handoffs between them",
    discussion: [
      "Loops, failure routes, returns, humans and what the audit found are told by shape as well as by colour. SVG is"
        + " drawn without any other program; Mermaid is what GitHub and GitLab draw in Markdown.",
      "A system of more than \(GraphModel.agentLimit) agents is shown as groups; --around AGENT shows a part of it.",
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input")],
    options: [.graphFormat, .around, .depth, .schemaRoot, .output],
    examples: [
      .init("For a README", "handoff graph system.json"),
      .init("A picture", "handoff graph system.json --format svg --output routing.svg"),
      .init("One agent and its neighbours", "handoff graph system.json --around planner --depth 2"),
    ],
    statuses: ["the picture was written", "never"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let system = try SystemFile.read(
      arguments.operands[0], schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    let writer = try ResultWriter(arguments, in: surroundings)
    var model = GraphModel(system, report: RoutingAudit().audit(system))
    if let name = arguments.text(.around) {
      guard let part = model.around(name, depth: arguments.integer(.depth) ?? 1) else {
        let nearest = NearestName.of(name, among: system.agents.map(\.name))
        let hint = nearest.map { "; did you mean \(TerminalText.quoted($0))?" } ?? ""
        throw CommandError(lines: ["handoff graph: no agent is called \(TerminalText.quoted(name))\(hint)"])
      }
      model = part
    }
    model = model.grouped()
    switch arguments.text(.graphFormat) {
    case "dot": try writer.finish(with: model.dot)
    case "svg": try writer.finish(with: model.svg)
    case "html": try writer.finish(with: model.html(version: ToolVersion.number))
    case "json": try writer.finish(with: model.json.text(.pretty) + "\n")
    default: try writer.finish(with: model.mermaid)
    }
    return .clean
  }
}
