import HandoffContracts
import HandoffReports
import HandoffSchema

/// Says what is suspicious about schemas that were read: on standard error, with the file, line and column, and
/// without any influence on the exit status.
struct SchemaAdvice {
  private let document: JSONDocument
  private let file: String
  private let folder: SchemaFolder

  /// More warnings of one file are counted only.
  private static let shownWarnings = 20

  /// Takes the document that the schemas stand in, its file's name, and what read the files that it refers to.
  init(_ document: JSONDocument, file: String, beside folder: SchemaFolder) {
    self.document = document
    self.file = file
    self.folder = folder
  }

  /// Writes a line for each warning.
  func give(at pointers: [JSONPointer], in surroundings: Surroundings) {
    // A warning that cannot be written is no reason to stop.
    for line in lines(at: pointers) { try? surroundings.errors.write(line + "\n") }
  }

  private struct File {
    var document: JSONDocument
    var label: String
    /// The path from the folder of the first file, where references count from.
    var path: String
    var walk: SchemaWarningWalk

    init(_ document: JSONDocument, label: String, path: String) {
      self.document = document
      self.label = label
      self.path = path
      walk = SchemaWarningWalk(document.value, hosts: .manifests)
    }
  }

  private func lines(at pointers: [JSONPointer]) -> [String] {
    var files = [File(document, label: InputFile.label(file), path: "")]
    // One file may have several names, and may lead back to the first.
    var known: [FileIdentity: Int] = [:]
    if let identity = FileIdentity(file) { known[identity] = 0 }
    var waiting = pointers.map { (file: 0, pointer: $0) }
    var next = 0
    while next < waiting.count {
      let (origin, pointer) = waiting[next]
      next += 1
      for text in files[origin].walk.visit(pointer) {
        let reference = URIReference(text)
        // Files are found beside the file, whatever it calls itself.
        let path = reference.resolved(against: URIReference(files[origin].path)).withoutFragment
        guard let found = folder.file(readFor: URIReference.percentDecoded(path)) else { continue }
        let target = known[found.identity] ?? files.count
        if target == files.count {
          known[found.identity] = target
          files.append(File(found.document, label: found.name, path: path))
        }
        // An anchor may stand anywhere.
        let fragment = URIReference.percentDecoded(reference.fragment ?? "")
        waiting.append((target, JSONPointer(parsing: fragment) ?? .root))
      }
    }
    return files.flatMap { Self.lines(for: $0) }
  }

  private static func lines(for file: File) -> [String] {
    let shown = file.walk.warnings.prefix(shownWarnings)
    let locations = file.document.locations(of: shown.map(\.pointer))
    let name = TerminalText.line(file.label)
    var lines = zip(shown, locations).map { warning, found in
      let location = found.name ?? found.value
      return "\(name):\(location.line):\(location.column): warning: "
        + TerminalText.line("\(warning.pointer): \(warning)", limit: 500)
    }
    if file.walk.count > shown.count {
      lines.append("\(name): \(file.walk.count - shown.count) more warnings about schemas")
    }
    return lines
  }
}

extension JSONValue {
  /// Where schemas stand in a manifest, in the order of the document.
  var schemaPointersOfManifest: [JSONPointer] {
    var pointers: [JSONPointer] = []
    for member in objectValue ?? [:] {
      let place = JSONPointer(tokens: [member.key])
      switch member.key {
      case "input": pointers.append(place)
      case "$defs": pointers += (member.value.objectValue ?? [:]).map { place.appending($0.key) }
      case "contracts":
        for contract in member.value.objectValue ?? [:] {
          pointers += contract.value.schemaPointersOfContract(at: place.appending(contract.key))
        }
      case "agents":
        for agent in member.value.objectValue ?? [:] where agent.value["accepts"]?.namesContract == false {
          pointers.append(place.appending(agent.key).appending("accepts"))
        }
      case "handoffs":
        // Most handoffs of a large system have no schema at all; no pointer is made for those.
        for (index, handoff) in (member.value.arrayValue ?? []).enumerated() {
          for name in ["when", "payload", "result"] where handoff[name]?.namesContract == false {
            pointers.append(place.appending(index).appending(name))
          }
        }
      default: break
      }
    }
    return pointers
  }

  /// Where schemas stand in a contract.
  func schemaPointersOfContract(at place: JSONPointer = .root) -> [JSONPointer] {
    let failures = self["failures"]?.objectValue ?? [:]
    return [place.appending("output")]
      + failures.map { place.appending("failures").appending($0.key).appending("schema") }
  }

  /// Whether this is `{"contract": NAME}`, which stands where a schema may stand.
  private var namesContract: Bool { self["contract"] != nil }
}
