import HandoffReports

/// What `--help` prints.
package enum HelpText {
  /// Help on the program as a whole.
  package static func overview(_ commands: [CommandDescription]) -> String {
    var lines = [CommandTable.purpose, "", "Usage: handoff COMMAND [arguments] [options]", "", "Commands:"]
    lines += TextColumns.definitions(
      commands.map { ($0.name, $0.summary) })
    lines += ["", "Options:"]
    lines += TextColumns.definitions(CommandTable.globalOptions.map { ($0.usage, $0.explanation) })
    lines += ["", "Begin with:"]
    lines += commands.prefix(2).flatMap { $0.examples.prefix(1) }.flatMap(example)
    lines += exitStatus(ToolStatus.meanings)
    lines += ["", "\"handoff COMMAND --help\" explains one command."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Help on one command.
  package static func command(_ command: CommandDescription) -> String {
    var lines = TextColumns.wrapped(command.summary + ".")
    lines += ["", "Usage: " + command.usages.joined(separator: "\n       ")]
    for paragraph in command.discussion { lines += [""] + TextColumns.wrapped(paragraph) }
    if !command.operands.isEmpty {
      lines += ["", "Arguments:"]
      lines += TextColumns.definitions(command.operands.map { ($0.name, $0.summary) })
    }
    lines += ["", "Options:"]
    lines += TextColumns.definitions(command.options.map { ($0.usage, $0.explanation) })
    if !command.examples.isEmpty {
      lines += ["", "Examples:"]
      lines += command.examples.flatMap(example)
    }
    lines += exitStatus(command.statusMeanings)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func example(_ example: CommandDescription.Example) -> [String] {
    ["  # " + example.purpose, "  " + example.call]
  }

  private static func exitStatus(_ meanings: [String]) -> [String] {
    ["", "Exit status:"] + TextColumns.definitions(meanings.enumerated().map { ("\($0.offset)", $0.element) })
  }
}

extension CommandDescription {
  /// What the exit statuses mean, from 0.
  package var statusMeanings: [String] {
    statuses.isEmpty ? ToolStatus.meanings : statuses + [ToolStatus.meanings[2]]
  }
}
