import Foundation
import Testing
import XCTest

/// The test framework that a call runs in.
///
/// A failure that is recorded through the other framework is lost without a trace, so a call in the wrong one
/// must not go on.
enum Framework {
  /// Ends the process unless Swift Testing runs the current test.
  static func requireSwiftTesting(_ function: StaticString) {
    guard Test.current == nil else { return }
    stop(
      "\(function) was called where no test of Swift Testing is running, and its failures would be lost. In an "
        + "XCTestCase call the assert… function of the same purpose; in a detached task await it from the test."
    )
  }

  /// Ends the process unless XCTest runs the given test.
  static func requireXCTest(_ test: XCTestCase, _ function: StaticString) {
    guard Test.current != nil || test.testRun == nil else { return }
    stop(
      "\(function) was called where XCTest is not running this test case, and its failures would be lost. In a "
        + "@Test function call the expect… function of the same purpose.")
  }

  /// Ends the process with a sentence and nothing else.
  ///
  /// There is no test to record a failure in, and a test that goes on would be a wrong green. A trap would print its
  /// backtrace over the sentence, which is all that matters.
  static func stop(_ message: String, isStopped: Bool = false) -> Never {
    FileHandle.standardError.write(Data("\(isStopped ? "" : "error: ")\(message)\n".utf8))
    fflush(nil)
    _exit(1)
  }
}
