#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The time of day where the user is.
enum WallClock {
  /// The time as `14:03:22`.
  static var time: String {
    var now = time_t()
    time(&now)
    var parts = tm()
    localtime_r(&now, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + String($0) }
      .joined(separator: ":")
  }

  private static func time(_ result: inout time_t) {
    #if canImport(Darwin)
      _ = Darwin.time(&result)
    #elseif canImport(Musl)
      _ = Musl.time(&result)
    #else
      _ = Glibc.time(&result)
    #endif
  }
}
