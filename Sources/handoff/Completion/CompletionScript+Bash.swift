extension CompletionScript {
  static func bash(_ commands: [CommandDescription]) -> String {
    var lines =
      [
        "# Load with: source <(handoff completion bash)"
      ] + bashNames + [
        "_handoff() {",
        "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}",
        "  COMPREPLY=()",
        "  if [[ $COMP_CWORD -eq 1 ]]; then",
        "    COMPREPLY=($(compgen -W \(quoted((commands.map(\.name) + globalWords).joined(separator: " "))) -- \"$word\"))",
        "    return",
        "  fi",
        "  case $command in",
      ]
    for command in commands {
      lines.append("    \(command.name))")
      lines += bashValues(command)
      let options = command.options.flatMap(\.spellings).joined(separator: " ")
      lines += [
        "      if [[ $word == -* ]]; then",
        "        COMPREPLY=($(compgen -W \(quoted(options)) -- \"$word\"))",
        "        return",
        "      fi",
      ]
      for case .words(let words) in command.operands.map(\.completion) {
        lines += [
          "      COMPREPLY=($(compgen -W \(quoted(words.joined(separator: " "))) -- \"$word\"))",
          "      return",
        ]
      }
      for case .names(let kind) in command.operands.map(\.completion) {
        lines.append("      _handoff_names \(kind.rawValue) && return")
      }
      lines.append("      ;;")
    }
    lines += [
      "  esac",
      "  if [[ $word == *'#'* && -f ${word%%'#'*} ]]; then",
      "    _handoff_offer \(CompletionNames.Kind.contracts.rawValue) \"${word%%'#'*}\"",
      "    return",
      "  fi",
      "  COMPREPLY=($(compgen -f -- \"$word\"))", "}", "complete -o filenames -F _handoff handoff",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static var globalWords: [String] { CommandTable.globalOptions.map { "--" + $0.name } }

  /// Asks the program for what the first file of the line declares; bash hands the word over with its opening quote.
  private static let bashNames = [
    "_handoff_offer() {",
    "  local name typed=${word#[\\'\\\"]}",
    "  while IFS= read -r name; do",
    "    [[ $name == \"$typed\"* ]] && COMPREPLY+=(\"$name\")",
    "  done < <(\"${COMP_WORDS[0]}\" '\(CompletionNames.word)' \"$1\" \"$2\" 2>/dev/null)",
    "}",
    "_handoff_names() {",
    "  local file",
    "  for file in \"${COMP_WORDS[@]:2:COMP_CWORD-2}\"; do",
    "    if [[ $file != -* && -f $file ]]; then",
    "      _handoff_offer \"$1\" \"$file\"",
    "      return 0",
    "    fi",
    "  done",
    "  return 1",
    "}",
  ]

  private static func bashValues(_ command: CommandDescription) -> [String] {
    var lines: [String] = []
    for option in command.options where option.placeholder != nil {
      let pattern = option.spellings.joined(separator: "|")
      switch option.value {
      case .choice(let words):
        lines.append(
          "        \(pattern)) COMPREPLY=($(compgen -W \(quoted(words.joined(separator: " "))) -- \"$word\")); return ;;"
        )
      case .name(let kind, _):
        lines.append("        \(pattern)) _handoff_names \(kind.rawValue); return ;;")
      case .file: lines.append("        \(pattern)) COMPREPLY=($(compgen -f -- \"$word\")); return ;;")
      default: lines.append("        \(pattern)) return ;;")
      }
    }
    return lines.isEmpty ? [] : ["      case $before in"] + lines + ["      esac"]
  }
}
