import HandoffSchema

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a check needs of the machine, whatever it checks.
package enum PlatformExamination {
  /// Whether programs are ended that are left where this one is killed.
  ///
  /// - Parameter shell: What ends them, a shell.
  /// - Returns: What came of it.
  package static func ending(shell: String = "/bin/sh") -> Examination {
    guard access(shell, X_OK) == 0 else {
      return Examination(
        .ending, shell,
        .fails(
          why: "it cannot be run, so programs that hang stay where handoff itself is killed",
          remedy: "install a POSIX shell as \(shell)"))
    }
    return Examination(.ending, shell, .works)
  }

  /// Whether failures can be kept beside a manifest.
  ///
  /// - Parameter folder: Where the manifest lies.
  /// - Returns: What came of it.
  package static func memory(in folder: String) -> Examination {
    var path = folder
    for name in ["", "/.handoff", "/failures"] {
      var status = stat()
      guard stat(path + name, &status) == 0 else { break }
      path += name
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      guard isFolder, access(path, W_OK | X_OK) == 0 else {
        return Examination(
          .memory, path,
          .fails(
            why: isFolder ? "nothing can be written there, so failures are not kept" : "it is no folder",
            remedy: isFolder
              ? "make it writable, or run check with --no-memory"
              : "move it away; failures are kept in a folder there"))
      }
    }
    return Examination(.memory, path, .works)
  }
}
