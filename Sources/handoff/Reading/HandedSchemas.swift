import HandoffSchema

/// Schema files that were handed over, for references to what they call themselves or to where they lie.
struct HandedSchemas: Sendable {
  /// How each was named, for messages.
  private var names: [RealPath: String] = [:]
  /// The way to each file from the folder of the document, by the URIs that it gives itself or a part of itself.
  private var paths: [ExactString: String] = [:]

  /// Reads files.
  ///
  /// - Parameters:
  ///   - files: Their names, as given.
  ///   - folder: The folder of the document, from which references count.
  /// - Throws: ``CommandError`` for a file that cannot be read, is not JSON or no schema, and for two files that say
  ///   different things under one name.
  init(_ files: [String], from folder: RealPath) throws(CommandError) {
    var owners: [ExactString: (name: String, json: JSONValue)] = [:]
    for name in files {
      let document = try DocumentFile.json(name, expected: "a JSON Schema").value
      guard let file = RealPath(name) else { continue }
      switch document {
      case .object, .bool: break
      default:
        throw CommandError(lines: [
          "--schema: \(TerminalText.line(name)): expected a JSON Schema (an object or a boolean), found"
            + " \(document.brief)"
        ])
      }
      names[file] = name
      let path = Self.encoded(file.relative(to: folder))
      for uri in SchemaReferences(in: document, at: .root, base: path).identifiers {
        let key = ExactString(uri)
        if let owner = owners[key], owner.json != document {
          throw CommandError(lines: [
            "--schema: \(TerminalText.line(owner.name)) and \(TerminalText.line(name)) say different things under one"
              + " $id, \(TerminalText.quoted(uri)); hand over one of them"
          ])
        }
        if paths[key] == nil { paths[key] = path }
        owners[key] = (name, document)
      }
    }
  }

  /// The name by which a file was handed over; `nil` where it was not.
  func name(of file: RealPath) -> String? { names[file] }

  /// The way to the file that has a name, or a part with that name.
  func path(of uri: String) -> String? { paths[ExactString(uri)] }

  /// A path as a URI reference.
  static func encoded(_ path: String) -> String {
    // In a path these two begin something else.
    URIReference.fragmentEncoded(path).utf8.reduce(into: "") { text, byte in
      switch byte {
      case UInt8(ascii: "?"): text += "%3F"
      case UInt8(ascii: ":"): text += "%3A"
      default: text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
  }
}
