import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A running program with pipes to its three standard streams, in a process group of its own.
///
/// The group is killed and the program reaped when the value goes away, so neither zombies nor orphans stay.
final class ChildProcess {
  let id: pid_t
  /// Non-blocking; `nil` once closed.
  private(set) var input: Int32?
  /// Non-blocking.
  let output: Int32
  /// Non-blocking.
  let errors: Int32
  private var status: ExitState?

  /// How a program ended.
  enum ExitState: Sendable, Hashable {
    case exit(Int32)
    case signal(Int32)
  }

  // Between making a pipe and marking it close-on-exec another start must not copy it into its child.
  private static let starting = Mutex(())

  /// Starts a program.
  ///
  /// - Throws: ``ProgramCall/Failure`` where there is none or it cannot be run.
  init(_ call: ProgramCall, in surroundings: Surroundings) throws(ProgramCall.Failure) {
    let file = try call.executable(path: surroundings.variable("PATH"))
    var words = [call.words[0]] + call.words.dropFirst()
    var executable = file
    if call.folder != surroundings.folder {
      // The portable way to start elsewhere without moving this process; the words stay as they are.
      words =
        ["sh", "-c", "cd -- \"$1\" && shift && exec \"$@\"", "sh", call.folder, file] + call.words.dropFirst()
      executable = "/bin/sh"
    }
    let started = Leftovers.adding {
      Self.starting.withLock { _ in
        Self.start(executable, words, environment: surroundings.environment)
      }
    } group: {
      try? $0.get().id
    }
    switch started {
    case .success(let child):
      (id, input, output, errors) = (child.id, child.input, child.output, child.errors)
    case .failure(let error): throw .system(program: call.words[0], message: SystemCall.message(error.number))
    }
  }

  deinit {
    closeInput()
    SystemCall.close(output)
    SystemCall.close(errors)
    killAndReap()
  }

  /// Tells the program that nothing more will come.
  func closeInput() {
    if let input { SystemCall.close(input) }
    input = nil
  }

  /// How the program ended, or `nil` while it runs.
  ///
  /// The program is not reaped yet, so its id stays its own.
  func exitState() -> ExitState? {
    if let status { return status }
    var info = siginfo_t()
    let (result, _) = SystemCall.retrying { waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT) }
    guard result == 0, info.si_signo == SIGCHLD else { return nil }
    status = info.si_code == CLD_EXITED ? .exit(info.exitStatus) : .signal(info.exitStatus)
    return status
  }

  /// Ends the program and all its children, and frees what the operating system keeps of it.
  private func killAndReap() {
    kill(-id, SIGKILL)
    // Before it is reaped: afterwards the number may be another program's.
    Leftovers.remove(group: id)
    var ignored: Int32 = 0
    _ = SystemCall.retrying { waitpid(id, &ignored, 0) }
  }
}

extension ChildProcess {
  private struct Started {
    var id: pid_t
    var input: Int32
    var output: Int32
    var errors: Int32
  }

  private struct StartError: Error {
    var number: Int32
  }

  private static func start(
    _ executable: String, _ words: [String], environment: [String]
  ) -> Result<Started, StartError> {
    var pipes: [Int32] = []
    func close(_ descriptors: [Int32]) { for descriptor in descriptors { SystemCall.close(descriptor) } }
    for _ in 0..<3 {
      var pair: [Int32] = [0, 0]
      guard pipe(&pair) == 0 else {
        let number = errno
        close(pipes)
        return .failure(StartError(number: number))
      }
      for descriptor in pair { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      pipes += pair
    }
    let (theirs, ours) = ([pipes[0], pipes[3], pipes[5]], [pipes[1], pipes[2], pipes[4]])
    var id: pid_t = 0
    let number = spawn(&id, executable, words, environment, streams: theirs)
    close(theirs)
    guard number == 0 else {
      close(ours)
      return .failure(StartError(number: number))
    }
    for descriptor in ours { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }
    return .success(Started(id: id, input: ours[0], output: ours[1], errors: ours[2]))
  }

  /// Starts a shell that reads a script's input from a pipe and outlives this process.
  ///
  /// - Returns: The end of the pipe to write to; `nil` where it cannot be started.
  static func startSupervisor(_ script: String) -> Int32? {
    starting.withLock { _ in
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

  private static func spawn(
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

extension siginfo_t {
  /// The exit status or the signal of the child that this is about.
  fileprivate var exitStatus: Int32 {
    #if canImport(Darwin)
      si_status
    #else
      _sifields._sigchld.si_status
    #endif
  }
}
