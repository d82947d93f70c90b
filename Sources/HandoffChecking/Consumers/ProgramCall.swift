import HandoffSchema

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program with its arguments and the folder in which it runs.
package struct ProgramCall: Sendable, Hashable {
  /// The program and its arguments, at least one.
  package var words: [String]
  /// An absolute path.
  package var folder: String
  /// The variables that it gets beside those of this process, or instead of them.
  package var variables: [Variable]

  /// A variable of the environment.
  package struct Variable: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(words: [String], folder: String, variables: [Variable] = []) {
    self.words = words
    self.folder = folder
    self.variables = variables
  }

  /// What the program gets of the process that starts it, with its own variables.
  package func environment(in environment: ProcessEnvironment) -> ProcessEnvironment {
    var result = environment
    for variable in variables { result.set(variable.name, to: variable.value) }
    return result
  }

  /// Why a program cannot be started.
  package enum Failure: Error, Sendable, Hashable {
    /// There is not even a program.
    case empty
    case notFound(program: String)
    case notFoundInPath(program: String)
    case notExecutable(program: String)
    /// The folder that it is to run in is none.
    case noFolder(String)
    /// A word of the call has a NUL, where the operating system would cut it; counted from 0.
    case containsNUL(word: Int)
    /// The operating system refused.
    case system(program: String, message: String)
  }

  /// The file to run.
  ///
  /// A name with a slash is taken from ``folder``, any other looked up in `PATH`.
  ///
  /// - Throws: ``Failure``.
  package func executable(in environment: ProcessEnvironment) throws(Failure) -> String {
    let path = self.environment(in: environment).variable("PATH")
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .noFolder(folder) }
    if let word = words.firstIndex(where: { $0.utf8.contains(0) }) { throw .containsNUL(word: word) }
    guard let program = words.first, !program.isEmpty else { throw .empty }
    if program.contains("/") {
      let file = program.hasPrefix("/") ? program : "\(folder)/\(program)"
      guard stat(file, &status) == 0 else { throw .notFound(program: program) }
      guard Self.isRunnable(file) else { throw .notExecutable(program: program) }
      return file
    }
    for part in (path ?? "/usr/local/bin:/usr/bin:/bin").split(
      separator: ":", omittingEmptySubsequences: false)
    {
      let base = part.isEmpty ? folder : part.hasPrefix("/") ? String(part) : "\(folder)/\(part)"
      let file = "\(base)/\(program)"
      if Self.isRunnable(file) { return file }
    }
    throw .notFoundInPath(program: program)
  }

  private static func isRunnable(_ file: String) -> Bool {
    var status = stat()
    return stat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(file, X_OK) == 0
  }
}

extension ProgramCall: CustomStringConvertible {
  /// The call as one would type it.
  package var description: String {
    words.map(Self.typed).joined(separator: " ")
  }

  private static func typed(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_./=:,+@%".unicodeScalars.contains(scalar)
    }
    if plain, !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension ProgramCall.Failure: CustomStringConvertible {
  /// Whether a shell would take the word as `NAME=value`.
  private static func isAssignment(_ word: String) -> Bool {
    guard let mark = word.utf8.firstIndex(of: UInt8(ascii: "=")), let first = word.utf8.first else {
      return false
    }
    return first &- 0x30 >= 10
      && word.utf8[..<mark].allSatisfy {
        ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "_")
      }
      && mark > word.utf8.startIndex
  }

  package var description: String {
    switch self {
    case .empty: "the command is empty; name a program and its arguments"
    case .notFound(let program): "\(TerminalText.quoted(program)): no such program; check the path"
    case .noFolder(let folder): "\(TerminalText.quoted(folder)): no such folder to run the program in"
    case .containsNUL(let word):
      "word \(word) of the command has the character U+0000, which no program can be given; take it out"
    case .notFoundInPath(let program) where Self.isAssignment(program):
      "\(TerminalText.quoted(program)): no shell runs the command, so this is taken for the program; to set a"
        + " variable write env \(TerminalText.line(program, limit: 120)) PROGRAM"
    case .notFoundInPath(let program):
      "\(TerminalText.quoted(program)): no such program in PATH; install it or name it with its path"
    case .notExecutable(let program):
      "\(TerminalText.quoted(program)): not an executable file; make it one with chmod +x, or name its interpreter"
    case .system(let program, let message): "\(TerminalText.quoted(program)): \(message)"
    }
  }
}
