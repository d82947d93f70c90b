import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A small program that outlives this one by a moment and ends the consumers that are left, also where this process is
/// killed in a way that it cannot notice.
///
/// It reads process groups from a pipe that nobody else holds open; the pipe's end means that this process is gone.
package enum Supervisor {
  /// `+ GROUP` takes a group in, `- GROUP` lets it go.
  private static let script = """
    trap '' INT TERM HUP QUIT USR1 USR2 ALRM
    groups=' '
    while read -r mark group; do
      case $mark in
        +) groups="$groups$group " ;;
        -) case $groups in *" $group "*) groups="${groups%% $group *} ${groups#* $group }" ;; esac ;;
      esac
    done
    for group in $groups; do kill -KILL "-$group" 2>/dev/null; done
    """

  private enum State {
    /// This process is not the tool, so it is not for the supervisor to say how long it lives.
    case unwanted
    case wanted
    case running(Int32)
    /// There is no shell, or it went away; consumers are then ended only by this process itself.
    case missing
  }

  private static let state = Mutex(State.unwanted)

  /// Lets a supervisor be started with the first consumer.
  package static func enable() { state.withLock { $0 = .wanted } }

  /// Starts the supervisor where it is wanted and does not run yet.
  static func prepare() {
    state.withLock { state in
      if case .wanted = state { state = start() }
    }
  }

  static func add(group: pid_t) { tell("+ \(group)\n") }
  static func remove(group: pid_t) { tell("- \(group)\n") }

  private static func tell(_ line: String) {
    state.withLock { state in
      guard case .running(let pipe) = state else { return }
      let bytes = Array(line.utf8)
      let (count, _) = SystemCall.retrying { bytes.withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) } }
      if count < bytes.count {
        SystemCall.close(pipe)
        state = .missing
      }
    }
  }

  private static func start() -> State {
    guard let pipe = ProgramStart.startSupervisor(script) else { return .missing }
    return .running(pipe)
  }
}
