import Foundation
import Synchronization

/// Looks at all desks now and then, from a thread of its own: a consumer may block every other one.
final class Watchdog: Sendable {
  /// The one of the process.
  static let shared = Watchdog()

  private struct State {
    var desks: [CaseDesk] = []
    var isRunning = false
  }

  private static let longestPause = Duration.milliseconds(50)
  private let state = Mutex(State())

  /// Watches a desk.
  func watch(_ desk: CaseDesk) {
    let starts = state.withLock { state in
      state.desks.append(desk)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if starts { Thread.detachNewThread { self.loop() } }
  }

  /// Lets go of a desk.
  func leave(_ desk: CaseDesk) {
    state.withLock { state in
      if let index = state.desks.firstIndex(where: { $0 === desk }) { state.desks.remove(at: index) }
    }
  }

  private func loop() {
    var pause = Duration.zero
    while true {
      let desks = state.withLock { state in
        if state.desks.isEmpty { state.isRunning = false }
        return state.desks
      }
      guard !desks.isEmpty else { return }
      let now = ContinuousClock.now
      for desk in desks { desk.look(at: now, after: pause) }
      pause = desks.reduce(Self.longestPause) { min($0, max($1.limit / 4, .milliseconds(1))) }
      Thread.sleep(forTimeInterval: pause / .seconds(1))
    }
  }
}
