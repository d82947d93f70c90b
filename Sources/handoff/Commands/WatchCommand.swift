import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffSchema

/// `handoff watch SYSTEM`.
struct WatchCommand: Command {
  static let description = CommandDescription(
    name: "watch", summary: "Audit and check a system again whenever one of its files changes",
    discussion: [
      "Watched are the manifest, the schema files that it refers to, its examples, and the files that the commands of"
        + " its consumers name, such as agent.py in \"python3 agent.py\". Each run is handoff audit and, where somebody"
        + " consumes payloads, handoff check, with the options given here. Ctrl-C ends it: during a check with what"
        + " was found so far."
    ],
    operands: [.init("SYSTEM.json", summary: "the manifest of an agent system")],
    options: [
      .handoff, .consumer, .http, .allowRemote, .cases, .seed, .jobs, .timeout, .startTimeout, .perCase,
      .time,
      .tolerate, .noMemory, .failOn, .all, .baseline, .schemaRoot, .color, .noProgress,
    ],
    examples: [
      .init("While you write an agent", "handoff watch system.json"),
      .init("One handoff, quickly", "handoff watch system.json --handoff 'researcher->writer' --cases 200"),
    ],
    statuses: ["it was ended with Ctrl-C", "never"])

  /// How often files are looked at.
  private static let interval = Duration.milliseconds(250)
  /// How long nothing may change before a run begins: editors write a file in several steps.
  private static let calm = Duration.milliseconds(150)
  /// The most files that are named as changed.
  private static let shownNames = 3

  private let arguments: ParsedArguments
  private let audit: AuditCommand
  private let check: CheckCommand

  init(_ arguments: ParsedArguments) throws(UsageError) {
    guard arguments.operands[0] != "-" else {
      throw UsageError(
        command: arguments.command,
        .badOperand(name: "SYSTEM.json", found: "-", known: ["a file: standard input never changes"]))
    }
    self.arguments = arguments
    audit = try AuditCommand(arguments.forwarded(to: AuditCommand.description))
    check = try CheckCommand(arguments.forwarded(to: CheckCommand.description))
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let file = arguments.operands[0]
    // A name that leads nowhere is mistyped; one that stops to lead anywhere is being written.
    if FileIdentity(file) == nil {
      do throws(FileError) { SystemCall.close(try InputFile.open(file)) } catch { throw CommandError(error) }
    }
    var files = WatchedFiles()
    files.watch([file])
    var reason = "first run"
    defer { Interruption.ignore() }
    while !Task.isCancelled {
      // As they are before the run: what changes meanwhile is another run.
      let system = WatchedSystem(arguments, in: surroundings)
      if let system { files.watchOnly(system.files) }
      try tell(heading(reason), in: surroundings)
      await runOnce(system, in: surroundings)
      guard !Task.isCancelled else { break }
      try? surroundings.errors.write(
        "handoff watch: watching \(Counted.text(files.count, "file")); Ctrl-C ends it\n")
      Interruption.expect()
      guard let changed = await changes(of: &files) else { break }
      Interruption.ignore()
      let shown = changed.prefix(Self.shownNames).map { TerminalText.line($0) }.joined(separator: ", ")
      let more = changed.count > Self.shownNames ? " and \(changed.count - Self.shownNames) more" : ""
      reason = "\(shown)\(more) changed"
    }
    return .clean
  }

  /// What is wrong is told and ends nothing: the file is being worked on.
  private func runOnce(_ system: WatchedSystem?, in surroundings: Surroundings) async {
    do throws(CommandError) {
      _ = try await audit.run(in: surroundings)
      guard let system, system.hasConsumer, !Task.isCancelled else { return }
      try tell("\n", in: surroundings)
      _ = try await check.run(in: surroundings)
    } catch {
      for line in error.lines { try? surroundings.errors.write(line + "\n") }
    }
  }

  /// Waits for files to change, and for a moment in which none does; `nil` where the user has had enough.
  private func changes(of files: inout WatchedFiles) async -> [String]? {
    var changed: [String] = []
    while true {
      do {
        try await Task.sleep(for: changed.isEmpty ? Self.interval : Self.calm)
      } catch {
        return nil
      }
      let more = files.takeChanges()
      if more.isEmpty, !changed.isEmpty { return changed }
      for name in more where !changed.contains(where: { $0.hasSameCodePoints(as: name) }) {
        changed.append(name)
      }
    }
  }

  private func heading(_ reason: String) -> String {
    let text = "── \(WallClock.time) · \(reason) "
    return "\n" + text + String(repeating: "─", count: max(2, TextColumns.width - text.count)) + "\n"
  }

  private func tell(_ text: String, in surroundings: Surroundings) throws(CommandError) {
    do throws(FileError) {
      try surroundings.output.write(text)
      try surroundings.output.flush()
    } catch {
      throw CommandError(error)
    }
  }
}
