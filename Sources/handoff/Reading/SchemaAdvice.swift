import HandoffContracts
import HandoffReports
import HandoffSchema

/// Says what is suspicious about schemas that were read: on standard error, with the line and column, and without
/// any influence on the exit status.
struct SchemaAdvice {
  private let document: JSONDocument
  private let label: String

  /// More warnings of one document are counted only.
  private static let shownWarnings = 20

  /// Takes the document that the schemas stand in, and the file's name.
  init(_ document: JSONDocument, file: String) {
    self.document = document
    label = InputFile.label(file)
  }

  /// Writes a line for each warning.
  func give(at pointers: [JSONPointer], in surroundings: Surroundings) {
    // A warning that cannot be written is no reason to stop.
    for line in lines(at: pointers) { try? surroundings.errors.write(line + "\n") }
  }

  func lines(at pointers: [JSONPointer]) -> [String] {
    var walk = SchemaWarningWalk(document.value, hosts: .manifests)
    for pointer in pointers { walk.visit(pointer) }
    let warnings = walk.warnings
    let shown = warnings.prefix(Self.shownWarnings)
    let locations = document.locations(of: shown.map(\.pointer))
    let name = TerminalText.line(label)
    var lines = zip(shown, locations).map { warning, found in
      let location = found.name ?? found.value
      return "\(name):\(location.line):\(location.column): warning: "
        + TerminalText.line("\(warning.pointer): \(warning)", limit: 500)
    }
    if warnings.count > shown.count {
      lines.append("\(name): \(warnings.count - shown.count) more warnings about schemas")
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
