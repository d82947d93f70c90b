import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Starts programs in process groups of their own.
enum ProgramStart {
  // Between making a pipe and marking it close-on-exec another start must not copy it into its child.
  private static let starting = Mutex(())

  /// Does something that makes pipes and starts a program, while nothing else does.
  static func alone<Result>(_ start: () -> Result) -> Result { starting.withLock { _ in start() } }

  /// Starts a shell that reads a script's input from a pipe and outlives this process.
  ///
  /// - Returns: The end of the pipe to write to; `nil` where it cannot be started.
  static func startSupervisor(_ script: String) -> Int32? {
    alone {
      var pair: [Int32] = [0, 0]
      guard pipe(&pair) == 0 else { return nil }
      for descriptor in pair { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
      var id: pid_t = 0
      let number = spawn(
        &id, "/bin/sh", ["sh", "-c", script], [], streams: [pair[0], nothing, nothing],
        closing: inheritable())
      SystemCall.close(pair[0])
      if nothing >= 0 { SystemCall.close(nothing) }
      guard nothing >= 0, number == 0 else {
        SystemCall.close(pair[1])
        return nil
      }
      return pair[1]
    }
  }

  /// The descriptors that this process got from the one that started it, and that a child would get in turn: who waits
  /// for their end must not wait for a child that nobody knows of.
  private static func inheritable() -> [Int32] {
    (3..<1_024).filter { descriptor in
      let flags = fcntl(descriptor, F_GETFD)
      return flags >= 0 && flags & FD_CLOEXEC == 0
    }
  }

  /// Starts a program whose standard streams are the given descriptors, and returns an error number.
  static func spawn(
    _ id: inout pid_t, _ executable: String, _ words: [String], _ environment: [String], streams: [Int32],
    closing: [Int32] = []
  ) -> Int32 {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (place, descriptor) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(place))
    }
    for descriptor in closing { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGPIPE] + Leftovers.endingSignals { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = Int32(POSIX_SPAWN_SETPGROUP) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let arguments = words.map { strdup($0) }
    let variables = environment.map { strdup($0) }
    defer { for text in arguments + variables { free(text) } }
    return posix_spawn(&id, executable, &actions, &attributes, arguments + [nil], variables + [nil])
  }
}
