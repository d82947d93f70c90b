import HandoffChecking
import HandoffContracts
import HandoffSchema

extension ConsumerChoice {
  /// Takes the programs of `--consumer`, which override those of the manifest.
  ///
  /// - Throws: ``CommandError`` for a `--consumer` that cannot be understood.
  mutating func choose(consumers: [String], in surroundings: Surroundings) throws(CommandError) {
    for text in consumers {
      let (position, command) = try Self.parse(text, names, option: .consumer)
      do throws(CommandWords.Failure) {
        let words = try CommandWords.split(command)
        choose(.program(ProgramCall(words: words, folder: surroundings.folder)), at: position)
      } catch {
        throw Self.error(text, .consumer, "\(error)")
      }
    }
  }

  /// Takes the addresses of `--http`, which override programs.
  ///
  /// - Throws: ``CommandError`` for one that cannot be understood, or is of another machine without being allowed.
  mutating func choose(endpoints: [String], allowsRemote: Bool) throws(CommandError) {
    for text in endpoints {
      let (position, address) = try Self.parse(text, names, option: .http)
      let endpoint: HTTPEndpoint
      do throws(HTTPEndpoint.Failure) {
        endpoint = try HTTPEndpoint(parsing: address)
      } catch {
        throw Self.error(text, .http, "\(error)")
      }
      guard endpoint.isLoopback || allowsRemote else {
        throw Self.error(
          text, .http, "payloads would be sent to another machine; add --allow-remote if that is meant")
      }
      choose(.endpoint(endpoint), at: position)
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

  private static func error(
    _ text: String, _ option: OptionDescription, _ because: String
  ) -> CommandError {
    CommandError(UsageError(command: "check", .badConsumer(option.name, text, because: because)))
  }

  /// Splits `A->B=COMMAND`; the name may contain any character, so the longest known name that fits is meant.
  private static func parse(
    _ text: String, _ names: [String], option: OptionDescription
  ) throws(CommandError) -> (position: Int, rest: String) {
    let matching = names.indices.filter { Array(text.utf8).starts(with: Array((names[$0] + "=").utf8)) }
    guard let position = matching.max(by: { names[$0].utf8.count < names[$1].utf8.count }) else {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        let isHTTP = option == .http
        let example = "\(names.first ?? "A->B")=\(isHTTP ? "http://localhost:8080/" : "python3 b.py")"
        throw error(text, option, "write 'A->B=\(isHTTP ? "URL" : "COMMAND")', such as '\(example)'")
      }
      throw error(text, option, HandoffName.unknown(String(parts[0]), names))
    }
    return (position, String(text.utf8.dropFirst(names[position].utf8.count + 1)) ?? "")
  }
}
