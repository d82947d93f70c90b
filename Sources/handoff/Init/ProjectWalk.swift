import HandoffChecking
import HandoffSchema

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The files of a project, from the top down, as far as somebody who looks around would go.
///
/// Folders whose name begins with a dot, those in which tools keep what others wrote, and folders behind links are left out.
struct ProjectWalk {
  /// The most files and folders that are looked at.
  static let limit = 4_000
  /// How deep below the project's folder files are looked for.
  static let depth = 6
  /// How much of one file is read, in bytes.
  static let fileLimit = 1 << 20

  private static let leftOut = [
    "node_modules", "site-packages", "venv", "env", "__pycache__", "dist", "build", "target", "vendor",
  ]

  /// The project's folder.
  let folder: String
  /// Paths relative to the folder, those of a folder before those below it.
  private(set) var files: [String] = []
  private(set) var folders: [String] = []
  /// False where the limit was met.
  private(set) var isWhole = true

  init(_ folder: String) {
    self.folder = folder
    var level = [""]
    for _ in 0..<Self.depth {
      var below: [String] = []
      for inner in level {
        for name in FileList.names(in: path(of: inner), ending: "") {
          guard files.count + folders.count < Self.limit else {
            isWhole = false
            return
          }
          let relative = inner.isEmpty ? name : "\(inner)/\(name)"
          switch kind(of: relative) {
          case S_IFREG: files.append(relative)
          case S_IFDIR where !Self.leftOut.contains(name):
            folders.append(relative)
            below.append(relative)
          default: break
          }
        }
      }
      level = below
    }
    // What lies deeper was not looked at.
    isWhole = level.isEmpty
  }

  /// The path of a file in the project.
  func path(of relative: String) -> String {
    relative.isEmpty ? folder : "\(folder)/\(relative)"
  }

  /// What stands in a file; `nil` where it cannot be read, is empty or too long.
  func text(of relative: String) -> String? {
    let bytes = try? InputFile.read(path(of: relative), expected: "a text", limit: Self.fileLimit)
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether there is a file or a folder, also one that the walk leaves out.
  func exists(_ relative: String) -> Bool { FileList.exists(path(of: relative)) }

  private func kind(of relative: String) -> mode_t? {
    var status = stat()
    return lstat(path(of: relative), &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
