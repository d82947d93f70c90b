import Synchronization
import Testing

/// Runs a check so that issues which its consumer records are not issues of the test.
enum IssueScope {
  /// Runs a check; in XCTest and in exit tests, where there is no test to take issues from, as it is.
  ///
  /// - Parameters:
  ///   - desk: Where the cases are run.
  ///   - isWatched: Whether the time of the cases is watched here, not by another process.
  ///   - body: The check.
  /// - Returns: What the check returns.
  static func run<Outcome: Sendable>(
    _ desk: CaseDesk, isWatched: Bool = true, _ body: () async -> Outcome
  ) async -> Outcome {
    if isWatched { Watchdog.shared.watch(desk) }
    defer { if isWatched { Watchdog.shared.leave(desk) } }
    guard let test = Test.current else { return await body() }
    let trait: IssueHandlingTrait = .filterIssues { !desk.take($0) }
    let result = Mutex<Outcome?>(nil)
    // The closure need not be Sendable: this function waits for the scope, and the scope for the closure.
    nonisolated(unsafe) let body = body
    do {
      try await trait.provideScope(for: test, testCase: Test.Case.current) {
        let outcome = await body()
        result.withLock { $0 = outcome }
      }
    } catch {
      // The closure throws nothing: a scope that does has not run it.
    }
    // Nothing lies between the end of the check and its outcome, so without an outcome it was not run yet.
    if let outcome = result.withLock(\.self) { return outcome }
    return await body()
  }
}
