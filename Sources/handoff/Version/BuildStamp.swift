/// What is known of a build only when it is made; `Templates/release/pack` writes this file before it builds a release.
enum BuildStamp {
  /// The commit, in hexadecimal digits; `nil` in a build that nobody stamped.
  static let commit: String? = nil
}
