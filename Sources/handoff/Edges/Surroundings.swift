package import HandoffChecking

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Everything that a command learns from outside its arguments and files.
package struct Surroundings {
  /// Takes results.
  package var output: any ByteSink
  /// Takes progress and diagnostics.
  package var errors: any ByteSink
  /// What programs get that are started.
  package var environment: ProcessEnvironment
  /// Whether text is coloured, as the command line says.
  package var color = ColorChoice.auto
  /// Whether only what is wrong is told.
  package var isQuiet = false
  /// Whether a terminal shows how far the work is.
  package var showsProgress = true
  /// How long to wait for the other end of a named pipe.
  package var patience = PeerWait.patience
  /// What was read by reference so far.
  package let referredFiles = ReferredFiles()

  package init(
    output: any ByteSink, errors: any ByteSink, environment: [String] = [], folder: String = "/"
  ) {
    self.output = output
    self.errors = errors
    self.environment = ProcessEnvironment(variables: environment, folder: folder)
  }

  /// An absolute path.
  package var folder: String { environment.folder }

  /// Takes what a command line says of how it is told what is found.
  package mutating func apply(_ arguments: ParsedArguments) {
    if let choice = arguments.text(.color).flatMap(ColorChoice.init) { color = choice }
    if arguments.has(.quiet) { isQuiet = true }
    if arguments.has(.quiet) || arguments.has(.noProgress) { showsProgress = false }
  }

  /// The value of an environment variable, or `nil` where it is unset.
  package func variable(_ name: String) -> String? { environment.variable(name) }

  /// Whether text is coloured.
  package enum ColorChoice: String, Sendable, Hashable, CaseIterable {
    case auto, always, never
  }

  /// Whether a text for this sink may be coloured: as the command line says, and where it says nothing on a terminal,
  /// unless `NO_COLOR` is set to anything (no-color.org) or the terminal is dumb.
  package func usesColor(on sink: any ByteSink) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: sink.isTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }
  }

  /// Those of this process.
  package static func ofThisProcess() -> Surroundings {
    let environment = ProcessEnvironment.ofThisProcess()
    return Surroundings(
      output: DescriptorSink(STDOUT_FILENO, label: "standard output"),
      errors: DescriptorSink(STDERR_FILENO, label: "standard error", capacity: 0),
      environment: environment.variables, folder: environment.folder)
  }
}
