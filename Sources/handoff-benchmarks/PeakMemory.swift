import Foundation

/// The most memory that this process had in use.
enum PeakMemory {
  static var megabytes: Int {
    var usage = rusage()
    // 0 is the process itself; its name has another type on each platform.
    getrusage(0, &usage)
    #if canImport(Darwin)
      return Int(usage.ru_maxrss) >> 20
    #else
      return Int(usage.ru_maxrss) >> 10
    #endif
  }
}
