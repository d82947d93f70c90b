#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What tells files apart, whatever names and links lead to them.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64

  /// The regular file of a name, or of standard input for `-`.
  ///
  /// - Returns: `nil` where there is none.
  init?(_ name: String) {
    var status = stat()
    let found = name == "-" ? fstat(STDIN_FILENO, &status) : stat(name, &status)
    guard found == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
  }
}
