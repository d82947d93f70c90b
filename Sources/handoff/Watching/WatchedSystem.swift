import HandoffChecking
import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// What a manifest says of the files that an audit and a check of it depend on.
struct WatchedSystem {
  /// The manifest, the schemas that it refers to, its examples, and the files that commands name.
  let files: [String]
  /// Whether somebody consumes payloads, so that there is something to check.
  let hasConsumer: Bool

  /// Reads a manifest; `nil` where it cannot be read, which the audit tells.
  init?(_ arguments: ParsedArguments, in surroundings: Surroundings) {
    let file = arguments.operands[0]
    // What is remarkable about the schemas is told by the audit, once.
    var surroundings = Surroundings(
      output: surroundings.output, errors: surroundings.errors,
      environment: surroundings.environment.variables,
      folder: surroundings.folder)
    surroundings.isQuiet = true
    guard let system = try? SystemFile.read(file, schemaRoot: arguments.text(.schemaRoot), in: surroundings)
    else { return nil }
    let traffic = Traffic(system)
    let folder = SystemFile.folder(of: file, in: surroundings)
    var choice = ConsumerChoice(system, traffic.structure, manifestFolder: folder)
    // A wrong one is told by the check.
    try? choice.choose(consumers: arguments.texts(.consumer), in: surroundings)
    try? choice.choose(endpoints: arguments.texts(.http), allowsRemote: arguments.has(.allowRemote))
    let calls = choice.passages.indices.compactMap { choice.call($0) }
    hasConsumer = !calls.isEmpty
    var files = [file] + surroundings.referredFiles.all + [ExampleFile.name(beside: file)]
    for case .program(let call) in calls { files += Self.files(of: call) }
    var seen: Set<ExactString> = []
    self.files = files.filter { seen.insert(ExactString($0)).inserted }
  }

  /// The words of a call that are names of files: the program where it is named by a path, and its source.
  private static func files(of call: ProgramCall) -> [String] {
    call.words.enumerated().compactMap { index, word in
      guard index > 0 || word.utf8.contains(UInt8(ascii: "/")) else { return nil }
      let name = word.hasPrefix("/") ? word : "\(call.folder)/\(word)"
      return RealPath(name)?.isRegularFile == true ? name : nil
    }
  }
}
