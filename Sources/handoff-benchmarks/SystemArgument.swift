import Foundation

/// The manifest that a benchmark is about, as `--system FILE` names it.
struct SystemArgument {
  let path: String

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    var path: String?
    while let option = rest.popFirst() {
      guard option == "--system" else { throw BenchmarkError(message: "unknown option \(option)") }
      path = rest.popFirst()
    }
    guard let path else { throw BenchmarkError(message: "write --system FILE, a manifest") }
    self.path = path
  }

  /// The manifest's text.
  func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
}
