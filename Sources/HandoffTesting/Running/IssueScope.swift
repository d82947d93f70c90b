import Synchronization
import Testing

/// Runs a check so that issues which its consumer records are not issues of the test.
enum IssueScope {
  /// Runs a check; in XCTest and in exit tests, where there is no test to take issues from, as it is.
  static func run<Outcome: Sendable>(_ desk: CaseDesk, _ body: () async -> Outcome) async -> Outcome {
    Watchdog.shared.watch(desk)
    defer { Watchdog.shared.leave(desk) }
    guard let test = Test.current else { return await body() }
    let trait: IssueHandlingTrait = .filterIssues { !desk.take($0) }
    let result = Mutex<Outcome?>(nil)
    // The closure need not be Sendable: nothing else runs here until it is through.
    nonisolated(unsafe) let body = body
    do {
      try await trait.provideScope(for: test, testCase: Test.Case.current) {
        let outcome = await body()
        result.withLock { $0 = outcome }
      }
    } catch {
      // The closure throws nothing, and neither does the scope around it.
    }
    if let outcome = result.withLock(\.self) { return outcome }
    return await body()
  }
}
