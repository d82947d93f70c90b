/// What `--version` prints.
enum ToolVersion {
  /// As in CHANGELOG.md.
  static let number = "0.2.0"

  /// One line: the version, the commit, and how the program was built.
  static let line = text(commit: BuildStamp.commit)

  /// The line for a commit, or for a build of which nobody noted one.
  static func text(commit: String?) -> String {
    let origin = commit.map { "commit \($0)" } ?? "commit unknown, built from sources that nobody stamped"
    return "handoff \(number) (\(origin); \(kind) build for \(system) on \(processor))"
  }

  private static var kind: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static var system: String {
    #if os(macOS)
      "macOS"
    #elseif canImport(Musl)
      "Linux, linked statically,"
    #elseif os(Linux)
      "Linux"
    #else
      "an unknown system"
    #endif
  }

  private static var processor: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "an unknown processor"
    #endif
  }
}
