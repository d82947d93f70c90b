extension CompletionScript {
  static func zsh(_ commands: [CommandDescription]) -> String {
    var lines =
      [
        "#compdef handoff",
        "# Load with: source <(handoff completion zsh)",
      ] + zshNames + [
        "_handoff() {",
        "  local -a commands=(",
      ]
    lines += commands.map { "    " + quoted(described($0.name, $0.summary)) }
    lines += [
      "  )",
      "  if (( CURRENT == 2 )); then",
      "    _describe -t commands command commands",
      "    _arguments " + CommandTable.globalOptions.map { quoted(zshOption($0)) }.joined(separator: " "),
      "    return",
      "  fi",
      "  local command=$words[2]",
      "  shift words",
      "  (( CURRENT-- ))",
      "  case $command in",
    ]
    for command in commands {
      let arguments = command.options.map(zshOption) + command.operands.map(zshOperand)
      lines.append("    \(command.name))")
      lines.append("      _arguments " + arguments.map(quoted).joined(separator: " \\\n        "))
      lines.append("      ;;")
    }
    lines += ["  esac", "}", "compdef _handoff handoff"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Asks the program for what the first file of the line declares.
  private static let zshNames = [
    "_handoff_offer() {",
    "  local -a names=(${(f)\"$(handoff '\(CompletionNames.word)' $1 $2 2>/dev/null)\"})",
    "  compadd -a names",
    "}",
    "_handoff_names() {",
    "  local file",
    "  for file in \"${(@Q)words[2,CURRENT-1]}\"; do",
    "    if [[ $file != -* && -f $file ]]; then",
    "      _handoff_offer $1 $file",
    "      return",
    "    fi",
    "  done",
    "  return 1",
    "}",
    "_handoff_files() {",
    "  local file=${${(Q)PREFIX}%%\\#*}",
    "  if [[ $PREFIX == *\\#* && -f $file ]]; then",
    "    _handoff_offer \(CompletionNames.Kind.contracts.rawValue) $file",
    "  else",
    "    _files",
    "  fi",
    "}",
  ]

  private static func zshOption(_ option: OptionDescription) -> String {
    let spelling = (option.isRepeatable ? "*" : "") + "--" + option.name
    let head = "\(spelling)\(option.placeholder == nil ? "" : "=")[\(escaped(option.summary))]"
    return switch option.value {
    case .none: head
    case .choice(let words): head + ":\(option.name):(\(words.joined(separator: " ")))"
    case .name(let kind, _): head + ":\(option.name): _handoff_names \(kind.rawValue)"
    case .file: head + ":file:_files"
    default: head + ":\(option.name): "
    }
  }

  private static func zshOperand(_ operand: CommandDescription.Operand) -> String {
    let count =
      switch operand.count {
      case .one: ":"
      case .optional: "::"
      case .oneOrMore: "*:"
      }
    return switch operand.completion {
    case .files: "\(count)\(escaped(operand.name)): _handoff_files"
    case .names(let kind): "\(count)\(escaped(operand.name)): _handoff_names \(kind.rawValue)"
    case .words(let words): "\(count)\(escaped(operand.name)):(\(words.joined(separator: " ")))"
    }
  }

  private static func described(_ name: String, _ text: String) -> String { "\(name):\(escaped(text))" }

  /// Within a specification colons and brackets have a meaning.
  private static func escaped(_ text: String) -> String {
    text.map { ":[]\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
