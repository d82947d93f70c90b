import HandoffFuzzing
import HandoffSchema
import Synchronization
import Testing

/// Where the cases of one check are run, one after the other, each within its time.
///
/// Nothing waits for a consumer that does not come back: the caller goes on, and what the consumer answers later is
/// dropped. The lock guards the state: the caller, the consumer and the watchdog's thread meet here.
final class CaseDesk: Sendable {
  private struct State {
    /// Odd while a case is run.
    var number: UInt64 = 0
    var current: HandoffCase?
    var answer: ConsumerAnswer?
    var isOver = false
    /// Whether the caller's thread is inside of the consumer, which has not suspended yet.
    var isInside = false
    var waiting: CheckedContinuation<Void, Never>?
    /// What the consumer recorded through the test framework instead of throwing it.
    var complaints: [String] = []
    /// The time of the case that the watchdog saw last.
    var time: CaseTime?
    var priority = TaskPriority.medium
  }

  /// What a consumer that does not suspend gets beyond its time before the process is ended.
  private static let grace = Duration.seconds(3)

  private let state = Mutex(State())
  /// How long a case may take.
  let limit: Duration
  private let site: CheckSite
  /// Where the check was called; a consumer that is bound to it has to wait for its turn there.
  private let actor: (any Actor)?

  init(limit: Duration, site: CheckSite, calledFrom actor: (any Actor)? = #isolation) {
    self.limit = limit
    self.site = site
    self.actor = actor
  }

  /// Runs a consumer on a payload.
  ///
  /// - Returns: The answer, `nil` where there was none in time or the test was cancelled; and what the consumer recorded
  ///   through the test framework while it had the payload.
  func run(
    _ handoffCase: HandoffCase, _ consumer: PayloadConsumer<some Any>, _ payload: Payload
  ) async -> (ConsumerAnswer?, [String]) {
    let number = state.withLock { state in
      state.number += 1
      state.priority = Task.currentPriority
      state.current = handoffCase
      state.answer = nil
      state.isOver = false
      state.isInside = true
      state.complaints = []
      return state.number
    }
    // The closure need not be Sendable: this function does not return before it is through, or has been given up.
    nonisolated(unsafe) let unguarded = consumer
    let task = Self.start { @Sendable in
      let answer = await unguarded.answer(to: payload)
      self.finish(number, answer)
    }
    let isSuspended = state.withLock { state in
      state.isInside = false
      return state.answer == nil
    }
    if isSuspended {
      await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          let isThrough = state.withLock { state in
            if state.answer != nil || state.isOver { return true }
            state.waiting = continuation
            return false
          }
          if isThrough { continuation.resume() }
        }
      } onCancel: {
        giveUp(number)
      }
    }
    let (answer, complaints) = state.withLock { state in
      state.number += 1
      state.current = nil
      return (state.answer, state.complaints)
    }
    if answer == nil { task.cancel() }
    return (answer, complaints)
  }

  /// Starts a task on the spot, where the platform can: a consumer that never suspends then costs no change of thread.
  private static func start(_ operation: sending @escaping @isolated(any) () async -> Void) -> Task<
    Void, Never
  > {
    if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
      Task.immediate(operation: operation)
    } else {
      Task(operation: operation)
    }
  }

  private func finish(_ number: UInt64, _ answer: ConsumerAnswer) {
    let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
      // What comes too late is nobody's answer any more.
      guard state.number == number, !state.isOver else { return nil }
      state.answer = answer
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  private func giveUp(_ number: UInt64) {
    let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.number == number, state.answer == nil else { return nil }
      state.isOver = true
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  /// Takes an issue that was recorded while a consumer has a payload; whether it was one.
  func take(_ issue: Issue) -> Bool {
    guard issue.severity >= .error else { return false }
    return state.withLock { state in
      guard state.number % 2 == 1 else { return false }
      let text = "\(issue)"
      state.complaints.append(text.hasSuffix(" (error)") ? String(text.dropLast(" (error)".count)) : text)
      return true
    }
  }

  /// Looks whether the time of a case is over; called now and then by the watchdog.
  ///
  /// A consumer that blocks its thread leaves nobody who could go on; then the process ends, and says why.
  ///
  /// - Parameters:
  ///   - now: The time of this look.
  ///   - pause: How long the pause since the last look was to be.
  func look(at now: ContinuousClock.Instant, after pause: Duration) {
    let (late, stuck) = state.withLock { state -> (UInt64?, HandoffCase?) in
      guard state.number % 2 == 1 else { return (nil, nil) }
      guard var time = state.time, time.number == state.number else {
        state.time = CaseTime(number: state.number, at: now)
        return (nil, nil)
      }
      time.add(until: now, pause) { PoolProbe(priority: state.priority, by: actor) }
      state.time = time
      // Consumers that block may have all threads, so that no probe comes back: then the whole time has to do.
      let isStuck = state.isInside && time.whole >= limit * 2 + Self.grace
      return (time.own >= limit ? state.number : nil, isStuck ? state.current : nil)
    }
    if let late { giveUp(late) }
    if let stuck {
      Framework.stop(
        "\(site.file):\(site.line): error: \(stuck.stuckText(after: limit))", isStopped: true)
    }
  }
}

extension HandoffCase {
  fileprivate func stuckText(after limit: Duration) -> String {
    let shown =
      switch content {
      case .payload(let payload): payload.text()
      case .text(let text): text
      }
    return """
      hang on \(handoff): The consumer does not answer in time, and it blocks the thread of the test, so that no test can \
      go on.
        payload: \(shown)
        why: It had \(limit) (perCase:) and neither returned nor suspended.
        replay: \(HandoffCampaign.token(for: content, on: handoff))
      """
  }
}
