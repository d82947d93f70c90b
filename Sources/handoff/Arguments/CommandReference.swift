/// The page `docs/cli.md`.
package enum CommandReference {
  /// The page for all commands.
  package static func markdown(_ commands: [CommandDescription]) -> String {
    var lines = [
      "# Command line", "",
      "This page is generated from the tables in `Sources/handoff`; a test compares the two and names the command",
      "that renews it.", "",
      CommandTable.purpose + " `handoff COMMAND --help` prints what stands here.", "",
      "| command | does |", "| --- | --- |",
    ]
    lines += commands.map { "| [`\($0.name)`](#\($0.name)) | \(cell($0.summary)) |" }
    lines += ["", "Results go to standard output, progress and errors to standard error. Exit status:", ""]
    lines += statuses(ToolStatus.meanings)
    lines += [
      "",
      "In a package that depends on this one, `swift package handoff …` runs it as a plugin. Swift Package Manager then"
        + " ends with `1` for every status but `0`, and says which it was: `error: Plugin ended with exit code 2`. A"
        + " script that tells the two apart runs `swift run handoff …`.",
      "",
      "Until a result is complete, `FILE.PID.tmp` grows beside the `FILE` of `--output`; only a run that is killed leaves"
        + " it there.",
    ]
    for command in commands { lines += section(command) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ command: CommandDescription) -> [String] {
    var lines = ["", "## \(command.name)", "", command.summary + ".", "", "```"] + command.usages + ["```"]
    for paragraph in command.discussion { lines += ["", paragraph] }
    if !command.operands.isEmpty {
      lines += ["", "| argument | meaning |", "| --- | --- |"]
      lines += command.operands.map { "| `\($0.name)` | \(cell($0.summary)) |" }
    }
    lines += ["", "| option | does |", "| --- | --- |"]
    lines += command.options.map { "| `\(cell($0.usage))` | \(cell($0.explanation)) |" }
    if !command.examples.isEmpty {
      lines += ["", "```"]
      lines += command.examples.flatMap { ["# " + $0.purpose, $0.call] }
      lines += ["```"]
    }
    if !command.statuses.isEmpty { lines += ["", "Exit status:", ""] + statuses(command.statusMeanings) }
    return lines
  }

  private static func statuses(_ meanings: [String]) -> [String] {
    meanings.enumerated().map { "- `\($0.offset)`: \($0.element)" }
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
