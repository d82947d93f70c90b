import Dispatch
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Opens named pipes, which takes until somebody opens the other end.
package enum PeerWait {
  /// How long to wait for the other end of a named pipe.
  package static let patience = Duration.seconds(10)

  /// Whether a name is a named pipe.
  package static func isNeeded(for name: String) -> Bool {
    var status = stat()
    return stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
  }

  /// Opens a named pipe in a thread of its own.
  ///
  /// - Returns: What `open` returned and its error number; `nil` where nobody came in time.
  static func open(_ name: String, _ flags: Int32, patience: Duration) -> (result: Int32, error: Int32)? {
    let outcome = Outcome()
    // A thread of its own: one of a pool would be missing there for as long as nobody comes.
    guard start(Opening(name: name, flags: flags, outcome: outcome)) else {
      return SystemCall.retrying { systemOpen(name, flags) }
    }
    let milliseconds = Int(
      patience.components.seconds * 1_000 + patience.components.attoseconds / 1_000_000_000_000_000)
    if let opened = outcome.wait(milliseconds: milliseconds) { return opened }
    // Lets the thread go: both ends at once never wait.
    let both = systemOpen(name, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    if both >= 0 { SystemCall.close(both) }
    return nil
  }

  private static func start(_ opening: Opening) -> Bool {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let context = Unmanaged.passRetained(opening)
    let error = pthread_create(
      &thread, nil,
      { context in
        // The context is optional on some platforms only.
        let context: UnsafeMutableRawPointer? = context
        guard let context else { return nil }
        Unmanaged<Opening>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    if error != 0 { context.release() }
    return error == 0
  }

  private final class Opening: Sendable {
    private let name: String
    private let flags: Int32
    private let outcome: Outcome

    init(name: String, flags: Int32, outcome: Outcome) {
      self.name = name
      self.flags = flags
      self.outcome = outcome
    }

    func run() {
      let opened = SystemCall.retrying { systemOpen(name, flags) }
      if !outcome.deliver(opened), opened.result >= 0 { SystemCall.close(opened.result) }
    }
  }

  private final class Outcome: Sendable {
    private struct State {
      var opened: (result: Int32, error: Int32)?
      var isGivenUp = false
    }

    private let state = Mutex(State())
    private let ready = DispatchSemaphore(value: 0)

    /// Returns false where nobody waits any more.
    func deliver(_ opened: (result: Int32, error: Int32)) -> Bool {
      let isWanted = state.withLock { state in
        if state.isGivenUp { return false }
        state.opened = opened
        return true
      }
      ready.signal()
      return isWanted
    }

    func wait(milliseconds: Int) -> (result: Int32, error: Int32)? {
      _ = ready.wait(timeout: .now() + .milliseconds(milliseconds))
      return state.withLock { state in
        state.isGivenUp = state.opened == nil
        return state.opened
      }
    }
  }
}

private func systemOpen(_ name: String, _ flags: Int32) -> Int32 { open(name, flags) }
