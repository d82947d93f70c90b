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
  private var calls: [Call?]

  private struct Call {
    var program: ProgramCall
    /// The agent whose command it is; `nil` where `--consumer` names it.
    var agent: String?
  }

  /// Takes the commands of the manifest, overridden by those of the command line.
  ///
  /// - Throws: ``CommandError`` for a `--consumer` that cannot be understood.
  init(
    _ system: AgentSystem, _ structure: SystemStructure, consumers: [String], manifestFolder: String,
    in surroundings: Surroundings
  ) throws(CommandError) {
    passages = structure.passages(of: system)
    names = passages.map { structure.name(of: $0) }
    calls = passages.map { passage in
      guard let agent = structure.receiver(of: passage), let words = system[agent].command, !words.isEmpty
      else { return nil }
      return Call(program: ProgramCall(words: words, folder: manifestFolder), agent: system[agent].name)
    }
    for text in consumers {
      let (position, words) = try Self.parse(text, names)
      calls[position] = Call(program: ProgramCall(words: words, folder: surroundings.folder), agent: nil)
    }
  }

  /// The program that consumes what reaches it by the passage at a position, or `nil`.
  func call(_ position: Int) -> ProgramCall? { calls[position]?.program }

  /// Refuses, before anything runs, programs that cannot be started.
  ///
  /// - Parameters:
  ///   - positions: The passages that are to be checked; the programs of others do no harm.
  ///   - manifest: The manifest, for the location of a command that is no command anywhere.
  ///   - file: Its name.
  ///   - surroundings: Tell where programs are found.
  /// - Throws: ``CommandError`` for the first such program.
  func checkPrograms(
    of positions: [Int], manifest: JSONDocument, file: String, in surroundings: Surroundings
  ) throws(CommandError) {
    for position in positions {
      guard let call = calls[position] else { continue }
      do throws(ProgramCall.Failure) {
        _ = try call.program.executable(path: surroundings.variable("PATH"))
      } catch .containsNUL(let word) where call.agent != nil {
        let pointer = JSONPointer(tokens: ["agents", call.agent ?? "", "command", String(word)])
        let location = manifest.location(of: pointer).map { ":\($0.line):\($0.column)" } ?? ""
        throw CommandError(lines: [
          TerminalText.line(InputFile.label(file)) + location + ": " + TerminalText.line("\(pointer)")
            + ": \(ProgramCall.Failure.containsNUL(word: word))"
        ])
      } catch {
        throw CommandError(lines: ["consumer of \(TerminalText.quoted(names[position])): \(error)"])
      }
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
