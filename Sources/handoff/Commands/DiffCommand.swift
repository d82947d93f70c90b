import HandoffContracts
import HandoffReports
import HandoffSchema

/// `handoff diff OLD NEW`.
struct DiffCommand: Command {
  static let description = CommandDescription(
    name: "diff",
    summary: "Say what changed between two versions of a system's contracts, and whom that breaks",
    discussion: [
      "OLD and NEW are manifests, or one contract of each: system.json#/contracts/NAME. Each contract is identical,"
        + " compatible (other words), widening (readers may break), narrowing (writers may break) or breaking, with"
        + " a payload for each side that breaks, the version step that semver requires, and the agents to look at."
    ],
    operands: [
      .init("OLD", summary: "the manifest as it was, or FILE#/contracts/NAME"),
      .init("NEW", summary: "the manifest as it is, or FILE#/contracts/NAME"),
    ],
    options: [.failOnChange, .format, .output],
    examples: [
      .init("Before a release", "handoff diff released.json system.json"),
      .init("Nothing may change", "handoff diff released.json system.json --fail-on any"),
    ],
    statuses: ["nothing at or above the threshold of --fail-on changed", "something did"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let (old, oldName) = try operand(0)
    let (new, newName) = try operand(1)
    guard (oldName == nil) == (newName == nil) else {
      throw CommandError(lines: [
        "handoff diff: compare two manifests, or one contract of each with #/contracts/NAME"
      ])
    }
    var diff: SystemDiff
    do throws(SchemaError) {
      diff = try SystemDiff(from: old, to: new)
    } catch {
      throw CommandError(lines: ["handoff diff: \(TerminalText.line("\(error)"))"])
    }
    if let newName, let oldName {
      diff.contracts.removeAll { !$0.isAbout(newName) && !$0.isAbout(oldName) }
      (diff.addedAgents, diff.removedAgents, diff.addedHandoffs, diff.removedHandoffs) = ([], [], [], [])
    }
    let writer = try ResultWriter(arguments, in: surroundings)
    if arguments.text(.format) == "json" {
      try writer.finish(with: DiffRendering.json(diff).text(.pretty) + "\n")
    } else {
      let style = TextStyle(usesColor: writer.usesColor(in: surroundings))
      try writer.finish(with: DiffRendering.text(diff, style: style))
    }
    let isAny = arguments.text(.failOnChange) == "any"
    return (isAny ? diff.hasContractChange : diff.hasBreakingChange) ? .findings : .clean
  }

  /// A manifest, and the name of the contract where only one is meant.
  private func operand(_ place: Int) throws(CommandError) -> (AgentSystem, String?) {
    let text = arguments.operands[place]
    guard let mark = text.firstIndex(of: "#") else { return (try SystemFile.read(text), nil) }
    let system = try SystemFile.read(String(text[..<mark]))
    let pointer = JSONPointer(parsing: String(text[text.index(after: mark)...]))
    guard let tokens = pointer?.tokens, tokens.count == 2, tokens[0] == "contracts",
      let contract = system.contract(named: tokens[1])
    else {
      let known = system.contracts.map { TerminalText.quoted($0.name) }.joined(separator: ", ")
      throw CommandError(lines: [
        "\(TerminalText.line(text)): no such contract; write #/contracts/NAME; the contracts are \(known)"
      ])
    }
    return (system, contract.name)
  }
}

extension ContractDiff {
  fileprivate func isAbout(_ contract: String) -> Bool { ExactString(name) == ExactString(contract) }
}
