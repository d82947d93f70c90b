import HandoffChecking

/// The program without its process: what tests call.
package enum CommandLineTool {
  /// Runs one command line; the arguments are the words after the program's name.
  package static func run(_ arguments: [String], in surroundings: Surroundings) async -> ToolStatus {
    do throws(CommandError) {
      let status = try await status(of: arguments, in: surroundings)
      do { try surroundings.output.flush() } catch { throw CommandError(error) }
      return status
    } catch {
      // What was written before the error is still worth having; a second error says nothing new.
      try? surroundings.output.flush()
      report(error, in: surroundings)
      return .failed
    }
  }

  private static func status(
    of arguments: [String], in surroundings: Surroundings
  ) async throws(CommandError) -> ToolStatus {
    guard let first = arguments.first else {
      let known = CommandTable.descriptions.map(\.name)
      throw CommandError(UsageError(.noCommand(known: known)))
    }
    if first.hasPrefix("-") { return try global(first, in: surroundings) }
    if first == CompletionNames.word {
      return try print(CompletionNames.text(arguments.dropFirst(), in: surroundings), in: surroundings)
    }
    if first == "help" { return try help(on: arguments.dropFirst().first, in: surroundings) }
    guard let command = CommandTable.commands.first(where: { $0.description.name == first }) else {
      throw unknown(first)
    }
    let parsed: ParsedArguments
    let instance: (any Command)?
    do throws(UsageError) {
      parsed = try command.description.parse(arguments.dropFirst())
      instance = parsed.has(.help) ? nil : try command.init(parsed)
    } catch {
      throw CommandError(error)
    }
    guard let instance else { return try help(on: first, in: surroundings) }
    var surroundings = surroundings
    surroundings.apply(parsed)
    return try await instance.run(in: surroundings)
  }

  private static func global(_ word: String, in surroundings: Surroundings) throws(CommandError) -> ToolStatus
  {
    switch word {
    case "--help", "-h": return try help(on: nil, in: surroundings)
    case "--version": return try print(ToolVersion.line + "\n", in: surroundings)
    default:
      let known = CommandTable.globalOptions.map { "--" + $0.name }
      throw CommandError(UsageError(.unknownOption(word, known: known)))
    }
  }

  private static func help(on name: String?, in surroundings: Surroundings) throws(CommandError) -> ToolStatus
  {
    guard let name else { return try print(HelpText.overview(CommandTable.descriptions), in: surroundings) }
    guard let description = CommandTable.descriptions.first(where: { $0.name == name }) else {
      throw unknown(name)
    }
    return try print(HelpText.command(description), in: surroundings)
  }

  private static func unknown(_ name: String) -> CommandError {
    CommandError(UsageError(.unknownCommand(name, known: CommandTable.descriptions.map(\.name))))
  }

  private static func print(_ text: String, in surroundings: Surroundings) throws(CommandError) -> ToolStatus
  {
    do { try surroundings.output.write(text) } catch { throw CommandError(error) }
    return .clean
  }

  private static func report(_ error: CommandError, in surroundings: Surroundings) {
    for line in error.lines {
      // Where even the message cannot be written, the exit status is all that is left.
      try? surroundings.errors.write(line + "\n")
    }
  }
}
