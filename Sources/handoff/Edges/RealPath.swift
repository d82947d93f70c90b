import HandoffSchema

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where a file or folder lies, without symbolic links.
struct RealPath: Hashable, Sendable {
  /// Absolute.
  let text: String

  /// Follows all links of a name; `nil` where nothing lies there, and `errno` then says why.
  init?(_ name: String) {
    guard let path = realpath(name, nil) else { return nil }
    defer { free(path) }
    text = String(cString: path)
  }

  // As bytes: two names that look alike are two files.
  static func == (left: Self, right: Self) -> Bool { left.text.hasSameCodePoints(as: right.text) }
  func hash(into hasher: inout Hasher) { ExactString(text).hash(into: &hasher) }

  var isFolder: Bool { kind == S_IFDIR }
  var isRegularFile: Bool { kind == S_IFREG }

  private var kind: mode_t? {
    var status = stat()
    return stat(text, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Whether it lies below a folder.
  func isBelow(_ folder: RealPath) -> Bool {
    text.utf8.starts(with: (folder.text == "/" ? "/" : folder.text + "/").utf8)
  }

  /// The way here from a folder, `/` between the names; it begins with `..` where it leads up.
  func relative(to folder: RealPath) -> String {
    let own = names
    let other = folder.names
    var shared = 0
    while shared < min(own.count - 1, other.count), own[shared].hasSameCodePoints(as: other[shared]) {
      shared += 1
    }
    return (Array(repeating: "..", count: other.count - shared) + own[shared...]).joined(separator: "/")
  }

  private var names: [String] {
    text.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
  }
}
