import Foundation

/// Where a check was written, and in which test.
struct CheckSite: Sendable, Hashable {
  /// The file as the compiler names it.
  var file: String
  var line: Int
  /// The test's name; two tests in one file have two notes.
  var test: String

  /// Writes a line to the standard error at once: the process may not live long enough for a test framework to say it.
  func say(_ kind: String, _ text: String) {
    FileHandle.standardError.write(Data("\(file):\(line): \(kind): \(text)\n".utf8))
  }
}
