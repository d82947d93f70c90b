extension CompletionScript {
  static func fish(_ commands: [CommandDescription]) -> String {
    var lines = ["complete -c handoff -f"]
    for option in CommandTable.globalOptions {
      lines.append(fishOption(option, condition: "__fish_use_subcommand"))
    }
    for command in commands {
      let condition = "__fish_seen_subcommand_from \(command.name)"
      lines.append(
        "complete -c handoff -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))")
      lines += command.options.map { fishOption($0, condition: condition) }
      for operand in command.operands {
        switch operand.completion {
        case .files: lines.append("complete -c handoff -n \(quoted(condition)) -F")
        case .names(let kind):
          lines.append("complete -c handoff -n \(quoted(condition)) -a '(__handoff_names \(kind.rawValue))'")
        case .words(let words):
          lines.append(
            "complete -c handoff -n \(quoted(condition)) -a \(quoted(words.joined(separator: " ")))")
        }
      }
    }
    let head = ["# Load with: handoff completion fish | source"] + fishNames
    return (head + unique(lines)).joined(separator: "\n") + "\n"
  }

  /// Asks the program for what the first file of the line declares.
  private static let fishNames = [
    "function __handoff_names",
    "  for word in (commandline -opc)[3..]",
    "    if test -f $word",
    "      handoff '\(CompletionNames.word)' $argv[1] $word 2>/dev/null",
    "      return",
    "    end",
    "  end",
    "end",
    "function __handoff_contracts",
    "  handoff '\(CompletionNames.word)' \(CompletionNames.Kind.contracts.rawValue) (string split -m 1 -f 1 '#' -- (commandline -ct)) 2>/dev/null",
    "end",
    "complete -c handoff -n 'string match -q \"*#*\" -- (commandline -ct)' -a '(__handoff_contracts)'",
  ]

  private static func fishOption(_ option: OptionDescription, condition: String) -> String {
    var line = "complete -c handoff -n \(quoted(condition)) -l \(option.name)"
    if let letter = option.letter { line += " -s \(letter)" }
    switch option.value {
    case .none: break
    case .choice(let words): line += " -x -a \(quoted(words.joined(separator: " ")))"
    case .name(let kind, _): line += " -x -a '(__handoff_names \(kind.rawValue))'"
    case .file: line += " -r -F"
    default: line += " -x"
    }
    return line + " -d \(quoted(option.summary))"
  }

  private static func unique(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }
}
