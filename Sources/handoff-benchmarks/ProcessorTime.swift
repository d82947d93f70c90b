import Foundation

/// The processor time that this process has used; unlike the clock it does not count what others do meanwhile.
enum ProcessorTime {
  static var milliseconds: Double {
    var usage = rusage()
    // 0 is the process itself; its name has another type on each platform.
    getrusage(0, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) * 1e3 + Double($1.tv_usec) / 1e3
    }
  }

  /// What a piece of work used, to a hundredth of a millisecond.
  static func milliseconds(of body: () throws -> Void) rethrows -> Double {
    let before = milliseconds
    try body()
    return ((milliseconds - before) * 100).rounded() / 100
  }
}
