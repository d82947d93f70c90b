import HandoffContracts
import HandoffReports
import HandoffSchema
import HandoffTraffic

/// Which program consumes what reaches it by each handoff and each return of a system.
struct ConsumerChoice {
  /// In declaration order, a return behind its handoff.
  let passages: [Passage]
  let names: [String]
  /// One program per passage; `nil` where nobody names one.
  private var calls: [ProgramCall?]

  /// Takes the commands of the manifest, overridden by those of the command line.
  ///
  /// - Throws: ``CommandError`` for a `--consumer` that cannot be understood, and for a program that does not
  ///   exist.
  init(
    _ system: AgentSystem, _ structure: SystemStructure, consumers: [String], manifestFolder: String,
    in surroundings: Surroundings
  ) throws(CommandError) {
    passages = structure.passages(of: system)
    names = passages.map { structure.name(of: $0) }
    calls = passages.map { passage in
      guard let words = structure.receiver(of: passage).flatMap({ system[$0].command }), !words.isEmpty else {
        return nil
      }
      return ProgramCall(words: words, folder: manifestFolder)
    }
    for text in consumers {
      let (position, words) = try Self.parse(text, names)
      calls[position] = ProgramCall(words: words, folder: surroundings.folder)
    }
    for (position, call) in calls.enumerated() {
      guard let call else { continue }
      do throws(ProgramCall.Failure) {
        _ = try call.executable(path: surroundings.variable("PATH"))
      } catch {
        throw CommandError(lines: ["consumer of \(TerminalText.quoted(names[position])): \(error)"])
      }
    }
  }

  /// The program that consumes what reaches it by the passage at a position, or `nil`.
  func call(_ position: Int) -> ProgramCall? { calls[position] }

  /// Splits `A->B=COMMAND`; the name may contain any character, so the longest known name that fits is meant.
  private static func parse(
    _ text: String, _ names: [String]
  ) throws(CommandError) -> (position: Int, words: [String]) {
    func error(_ because: String) -> CommandError {
      CommandError(UsageError(command: "check", .badConsumer(text, because: because)))
    }
    let matching = names.indices.filter { Array(text.utf8).starts(with: Array((names[$0] + "=").utf8)) }
    guard let position = matching.max(by: { names[$0].utf8.count < names[$1].utf8.count }) else {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw error("write 'A->B=COMMAND', such as '\(names.first ?? "A->B")=python3 b.py'")
      }
      throw error(HandoffName.unknown(String(parts[0]), names))
    }
    do throws(CommandWords.Failure) {
      return (
        position, try CommandWords.split(String(text.utf8.dropFirst(names[position].utf8.count + 1)) ?? "")
      )
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
