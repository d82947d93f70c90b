import Foundation

/// A clock that runs only while the calling thread works, so that tests which run beside each other, on a machine that is
/// busy with other things, measure themselves alone.
package struct ThreadClock {
  package init() {}

  /// The processor time that a piece of work takes; what it leaves to other threads does not count.
  package func measure(_ work: () throws -> Void) rethrows -> Duration {
    let start = now
    try work()
    return now - start
  }

  private var now: Duration {
    var time = timespec()
    guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return .zero }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
