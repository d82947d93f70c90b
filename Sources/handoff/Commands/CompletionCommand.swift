import HandoffChecking

/// `handoff completion SHELL`.
struct CompletionCommand: Command {
  static let description = CommandDescription(
    name: "completion", summary: "Print a script that completes commands and options in a shell",
    operands: [
      .init(
        "SHELL", completion: .words(CompletionScript.Shell.allCases.map(\.rawValue)),
        summary: CompletionScript.Shell.allCases.map(\.rawValue).joined(separator: ", "))
    ],
    examples: [.init("Complete in this bash session", "source <(handoff completion bash)")],
    statuses: ["the script was printed", "never"])

  private let shell: CompletionScript.Shell

  init(_ arguments: ParsedArguments) throws(UsageError) {
    // The parser lets only known shells through.
    shell = CompletionScript.Shell(rawValue: arguments.operands[0]) ?? .bash
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let script = CompletionScript.script(for: shell, CommandTable.descriptions)
    do { try surroundings.output.write(script) } catch { throw CommandError(error) }
    return .clean
  }
}
