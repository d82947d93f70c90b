import HandoffChecking
import HandoffContracts
import HandoffSchema

/// Reads the documents that commands work on, with errors that name file, line and column.
enum DocumentFile {
  /// Reads and parses a JSON file; `expected` says what it is meant to hold, for messages.
  static func json(
    _ name: String, expected: String, patience: Duration = PeerWait.patience
  ) throws(CommandError) -> JSONDocument {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try InputFile.read(name, expected: expected, patience: patience)
    } catch {
      throw CommandError(error)
    }
    do throws(JSONSyntaxError) {
      return try JSONDocument(parsing: bytes)
    } catch {
      throw CommandError(error, in: name, expected: expected)
    }
  }

  /// Reads the schema that a name means: a file, or a place in one as `FILE#/POINTER`.
  ///
  /// Within a manifest `#/contracts/NAME` means that contract's output, and `#/contracts/NAME/failures/KIND` the
  /// payloads of that failure; see ``ManifestSchemas``. References may lead to files in the folder of the file or
  /// below, or below `schemaRoot`. What is suspicious about it is said on the standard error of the surroundings.
  static func schema(
    _ name: String, options: SchemaOptions, schemaRoot: String?, in surroundings: Surroundings
  ) throws(CommandError) -> Schema {
    let (file, fragment) = split(name)
    let document = try json(file, expected: "a JSON Schema")
    var pointer = try pointer(fragment, in: document.value, name: name)
    if SchemaHosts.manifests.include(document.value) {
      switch try ManifestSchemas(document.value, file: file).part(at: pointer) {
      case .written(let place): pointer = place
      case .failure(let kind, let contract):
        return try SystemFile.failure(
          kind, of: contract, document, file: file, options: options, schemaRoot: schemaRoot, in: surroundings
        )
      }
    } else if document.value[pointer]?.saysNothingAsSchema == true {
      // A warning that cannot be written is no reason to stop.
      try? surroundings.errors.write(
        "\(TerminalText.line(name)): warning: none of its members is a keyword of JSON Schema, so it accepts every"
          + " payload\n")
    }
    let label = InputFile.label(file)
    let folder = try SchemaFolder(of: file, root: schemaRoot, in: surroundings)
    let source = SchemaWithFiles(
      in: document, at: pointer, name: label, reader: folder.reader, options: options)
    guard source.problems.isEmpty else {
      throw CommandError(lines: source.problems.map { TerminalText.line("\($0)", limit: 1_000) })
    }
    do throws(SchemaError) {
      let schema = try Schema(document: document.value, at: pointer, options: source.options)
      SchemaAdvice.give(at: [pointer], of: document, file: file, beside: folder, in: surroundings)
      return schema
    } catch {
      let location = source.location(of: error).map { "\($0)" } ?? label
      var error = error
      error.uri = ""
      throw CommandError(lines: ["\(TerminalText.line(location)): \(TerminalText.line("\(error)"))"])
    }
  }

  /// The file and the fragment of a name; without the number sign.
  static func split(_ name: String) -> (file: String, fragment: String) {
    guard let mark = name.firstIndex(of: "#") else { return (name, "") }
    return (String(name[..<mark]), String(name[name.index(after: mark)...]))
  }

  private static func pointer(
    _ fragment: String, in document: JSONValue, name: String
  ) throws(CommandError) -> JSONPointer {
    // As typed first, since names may contain a percent sign; then as a URI fragment.
    for text in [fragment, percentDecoded(fragment)] {
      if let pointer = JSONPointer(parsing: text), document[pointer] != nil { return pointer }
    }
    var remedy = "write a JSON Pointer, such as #/contracts/NAME or #/$defs/NAME"
    if SchemaHosts.manifests.include(document) {
      remedy = ManifestSchemas(document, file: name).remedy(for: fragment)
    }
    throw CommandError(lines: ["\(TerminalText.line(name)): the part after # leads nowhere; \(remedy)"])
  }

  private static func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension CommandError {
  /// A text that is not JSON, with its place.
  init(_ error: JSONSyntaxError, in name: String, expected: String) {
    let label = TerminalText.line(InputFile.label(name))
    let reason = TerminalText.line(error.message, limit: 300)
    self.init(lines: ["\(label):\(error.line):\(error.column): not JSON: \(reason); expected \(expected)"])
  }
}
