/// How much time a case has had.
///
/// In a busy process most of the time on the wall goes by in queues: other tests have the threads, or other processes the
/// machine. That is not the consumer's fault, so only stretches count in which a task of the same priority got its turn
/// promptly.
struct CaseTime {
  /// Which case it is.
  let number: UInt64
  /// What the consumer had while threads were free.
  private(set) var own = Duration.zero
  /// What went by while this process ran, whether threads were free or not.
  private(set) var whole = Duration.zero
  private var last: ContinuousClock.Instant
  private var probe: PoolProbe?

  init(number: UInt64, at now: ContinuousClock.Instant) {
    self.number = number
    last = now
  }

  /// Adds what went by since the last look.
  ///
  /// - Parameters:
  ///   - now: The time of this look.
  ///   - pause: How long the pause between two looks was to be. What went by beyond twice of it was spent in a debugger,
  ///     in a sleeping machine, or in one that has no time for this process.
  ///   - send: Sends the next probe.
  mutating func add(until now: ContinuousClock.Instant, _ pause: Duration, _ send: () -> PoolProbe) {
    let stretch = min(last.duration(to: now), pause * 2)
    last = now
    whole += stretch
    if let probe {
      guard let delay = probe.delay else { return }
      if delay * 4 <= stretch { own += stretch }
    }
    probe = send()
  }
}
