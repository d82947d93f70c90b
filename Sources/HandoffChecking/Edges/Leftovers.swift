package import Dispatch
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What must not outlive this process: running consumers and unfinished files.
package enum Leftovers {
  private struct Contents {
    var groups: [pid_t] = []
    var files: [String] = []
    var signals: [Int32] = []
  }

  private static let contents = Mutex(Contents())

  /// Starts a program and takes in its group in one step: a signal that comes in between waits for both.
  ///
  /// - Parameters:
  ///   - start: Starts the program.
  ///   - group: The group of what was started; `nil` where nothing was.
  /// - Returns: What was started.
  static func adding<Started>(_ start: () -> Started, group: (Started) -> pid_t?) -> Started {
    // Beforehand, so that no time passes between the start of the program and what is told of it.
    Supervisor.prepare()
    return contents.withLock { contents in
      let started = start()
      if let id = group(started) {
        contents.groups.append(id)
        Supervisor.add(group: id)
      }
      return started
    }
  }

  static func remove(group: pid_t) {
    Supervisor.remove(group: group)
    contents.withLock { $0.groups.removeAll { $0 == group } }
  }

  static func add(file: String) { contents.withLock { $0.files.append(file) } }
  static func remove(file: String) { contents.withLock { $0.files.removeAll { $0 == file } } }

  /// Ends every running consumer with all its children, and deletes unfinished files.
  package static func clear() {
    contents.withLock { clear(&$0) }
  }

  private static func clear(_ contents: inout Contents) {
    for group in contents.groups { kill(-group, SIGKILL) }
    for file in contents.files { unlink(file) }
    (contents.groups, contents.files) = ([], [])
  }

  /// Clears up, and ends this process as a signal does that nobody handles.
  static func end(by number: Int32) -> Never {
    // Within the lock, so that nothing is started between the clearing and the end.
    contents.withLock { contents in
      clear(&contents)
      signal(number, SIG_DFL)
      // To this thread, which takes it at once; one for the process may come later than the next line.
      var own = sigset_t()
      sigemptyset(&own)
      sigaddset(&own, number)
      pthread_sigmask(SIG_UNBLOCK, &own, nil)
      raise(number)
      _exit(128 &+ number)
    }
  }

  /// The signals that end a process unless it handles them, and that can be handled.
  static let endingSignals = [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ,
  ]

  /// Whether a signal clears up and ends this process.
  static func areClearedOn(_ number: Int32) -> Bool { contents.withLock { $0.signals.contains(number) } }

  /// Clears up when the process is told to end, and then ends as the signal demands.
  ///
  /// Signals that whoever started this process lets it ignore, as `nohup` does, stay ignored.
  ///
  /// - Parameter isTaken: Whether somebody else knows what to do about a signal; the process then goes on.
  /// - Returns: The sources to keep for as long as signals are awaited.
  package static func clearOnSignals(
    unless isTaken: @escaping @Sendable (Int32) -> Bool
  ) -> [any DispatchSourceSignal] {
    let awaited = endingSignals.filter { !isIgnored($0) }
    contents.withLock { $0.signals = awaited }
    return awaited.map { number in
      #if canImport(Darwin)
        // There the source sees the signal only where nothing else handles it.
        signal(number, SIG_IGN)
      #endif
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { if !isTaken(number) { end(by: number) } }
      source.activate()
      return source
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    // Only setting a handler tells the old one.
    let old = signal(number, SIG_DFL)
    guard unsafeBitCast(old, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) else { return false }
    signal(number, SIG_IGN)
    return true
  }
}
