public import Foundation

/// Where the test data from outside lies.
public enum Corpora {
  /// The folder that `HANDOFF_CORPORA` names, or `nil` where it is unset.
  public static let folder: URL? = ProcessInfo.processInfo.environment["HANDOFF_CORPORA"].map {
    URL(fileURLWithPath: $0, isDirectory: true)
  }

  /// What a skipped corpora test says.
  public static let skipped = "set HANDOFF_CORPORA to the folder of test data to run this test"
}
