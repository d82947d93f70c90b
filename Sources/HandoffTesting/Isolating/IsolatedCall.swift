import Foundation
import HandoffChecking

/// One call of one test, whose consumer is run in a process of its own: the tests' own program, started again for this
/// test alone, which serves the consumer instead of checking it.
struct IsolatedCall: Sendable, Hashable {
  /// Names the call that the process is to serve.
  private static let variable = "HANDOFF_ISOLATED"
  /// The consumer's answers go here: the standard output is the test framework's.
  static let answers: Int32 = 3

  /// The call, by where it stands.
  let key: String
  /// How the program is told to run this test alone.
  let arguments: [String]

  /// The call that this process serves; `nil` in a process that checks.
  static let served = ProcessInfo.processInfo.environment[variable]

  /// A call in a test of Swift Testing.
  init(_ site: CheckSite, _ target: String, filter: String) {
    key = "\(site.file):\(site.line) \(site.test) \(target)"
    let bundle = Self.bundle
    arguments =
      bundle + [
        "--testing-library", "swift-testing", "--filter", NSRegularExpression.escapedPattern(for: filter),
      ]
  }

  /// A call in a test of XCTest.
  init(_ site: CheckSite, _ target: String, xctest: String) {
    key = "\(site.file):\(site.line) \(site.test) \(target)"
    arguments = [xctest]
  }

  /// On platforms where a helper loads the tests, it is told which.
  private static var bundle: [String] {
    let words = CommandLine.arguments
    guard let index = words.firstIndex(of: "--test-bundle-path"), index + 2 < words.count else { return [] }
    return Array(words[index...(index + 2)])
  }

  /// The program as a consumer that speaks the line protocol.
  var program: HandoffProgram {
    let own = CommandLine.arguments.first ?? ""
    // Whatever else the tests print must not be taken for answers. A backtrace costs seconds for each trap.
    return .process(
      ["/bin/sh", "-c", "exec 3>&1 1>&2; exec \"$@\"", "sh", own] + arguments,
      environment: [Self.variable: key, "SWIFT_BACKTRACE": "enable=no"])
  }
}
