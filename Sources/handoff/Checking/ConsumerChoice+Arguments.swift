import HandoffChecking
import HandoffContracts
import HandoffSchema

extension ConsumerChoice {
  /// Takes the programs of `--consumer`, which override those of the manifest.
  ///
  /// - Throws: ``CommandError`` for a `--consumer` that cannot be understood.
  mutating func choose(consumers: [String], in surroundings: Surroundings) throws(CommandError) {
    for text in consumers {
      let (position, words) = try Self.parse(text, names)
      choose(ProgramCall(words: words, folder: surroundings.folder), at: position)
    }
  }

  /// Refuses, before anything runs, programs that cannot be started.
  ///
  /// - Parameters:
  ///   - positions: The passages that are to be checked.
  ///   - manifest: The manifest, for the location of a command that is no command anywhere.
  ///   - file: Its name.
  ///   - surroundings: Tell where programs are found.
  /// - Throws: ``CommandError`` for the first such program.
  func checkPrograms(
    of positions: [Int], manifest: JSONDocument, file: String, in surroundings: Surroundings
  ) throws(CommandError) {
    do throws(Failure) {
      try checkPrograms(of: positions, in: surroundings.environment)
    } catch {
      guard let agent = error.agent, case .containsNUL(let word) = error.reason else {
        throw CommandError(lines: ["consumer of \(TerminalText.quoted(error.passage)): \(error.reason)"])
      }
      let pointer = JSONPointer(tokens: ["agents", agent, "command", String(word)])
      let location = manifest.location(of: pointer).map { ":\($0.line):\($0.column)" } ?? ""
      throw CommandError(lines: [
        TerminalText.line(InputFile.label(file)) + location + ": " + TerminalText.line("\(pointer)")
          + ": \(error.reason)"
      ])
    }
  }

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
