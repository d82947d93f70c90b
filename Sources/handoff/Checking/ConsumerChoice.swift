import HandoffContracts
import HandoffReports
import HandoffSchema

/// Which program consumes each handoff of a system.
struct ConsumerChoice {
  /// One program per handoff, in declaration order; `nil` where nobody names one.
  private(set) var calls: [ProgramCall?]
  let names: [String]

  /// Takes the commands of the manifest, overridden by those of the command line.
  ///
  /// - Throws: ``CommandError`` for a `--consumer` that cannot be understood, and for a program that does not
  ///   exist.
  init(
    _ system: AgentSystem, consumers: [String], manifestFolder: String, in surroundings: Surroundings
  ) throws(CommandError) {
    names = system.handoffNames
    let index = SystemIndex(system)
    calls = system.handoffs.map { handoff in
      let agent = index.agent(named: handoff.to).map { system[$0] }
      guard let words = agent?.command, !words.isEmpty else { return nil }
      return ProgramCall(words: words, folder: manifestFolder)
    }
    for text in consumers {
      let (place, words) = try Self.parse(text, names)
      calls[place] = ProgramCall(words: words, folder: surroundings.folder)
    }
    for (place, call) in calls.enumerated() {
      guard let call else { continue }
      do throws(ProgramCall.Failure) {
        _ = try call.executable(path: surroundings.variable("PATH"))
      } catch {
        throw CommandError(lines: ["consumer of \(TerminalText.quoted(names[place])): \(error)"])
      }
    }
  }

  /// Splits `A->B=COMMAND`; the name may contain any character, so the longest known name that fits is meant.
  private static func parse(
    _ text: String, _ names: [String]
  ) throws(CommandError) -> (place: Int, words: [String]) {
    func error(_ because: String) -> CommandError {
      CommandError(UsageError(command: "check", .badConsumer(text, because: because)))
    }
    let matching = names.indices.filter { Array(text.utf8).starts(with: Array((names[$0] + "=").utf8)) }
    guard let place = matching.max(by: { names[$0].utf8.count < names[$1].utf8.count }) else {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw error("write 'A->B=COMMAND', such as '\(names.first ?? "A->B")=python3 b.py'")
      }
      throw error(HandoffName.unknown(String(parts[0]), names))
    }
    do throws(CommandWords.Failure) {
      return (place, try CommandWords.split(String(text.utf8.dropFirst(names[place].utf8.count + 1)) ?? ""))
    } catch {
      throw CommandError(UsageError(command: "check", .badConsumer(text, because: "\(error)")))
    }
  }
}

/// Names of handoffs on the command line.
enum HandoffName {
  /// What to say of a name that no handoff has.
  static func unknown(_ name: String, _ names: [String]) -> String {
    let shown = 10
    let nearest = NearestName.of(name, among: names).map { "; did you mean \(TerminalText.quoted($0))?" }
    let list = names.prefix(shown).map { TerminalText.quoted($0) }.joined(separator: ", ")
    let more = names.count > shown ? ", ... (\(names.count) in all)" : ""
    return "no handoff is called \(TerminalText.quoted(name))"
      + (nearest ?? (names.isEmpty ? "; the system has none" : "; the handoffs are \(list)\(more)"))
  }
}
