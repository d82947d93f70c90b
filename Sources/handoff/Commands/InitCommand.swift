import HandoffChecking
import HandoffSchema

/// `handoff init [DIR]`.
struct InitCommand: Command {
  static let description = CommandDescription(
    name: "init", summary: "Write what a project needs in order to check its handoffs",
    discussion: [
      "Looks at the folder first: a Swift package and its tests, a Python or Node project, a manifest that is there, the"
        + " framework that its agents are written with, and where it is built. Then it writes a small system that runs"
        + " (or, for a framework that can export its agents, says how to import them), its tests, a workflow for CI, a"
        + " hook for pre-commit and a folder for fixtures.",
      "No file that is there is ever changed. The last lines say which commands to run next.",
    ],
    operands: [.init("DIR", .optional, summary: "the project; the current folder where it is not given")],
    options: [.dryRun, .show, .language, .source],
    examples: [
      .init("See what would be written", "handoff init --dry-run"),
      .init("Write it", "handoff init"),
      .init("Print one of the files", "handoff init --show .gitlab/handoff.yml"),
    ],
    statuses: ["the files are there", "never"])

  private let arguments: ParsedArguments
  private let folder: String

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
    folder = arguments.operands.first ?? "."
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    guard let real = RealPath(folder), real.isFolder else {
      throw CommandError(lines: ["\(TerminalText.line(folder)): this is no folder; name the project's"])
    }
    let project = Project(lookingAt: ProjectWalk(folder))
    let language = arguments.text(.language).flatMap(Project.Language.init)
    let plan = InitPlan(
      for: project, language: language, source: arguments.text(.source) ?? OwnPackage.folder())
    do throws(FileError) {
      if let name = arguments.text(.show) {
        try surroundings.output.write(try text(of: name, in: plan))
      } else {
        let outcome = try write(plan)
        for line in report(plan, outcome) { try surroundings.output.write(TerminalText.line(line) + "\n") }
      }
      try surroundings.output.flush()
    } catch {
      throw CommandError(error)
    }
    return .clean
  }

  private func text(of name: String, in plan: InitPlan) throws(FileError) -> String {
    if let file = plan.files.first(where: { $0.path.hasSameCodePoints(as: name) }) { return file.text }
    let known = plan.files.map(\.path).joined(separator: ", ")
    throw FileError(file: name, .system("this file would not be written; these would: \(known)"))
  }

  /// Which of the files were not there.
  private func write(_ plan: InitPlan) throws(FileError) -> [Bool] {
    var isNew: [Bool] = []
    for file in plan.files {
      let name = "\(folder)/\(file.path)"
      isNew.append(
        arguments.has(.dryRun) ? !NewFile.isThere(name) : try NewFile.write(name, file.text))
    }
    return isNew
  }

  /// What to do about a file that is there.
  private func remedy(_ file: InitPlan.File) -> String {
    let bytes = try? InputFile.read(
      "\(folder)/\(file.path)", expected: "a text", limit: ProjectWalk.fileLimit)
    if bytes?.elementsEqual(file.text.utf8) == true { return "the same as what would be written" }
    return file.otherwise ?? "handoff init --show \(file.path) prints what would be written"
  }

  private func report(_ plan: InitPlan, _ isNew: [Bool]) -> [String] {
    let width = plan.files.map(\.path.count).max() ?? 0
    let row = { (file: InitPlan.File, text: String) in
      "  " + file.path + String(repeating: " ", count: width - file.path.count) + "  " + text
    }
    var lines = plan.remarks
    let files = zip(plan.files, isNew)
    let written = files.filter(\.1).map { row($0.0, $0.0.purpose) }
    let left = files.filter { !$0.1 }.map { row($0.0, remedy($0.0)) }
    if !written.isEmpty { lines += [arguments.has(.dryRun) ? "would write:" : "written:"] + written }
    if !left.isEmpty { lines += ["there already, and left as it is:"] + left }
    if !plan.preparation.isEmpty { lines += ["first:"] + plan.preparation.map { "  " + $0 } }
    let move = folder == "." ? [] : ["cd \(CompletionScript.quotedIfNeeded(folder))"]
    return lines + ["next:"] + (move + plan.commands).map { "  " + $0 }
  }
}
