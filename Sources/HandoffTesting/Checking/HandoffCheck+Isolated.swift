import HandoffContracts
import HandoffFuzzing
import HandoffSchema

extension HandoffCheck {
  /// Runs the check of a call with a consumer in Swift: here, or in a process of its own.
  ///
  /// - Parameters:
  ///   - call: Names the call, should the consumer be served to another process.
  ///   - failureCount: How many failures the test of XCTest has.
  ///   - body: The consumer.
  /// - Returns: What was found; `nil` where this process is there for another call.
  func outcome<Result>(
    _ call: IsolatedCall, failureCount: (() -> Int)?, _ body: @escaping (Payload) async throws -> Result
  ) async -> CheckOutcome? {
    if let served = IsolatedCall.served {
      guard served.hasSameCodePoints(as: call.key) else { return nil }
      let desk = CaseDesk(limit: options.limit, site: site)
      let tag = try? HandoffChoice(system, target).allNames().first.flatMap {
        system.failureTag(ofReceiverOn: $0)
      }
      return await IssueScope.run(desk, isWatched: false) {
        await IsolatedServer.serve(TimedConsumer(desk, body), failureTag: tag)
      }
    }
    if options.isIsolated {
      let check = ProgramCheck(
        system: system, target: target, options: options, site: site, program: call.program, isSwift: true)
      return await check.run()
    }
    let desk = CaseDesk(limit: options.limit, site: site)
    let timed = TimedConsumer(desk, failureCount: failureCount, body)
    return await IssueScope.run(desk) { await run(timed) }
  }
}
