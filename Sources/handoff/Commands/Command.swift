/// One command of the program.
package protocol Command: Sendable {
  /// Its arguments and options, for parsing, help, completion and `docs/cli.md`.
  static var description: CommandDescription { get }

  /// Takes arguments that fit the description.
  ///
  /// - Throws: ``UsageError`` where they contradict each other.
  init(_ arguments: ParsedArguments) throws(UsageError)

  /// Does the work.
  ///
  /// - Throws: ``CommandError`` where there is no result.
  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus
}
