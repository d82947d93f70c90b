import Synchronization

/// A task that does nothing: when it ran tells whether other tasks had to wait for a thread meanwhile.
final class PoolProbe: Sendable {
  /// When it was given to the pool.
  let sent = ContinuousClock.now
  private let arrival = Mutex<ContinuousClock.Instant?>(nil)

  /// Sends a task the way that a consumer's work goes.
  ///
  /// - Parameters:
  ///   - priority: That of the consumer.
  ///   - actor: Where the check was called; a consumer that is bound to it waits for its turn there, too.
  init(priority: TaskPriority, by actor: (any Actor)?) {
    Task(priority: priority) {
      await Self.visit(actor)
      arrival.withLock { $0 = .now }
    }
  }

  private static func visit(_ actor: isolated (any Actor)?) async {}

  /// How long it waited for its turn; `nil` as long as it waits.
  var delay: Duration? { arrival.withLock(\.self).map { sent.duration(to: $0) } }
}
