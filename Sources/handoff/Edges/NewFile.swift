import HandoffChecking

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes files that were not there.
enum NewFile {
  /// Writes a file so that it appears whole under its name, or not at all; one that is there stays as it is.
  ///
  /// - Parameters:
  ///   - name: The file; the folders above it are made.
  ///   - text: What it is to hold.
  /// - Returns: False where something lies there already.
  /// - Throws: ``FileError`` where it cannot be written.
  static func write(_ name: String, _ text: String) throws(FileError) -> Bool {
    if isThere(name) { return false }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    if !parts.isEmpty { try Folders.make(parts.joined(separator: "/")) }
    // Complete under another name first; that it can be linked only where nothing lies, not even a link that leads
    // nowhere, is what a rename does not promise.
    let temporary = "\(name).\(getpid()).new"
    let file = try PendingFile(temporary)
    try file.write(text)
    try file.commit()
    defer { FileList.remove(temporary) }
    if link(temporary, name) == 0 { return true }
    switch errno {
    case EEXIST: return false
    case EPERM, ENOTSUP, ENOSYS, EMLINK:
      // A file system without links.
      if isThere(name) { return false }
      if rename(temporary, name) == 0 { return true }
      throw FileError(file: name, InputFile.reason(errno))
    case let error: throw FileError(file: name, InputFile.reason(error))
    }
  }

  /// Whether something lies under a name, a link that leads nowhere, too.
  static func isThere(_ name: String) -> Bool {
    var status = stat()
    return lstat(name, &status) == 0
  }
}
