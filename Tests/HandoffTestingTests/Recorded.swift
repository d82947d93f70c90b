import Foundation
import Synchronization
import Testing

/// The issues that a test records on purpose.
final class Recorded: Sendable {
  private let issues = Mutex<[Issue]>([])

  /// Keeps an issue; always true, so that it counts as known.
  func keep(_ issue: Issue) -> Bool {
    issues.withLock { $0.append(issue) }
    return true
  }

  var all: [Issue] { issues.withLock(\.self) }
  var texts: [String] { all.map(Self.text) }
  /// The texts of those that fail a test; one without a text is an `#expect` inside of a consumer, which a scope around the
  /// check sees before the check does.
  var failures: [String] { all.filter { $0.severity == .error }.map(Self.text).filter { !$0.isEmpty } }
  /// The texts of those that only warn.
  var warnings: [String] { all.filter { $0.severity == .warning }.map(Self.text) }

  /// How many cases each check says it ran; one says so where they were too few to try everything.
  ///
  /// The calls of a consumer are no measure: where a payload comes twice, or behind others, one case has several.
  var cases: [Int] {
    warnings.compactMap { warning in
      guard let range = warning.range(of: "obligations were tried in ") else { return nil }
      return Int(warning[range.upperBound...].prefix { $0.isNumber })
    }
  }

  private static func text(_ issue: Issue) -> String { issue.comments.map(\.rawValue).joined() }

  /// Runs something that records issues, which are kept; it need not record any.
  static func of(_ body: () async throws -> Void) async -> Recorded {
    let recorded = Recorded()
    do {
      try await withKnownIssue(isIntermittent: true) {
        try await body()
      } matching: {
        recorded.keep($0)
      }
    } catch {
      Issue.record(error)
    }
    return recorded
  }
}
