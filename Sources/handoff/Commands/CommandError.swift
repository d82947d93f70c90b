package import HandoffChecking

/// Why a command has no result; each line of its description is one error.
package struct CommandError: Error, Sendable, Hashable {
  /// What went wrong, a line each: place, what was found, remedy.
  ///
  /// Empty where nobody is left to read it.
  package var lines: [String]

  package init(lines: [String]) {
    self.lines = lines
  }

  package init(_ error: FileError) {
    // A reader such as `head` that has seen enough is no error worth a message.
    self.init(lines: error.reason == .closed ? [] : [error.description])
  }

  package init(_ error: UsageError) {
    self.init(lines: [error.description])
  }
}
