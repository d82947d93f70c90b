import Foundation

/// The processor time that this process has used; unlike the clock it does not count what others do meanwhile.
enum ProcessorTime {
  static var milliseconds: Double {
    var usage = rusage()
    // 0 is the process itself; its name has another type on each platform.
    getrusage(0, &usage)
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
  }

  /// What a piece of work used, to a hundredth of a millisecond.
  static func milliseconds(of body: () throws -> Void) rethrows -> Double {
    let before = milliseconds
    try body()
    let used: Double = milliseconds - before
    return (used * 100).rounded() / 100
  }

  /// What a piece of work took by the clock and what it used, both in milliseconds: the second is more where several
  /// processors work side by side.
  static func both(of body: () throws -> Void) rethrows -> (elapsed: Double, used: Double) {
    var elapsed = 0.0
    let used = try milliseconds { elapsed = try nanoseconds(of: body) / 1e6 }
    return ((elapsed * 100).rounded() / 100, used)
  }

  private static func milliseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3
  }
}
