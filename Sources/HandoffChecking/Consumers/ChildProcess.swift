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

  /// Starts a program.
  ///
  /// - Throws: ``ProgramCall/Failure`` where there is none or it cannot be run.
  init(_ call: ProgramCall, in environment: ProcessEnvironment) throws(ProgramCall.Failure) {
    let file = try call.executable(in: environment)
    let variables = call.environment(in: environment).variables
    var words = call.words
    var executable = file
    if call.folder != environment.folder {
      // The portable way to start elsewhere without moving this process; the words stay as they are.
      words =
        ["sh", "-c", "cd -- \"$1\" && shift && exec \"$@\"", "sh", call.folder, file] + call.words.dropFirst()
      executable = "/bin/sh"
    }
    let started = Leftovers.adding {
      ProgramStart.alone { Self.start(executable, words, environment: variables) }
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
    let number = ProgramStart.spawn(&id, executable, words, environment, streams: theirs)
    close(theirs)
    guard number == 0 else {
      close(ours)
      return .failure(StartError(number: number))
    }
    for descriptor in ours { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }
    return .success(Started(id: id, input: ours[0], output: ours[1], errors: ours[2]))
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
