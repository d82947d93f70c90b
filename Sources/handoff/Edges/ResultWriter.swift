import HandoffChecking

/// Where a command's result goes: standard output, or the file of `--output`.
struct ResultWriter {
  private let sink: any ByteSink
  private let file: PendingFile?
  private let refusal: () -> CommandError?

  /// Opens the place.
  ///
  /// - Throws: ``CommandError`` where the file of `--output` cannot be written, or is one that the command reads.
  init(_ arguments: ParsedArguments, in surroundings: Surroundings) throws(CommandError) {
    try self.init(arguments.text(.output), for: arguments, in: surroundings)
  }

  /// Opens a file, or standard output for `nil`.
  ///
  /// - Throws: ``CommandError`` where the file cannot be written, or is one that the command reads.
  init(
    _ name: String?, for arguments: ParsedArguments, in surroundings: Surroundings
  ) throws(CommandError) {
    guard let name else {
      (sink, file) = (surroundings.output, nil)
      refusal = { nil }
      return
    }
    let refusal = { () -> CommandError? in
      guard let target = FileIdentity(name) else { return nil }
      // A place in a file is written behind a number sign; a file may have one in its name, too.
      let inputs = arguments.inputs.flatMap { [$0, DocumentFile.split($0).file] }
      let input =
        inputs.first { FileIdentity($0) == target } ?? surroundings.referredFiles.name(of: target)
      return input.map { input in
        CommandError(UsageError(command: arguments.command, .outputIsInput(name, input: input)))
      }
    }
    if let error = refusal() { throw error }
    self.refusal = refusal
    do throws(FileError) {
      let file = try PendingFile(name, patience: surroundings.patience)
      (sink, self.file) = (file, file)
    } catch {
      throw CommandError(error)
    }
  }

  /// Whether the result goes to the file of `--output`.
  var isFile: Bool { file != nil }

  /// Whether the result may be coloured.
  func usesColor(in surroundings: Surroundings) -> Bool { surroundings.usesColor(on: sink) }

  /// Whether a result is left out: it is text that would be printed, tells of nothing wrong, and the run is quiet.
  func isSilent(about status: ToolStatus, isText: Bool, in surroundings: Surroundings) -> Bool {
    surroundings.isQuiet && status == .clean && isText && !isFile
  }

  /// Writes a part of the result.
  func write(_ text: String) throws(FileError) { try sink.write(text) }

  /// Writes a whole result and puts it in its place.
  ///
  /// - Throws: ``CommandError`` where it cannot be written, or would replace a file that was read meanwhile.
  func finish(with text: String = "") throws(CommandError) {
    if let error = refusal() { throw error }
    do throws(FileError) {
      try sink.write(text)
      if let file { try file.commit() } else { try sink.flush() }
    } catch {
      throw CommandError(error)
    }
  }
}
