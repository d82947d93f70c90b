import HandoffChecking

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The program: arguments and surroundings in, exit status out.
@main
enum HandoffTool {
  static func main() async {
    holdStandardDescriptors()
    SystemCall.ignoreBrokenPipes()
    Supervisor.enable()
    let sources = Leftovers.clearOnSignals { number in number == SIGINT && Interruption.take() }
    let run = Task { @MainActor in
      await CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), in: .ofThisProcess())
    }
    Interruption.onRequest { run.cancel() }
    let status = await run.value
    withExtendedLifetime(sources) { Leftovers.clear() }
    exit(status.rawValue)
  }

  /// Opens something in the place of closed standard streams.
  ///
  /// So no file that is opened later takes their numbers and gets what is meant for them. Writing to such a
  /// stream still fails.
  private static func holdStandardDescriptors() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
