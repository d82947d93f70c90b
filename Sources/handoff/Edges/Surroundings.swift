#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  // For `environ`, which is a variable in C; it is read once, before any other thread runs.
  @preconcurrency import Glibc
#endif

/// Everything that a command learns from outside its arguments and files.
package struct Surroundings {
  /// Takes results.
  package var output: any ByteSink
  /// Takes progress and diagnostics.
  package var errors: any ByteSink
  /// The environment, `NAME=value` each, in the order of the operating system.
  package var environment: [String]
  /// An absolute path.
  package var folder: String
  /// How long to wait for the other end of a named pipe.
  package var patience = PeerWait.patience
  /// What was read by reference so far.
  package let referredFiles = ReferredFiles()

  package init(
    output: any ByteSink, errors: any ByteSink, environment: [String] = [], folder: String = "/"
  ) {
    self.output = output
    self.errors = errors
    self.environment = environment
    self.folder = folder
  }

  /// The value of an environment variable, or `nil` where it is unset.
  package func variable(_ name: String) -> String? {
    environment.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  /// Whether a text for this sink may be coloured: on a terminal, unless `NO_COLOR` is set to anything
  /// (no-color.org) or the terminal is dumb.
  package func usesColor(on sink: any ByteSink) -> Bool {
    sink.isTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
  }

  /// Those of this process.
  package static func ofThisProcess() -> Surroundings {
    var environment: [String] = []
    var place = environ
    while let entry = place.pointee {
      environment.append(String(cString: entry))
      place += 1
    }
    let path = getcwd(nil, 0)
    defer { free(path) }
    return Surroundings(
      output: DescriptorSink(STDOUT_FILENO, label: "standard output"),
      errors: DescriptorSink(STDERR_FILENO, label: "standard error", capacity: 0),
      environment: environment, folder: path.map { String(cString: $0) } ?? "/")
  }
}
