import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffSchema
import HandoffTraffic

/// `handoff doctor SYSTEM`.
struct DoctorCommand: Command {
  static let description = CommandDescription(
    name: "doctor", summary: "Say what would not work on this machine, and what to do about it",
    discussion: [
      "Tried are: reading the manifest; for each agent with a \"command\" its folder, its program, variables that"
        + " only a shell would fill in, starting it and its answer to one payload; each --consumer and --http; the"
        + " shell that ends programs which are left; the folder in which failures are kept. What the answer says does"
        + " not matter here: that is for handoff check.",
      "Programs are started, as handoff check starts them.",
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system; - is standard input")],
    options: [
      .consumer, .http, .allowRemote, .timeout, .startTimeout, .perCase, .format, .schemaRoot, .output,
      .quiet,
    ],
    examples: [
      .init("Will check run here?", "handoff doctor system.json"),
      .init(
        "With an agent behind an address", "handoff doctor system.json --http 'a->b=http://localhost:8080/'"),
    ],
    statuses: ["everything that was tried works", "something would not work"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let file = arguments.operands[0]
    let label = InputFile.label(file)
    let system: AgentSystem
    do throws(CommandError) {
      system = try SystemFile.read(file, schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    } catch {
      let state = Examination.State.fails(
        why: error.lines.joined(separator: "; "), remedy: "mend the manifest; docs/manifest.md describes it")
      let report = DoctorReport(system: nil, file: label, [Examination(.manifest, label, state)])
      try write(report, .failed, in: surroundings)
      return .failed
    }
    var found = [Examination(.manifest, label, .works)]
    let folder = SystemFile.folder(of: file, in: surroundings)
    let traffic = Traffic(system)
    var choice = ConsumerChoice(system, traffic.structure, manifestFolder: folder)
    try choice.choose(consumers: arguments.texts(.consumer), in: surroundings)
    try choice.choose(endpoints: arguments.texts(.http), allowsRemote: arguments.has(.allowRemote))
    found.append(PlatformExamination.ending())
    if file != "-" { found.append(PlatformExamination.memory(in: folder)) }
    var examiner = ConsumerExaminer(
      traffic, choice, manifestFolder: folder, in: surroundings.environment, ProgramConduct(arguments))
    found += await examiner.examine()
    let report = DoctorReport(system: system.name, file: label, found)
    let status: ToolStatus = report.failures == 0 ? .clean : .findings
    try write(report, status, in: surroundings)
    return status
  }

  private func write(
    _ report: DoctorReport, _ status: ToolStatus, in surroundings: Surroundings
  ) throws(CommandError) {
    let writer = try ResultWriter(arguments, in: surroundings)
    guard arguments.text(.format) != "json" else {
      return try writer.finish(with: report.json.text(.pretty) + "\n")
    }
    let isSilent = writer.isSilent(about: status, isText: true, in: surroundings)
    let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
    try writer.finish(with: isSilent ? "" : report.text(style: style))
  }
}
