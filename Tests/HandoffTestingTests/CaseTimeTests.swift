import Testing

@testable import HandoffTesting

@Suite("Time of a case")
struct CaseTimeTests {
  /// Has the turn as long as one of its functions runs.
  private actor Turn {
    /// What a case gets in four hours in which the actor is busy, and the probe that waits for it.
    func hold() -> (CaseTime, PoolProbe) {
      let start = ContinuousClock.now
      let waiting = PoolProbe(priority: .medium, by: self)
      var time = CaseTime(number: 1, at: start)
      for hour in 1...4 { time.add(until: start + .seconds(3_600 * hour), .seconds(3_600)) { waiting } }
      return (time, waiting)
    }
  }

  private static func arrival(of probe: PoolProbe) async -> Duration {
    while true {
      if let delay = probe.delay { return delay }
      await Task.yield()
    }
  }

  @Test func `what goes by while another task has the actor does not count`() async {
    let (held, waiting) = await Turn().hold()
    #expect(held.whole == .seconds(4 * 3_600))
    #expect(held.own == .zero)
    _ = await Self.arrival(of: waiting)
    var time = held
    time.add(until: .now + .seconds(5 * 3_600), .seconds(3_600)) { waiting }
    #expect(time.own > .zero)
  }

  @Test func `what goes by while tasks get their turn counts`() async {
    let start = ContinuousClock.now
    var time = CaseTime(number: 1, at: start)
    for hour in 1...3 {
      let probe = PoolProbe(priority: .medium, by: nil)
      _ = await Self.arrival(of: probe)
      time.add(until: start + .seconds(3_600 * hour), .seconds(3_600)) { probe }
    }
    // Before the first probe nothing is known.
    #expect(time.own == .seconds(2 * 3_600))
  }

  @Test func `a probe that waited for a good part of the pause says that threads were rare`() async {
    let start = ContinuousClock.now
    let probe = PoolProbe(priority: .medium, by: nil)
    let delay = await Self.arrival(of: probe)
    var time = CaseTime(number: 1, at: start)
    for pause in 1...3 { time.add(until: start + delay * 3 * pause, delay * 3) { probe } }
    #expect(time.own == .zero)
    for pause in 4...5 { time.add(until: start + delay * 5 * pause, delay * 5) { probe } }
    #expect(time.own > .zero)
  }

  @Test func `what a sleeping machine or a debugger takes does not count`() {
    let start = ContinuousClock.now
    let probe = PoolProbe(priority: .medium, by: nil)
    var time = CaseTime(number: 1, at: start)
    time.add(until: start + .seconds(3_600), .milliseconds(50)) { probe }
    #expect(time.whole == .milliseconds(100))
  }
}
