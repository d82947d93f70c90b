#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The few things that every call into the operating system needs.
package enum SystemCall {
  /// What the operating system says about an error number, such as `No such file or directory`.
  package static func message(_ number: Int32) -> String { String(cString: strerror(number)) }

  /// Repeats a call that a signal interrupted.
  ///
  /// - Returns: What the call returned, and the error number where that was -1.
  package static func retrying<Count: SignedInteger>(_ call: () -> Count) -> (result: Count, error: Int32) {
    while true {
      let result = call()
      if result != -1 { return (result, 0) }
      if errno != EINTR { return (result, errno) }
    }
  }

  /// Closes a descriptor; on Linux and macOS it is gone even where the call was interrupted.
  package static func close(_ descriptor: Int32) {
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Glibc.close(descriptor)
    #endif
  }

  /// Makes writing to a pipe that nobody reads an error of the write, not the end of this process.
  package static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Lets this thread rest.
  package static func pause(milliseconds: Int32) {
    var nothing = pollfd(fd: -1, events: 0, revents: 0)
    _ = poll(&nothing, 1, milliseconds)
  }

  /// The number of cores that can be used, at least 1.
  package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
