/// When to give up, by a clock of the caller's.
///
/// The clock comes from outside: one of our own would link Swift's concurrency into every executable that only validates.
public struct Deadline: Sendable {
  /// What the clock shows when the time is over.
  private let end: Duration
  private let clock: @Sendable () -> Duration

  /// Gives so long from now on.
  ///
  /// - Parameters:
  ///   - limit: How long; none or less is over at once.
  ///   - clock: What went by since some moment, the same at each call.
  public init(in limit: Duration, by clock: @escaping @Sendable () -> Duration) {
    end = clock() + limit
    self.clock = clock
  }

  /// Whether the time is over.
  public var hasPassed: Bool { clock() >= end }

  /// Gives so long from now on, by the same clock.
  func renewed(for limit: Duration) -> Deadline { Deadline(in: limit, by: clock) }
}
