import HandoffChecking
import HandoffContracts
import HandoffSchema

/// Reads manifests.
enum SystemFile {
  /// The most errors of one manifest that are shown.
  private static let shownErrors = 50

  /// Reads the manifest of a system, with all that is wrong with it in one error.
  ///
  /// Its schemas may refer to files in its folder or below, or below `schemaRoot`. What is suspicious about its
  /// schemas is said on the standard error of the surroundings.
  static func read(
    _ name: String, schemaRoot: String?, in surroundings: Surroundings
  ) throws(CommandError) -> AgentSystem {
    try readWithDocument(name, schemaRoot: schemaRoot, in: surroundings).system
  }

  /// Reads the manifest of a system, as ``read(_:schemaRoot:in:)`` does, and keeps it for locations.
  static func readWithDocument(
    _ name: String, schemaRoot: String?, in surroundings: Surroundings
  ) throws(CommandError) -> (system: AgentSystem, document: JSONDocument) {
    let document = try DocumentFile.json(
      name, expected: "a manifest (a JSON object with \"handoffSystem\": 1)",
      patience: surroundings.patience)
    let folder = try SchemaFolder(of: name, root: schemaRoot, in: surroundings)
    let system = try system(document, file: name, beside: folder)
    SchemaAdvice.give(
      at: document.value.schemaPointersOfManifest, of: document, file: name, beside: folder, in: surroundings)
    return (system, document)
  }

  /// Reads a system of a manifest that was parsed, with all that is wrong with it in one error.
  static func system(
    _ document: JSONDocument, file name: String, beside folder: SchemaFolder
  ) throws(CommandError) -> AgentSystem {
    let label = InputFile.label(name)
    do throws(ManifestError) {
      return try AgentSystem(manifest: document, file: label, schemaFiles: folder.reader)
    } catch {
      let lines = error.description.split(separator: "\n").map { TerminalText.line(String($0), limit: 1_000) }
      guard lines.count > shownErrors else { throw CommandError(lines: lines) }
      let rest = "\(label): \(lines.count - shownErrors) more errors; mend these first"
      throw CommandError(lines: lines.prefix(shownErrors) + [rest])
    }
  }

  /// The payloads of a failure that a manifest declares; a failure's own schema does not say all of them.
  static func failure(
    _ kind: String, of contract: String, _ document: JSONDocument, file: String, options: SchemaOptions,
    schemaRoot: String?, in surroundings: Surroundings
  ) throws(CommandError) -> Schema {
    let folder = try SchemaFolder(of: file, root: schemaRoot, in: surroundings)
    let system = try system(document, file: file, beside: folder)
    SchemaAdvice.give(
      at: [JSONPointer(tokens: ["contracts", contract, "failures", kind, "schema"])], of: document,
      file: file,
      beside: folder, in: surroundings)
    do throws(SchemaError) {
      if let schema = try system.schemas(options: options).failure(kind, of: contract) { return schema }
    } catch {
      throw CommandError(lines: [
        "\(TerminalText.line(InputFile.label(file))): \(TerminalText.line("\(error)"))"
      ])
    }
    throw CommandError(lines: [
      "\(TerminalText.line(InputFile.label(file))): the contract \(TerminalText.quoted(contract)) has no failure"
        + " \(TerminalText.quoted(kind))"
    ])
  }

  /// The folder that a manifest stands in, from which its commands run.
  static func folder(of name: String, in surroundings: Surroundings) -> String {
    guard name != "-", let slash = name.lastIndex(of: "/") else { return surroundings.folder }
    let folder = String(name[..<slash])
    if name.hasPrefix("/") { return folder.isEmpty ? "/" : folder }
    return "\(surroundings.folder)/\(folder)"
  }

  /// What failed in earlier runs; `nil` for standard input, which stands beside nothing.
  static func failures(of name: String, in surroundings: Surroundings) -> FailureMemory? {
    guard name != "-" else { return nil }
    let own = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(name[name.utf8.index(after: $0)...]) }
    return FailureMemory(manifest: own ?? name, base: folder(of: name, in: surroundings))
  }
}
