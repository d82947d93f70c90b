import HandoffFuzzing
import HandoffSchema
import Synchronization
import Testing

/// Where the cases of one check are run, one after the other, each within its time.
///
/// A consumer that takes too long is cancelled, and gets a moment to return; one that does not is left alone, and what it
/// answers later is dropped. The lock guards the state: the caller, the consumer and the watchdog's thread meet here.
final class CaseDesk: Sendable {
  /// How a case ended.
  struct End: Sendable {
    /// `nil` where there was none in time, or the test was cancelled.
    var answer: ConsumerAnswer?
    /// Whether the consumer returned, in time or when it was cancelled; one that did not may still be at work.
    var isBack: Bool
    /// What the consumer recorded through the test framework instead of throwing it.
    var complaints: [String]
  }

  /// How far a case has come.
  private enum Stage {
    case running
    /// Its time is over or the test is; the consumer is cancelled and may yet return.
    case late
    case returned(ConsumerAnswer?)
    case abandoned
  }

  private struct State {
    /// Odd while a case is run.
    var number: UInt64 = 0
    var current: HandoffCase?
    var stage = Stage.abandoned
    /// Whether the caller's thread is inside of the consumer, which has not suspended yet.
    var isInside = false
    var waiting: CheckedContinuation<Void, Never>?
    var complaints: [String] = []
    /// The time of the case's stage that the watchdog saw last.
    var time: CaseTime?
    var priority = TaskPriority.medium

    /// Goes on to another stage.
    ///
    /// - Returns: The caller, where it waits for that.
    mutating func advance(to next: Stage) -> CheckedContinuation<Void, Never>? {
      stage = next
      time = nil
      defer { waiting = nil }
      return waiting
    }
  }

  /// What a consumer that does not suspend gets beyond its time before the process is ended.
  private static let grace = Duration.seconds(3)
  /// How long a consumer that is cancelled may take to return, where the limit is not shorter.
  private static let longestPatience = Duration.seconds(1)

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
  /// - Returns: How it ended. A consumer that is not back must not be run again.
  func run(
    _ handoffCase: HandoffCase, _ consumer: PayloadConsumer<some Any>, _ payload: Payload
  ) async -> End {
    let number = state.withLock { state in
      state.number += 1
      state.priority = Task.currentPriority
      state.current = handoffCase
      state.stage = .running
      state.isInside = true
      state.complaints = []
      return state.number
    }
    // The closure need not be Sendable: one call of it is run at a time. Either this function returns after the call did,
    // or it says that the consumer is not back, and `TimedConsumer` calls it no more.
    nonisolated(unsafe) let unguarded = consumer
    let task = Self.start { @Sendable in
      let answer = await unguarded.answer(to: payload)
      self.finish(number, answer)
    }
    state.withLock { $0.isInside = false }
    await wait(number) { if case .running = $0 { false } else { true } }
    if isLate {
      task.cancel()
      await wait(number) { if case .late = $0 { false } else { true } }
    }
    return state.withLock { state in
      state.number += 1
      state.current = nil
      return switch state.stage {
      case .returned(let answer): End(answer: answer, isBack: true, complaints: state.complaints)
      case .running, .late, .abandoned: End(answer: nil, isBack: false, complaints: state.complaints)
      }
    }
  }

  private var isLate: Bool {
    state.withLock { state in if case .late = state.stage { true } else { false } }
  }

  /// Waits until a case has come to a stage; the end of the test makes a running case late.
  private func wait(_ number: UInt64, until isReached: @Sendable (Stage) -> Bool) async {
    // A consumer that never suspends costs no suspension here.
    if state.withLock({ isReached($0.stage) }) { return }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isThrough = state.withLock { state in
          if isReached(state.stage) { return true }
          state.waiting = continuation
          return false
        }
        if isThrough { continuation.resume() }
      }
    } onCancel: {
      let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard state.number == number, case .running = state.stage else { return nil }
        return state.advance(to: .late)
      }
      waiting?.resume()
    }
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
      guard state.number == number else { return nil }
      return switch state.stage {
      case .running: state.advance(to: .returned(answer))
      // What comes too late is nobody's answer any more.
      case .late: state.advance(to: .returned(nil))
      case .returned, .abandoned: nil
      }
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
    let (waiting, stuck) = state.withLock { state -> (CheckedContinuation<Void, Never>?, HandoffCase?) in
      guard state.number % 2 == 1 else { return (nil, nil) }
      guard var time = state.time, time.number == state.number else {
        state.time = CaseTime(number: state.number, at: now)
        return (nil, nil)
      }
      time.add(until: now, pause) { PoolProbe(priority: state.priority, by: actor) }
      state.time = time
      switch state.stage {
      case .running:
        // Consumers that block may have all threads, so that no probe comes back: then the whole time has to do.
        let isStuck = state.isInside && time.whole >= limit * 2 + Self.grace
        return (time.own >= limit ? state.advance(to: .late) : nil, isStuck ? state.current : nil)
      case .late where state.isInside:
        return (nil, time.whole >= limit + Self.grace ? state.current : nil)
      case .late:
        // No verdict hangs on this one, so that a process which is always busy need not be waited for.
        let patience = min(limit, Self.longestPatience)
        let isOver = time.own >= patience || time.whole >= patience * 20
        return (isOver ? state.advance(to: .abandoned) : nil, nil)
      case .returned, .abandoned: return (nil, nil)
      }
    }
    waiting?.resume()
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
