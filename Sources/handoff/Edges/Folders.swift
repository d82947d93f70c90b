import HandoffChecking

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Makes folders and removes files.
enum Folders {
  /// Makes a folder where there is none; those above it are made too.
  ///
  /// - Throws: ``FileError`` where it cannot be made.
  static func make(_ name: String) throws(FileError) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: true)
    var path = name.hasPrefix("/") ? "" : "."
    for part in parts {
      path += "/\(part)"
      if mkdir(path, 0o777) != 0, errno != EEXIST, errno != EISDIR {
        throw FileError(file: name, InputFile.reason(errno))
      }
    }
  }

  /// Removes a file; one that is not there is no error.
  ///
  /// - Throws: ``FileError`` where it cannot be removed.
  static func remove(_ name: String) throws(FileError) {
    guard unlink(name) != 0, errno != ENOENT else { return }
    throw FileError(file: name, InputFile.reason(errno))
  }
}
