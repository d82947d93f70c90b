import HandoffChecking

extension ProgramConduct {
  /// How programs are run, as a command line says.
  init(_ arguments: ParsedArguments) {
    self.init(
      timeout: .milliseconds(Int64((arguments.seconds(.timeout) ?? 10) * 1000)),
      startTimeout: arguments.seconds(.startTimeout).map { .milliseconds(Int64($0 * 1000)) },
      isPerCase: arguments.has(.perCase))
  }
}
