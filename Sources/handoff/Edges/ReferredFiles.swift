import Synchronization

/// The files that a run has read because another file refers to them, and that no word of the command line names.
package final class ReferredFiles: Sendable {
  private let names = Mutex<[FileIdentity: String]>([:])

  package init() {}

  /// Notes a file under the name for messages.
  func add(_ file: FileIdentity, name: String) {
    names.withLock { names in
      if names[file] == nil { names[file] = name }
    }
  }

  /// The names of all that were read, sorted.
  var all: [String] {
    names.withLock { Array($0.values) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The name of a file that was read; `nil` where it was not.
  func name(of file: FileIdentity) -> String? { names.withLock { $0[file] } }
}
