import HandoffSchema

/// A file that cannot be read or written, and why.
package struct FileError: Error, Sendable, Hashable {
  /// What stands in the way.
  package enum Reason: Sendable, Hashable {
    case notFound
    case isDirectory
    case notPermitted
    /// The file has no content.
    case empty(expected: String)
    /// The file is longer than what is read, both in bytes.
    case tooLong(limit: Int)
    /// A named pipe whose other end nobody opened; `isRead` says whether it was to be read.
    case noPeer(isRead: Bool, patience: Duration)
    /// The reader of the output went away.
    case closed
    /// Anything else, as the operating system says it.
    case system(String)
  }

  /// The file as the caller named it.
  package var file: String
  package var reason: Reason

  package init(file: String, _ reason: Reason) {
    self.file = file
    self.reason = reason
  }
}

extension FileError: CustomStringConvertible {
  /// One line: the file, what was found and the remedy.
  package var description: String {
    let name = TerminalText.line(file)
    return switch reason {
    case .notFound: "\(name): no such file; check the name and the folder"
    case .isDirectory: "\(name): this is a folder; name a file in it"
    case .notPermitted: "\(name): permission denied; check the file's permissions"
    case .empty(let expected): "\(name): the file is empty; expected \(expected)"
    case .tooLong(let limit):
      "\(name): longer than the \(limit >> 20) MB that are read at once; split the file"
    case .noPeer(let isRead, let patience):
      "\(name): a named pipe that nobody \(isRead ? "writes to" : "reads"); waited \(patience)"
    case .closed: "\(name): the reader went away"
    case .system(let message): "\(name): \(message)"
    }
  }
}
