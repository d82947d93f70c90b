import HandoffChecking
import HandoffContracts
import HandoffSchema

/// What is suspicious about schemas that were read, and about those in files that they lead to: for standard error,
/// with the file, line and column, and without any influence on the exit status.
struct SchemaAdvice {
  private let folder: SchemaFolder
  private var files: [File] = []
  /// One file may have several names, and may lead back to the first.
  private var known: [FileIdentity: Int] = [:]

  /// More warnings of one file are counted only.
  static let shownWarnings = 20

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

  /// Takes what read the files that schemas refer to.
  init(beside folder: SchemaFolder) {
    self.folder = folder
  }

  /// Says at once what is suspicious about schemas of one document.
  static func give(
    at pointers: [JSONPointer], of document: JSONDocument, file: String, beside folder: SchemaFolder,
    in surroundings: Surroundings
  ) {
    var advice = SchemaAdvice(beside: folder)
    advice.look(at: pointers, of: document, file: file)
    advice.give(in: surroundings)
  }

  /// Looks at the schemas at pointers of a document.
  mutating func look(at pointers: [JSONPointer], of document: JSONDocument, file: String) {
    if let identity = FileIdentity(file) { known[identity] = files.count }
    let index = files.count
    files.append(File(document, label: InputFile.label(file), path: ""))
    follow(pointers.map { (index, $0) })
  }

  /// Looks at what references lead to that stand in a document of the folder.
  mutating func look(behind references: [String]) {
    follow(references.compactMap { target(of: $0, in: "") })
  }

  /// Writes a line for each warning.
  func give(in surroundings: Surroundings) {
    // A warning that cannot be written is no reason to stop.
    guard !surroundings.isQuiet else { return }
    for line in files.flatMap(Self.lines) { try? surroundings.errors.write(line + "\n") }
  }

  private mutating func follow(_ first: [(file: Int, pointer: JSONPointer)]) {
    var waiting = first
    var next = 0
    while next < waiting.count {
      let (origin, pointer) = waiting[next]
      next += 1
      for text in files[origin].walk.visit(pointer) {
        if let target = target(of: text, in: files[origin].path) { waiting.append(target) }
      }
    }
  }

  /// Where a reference leads to that stands in the file of a path; `nil` where no file was read for it.
  private mutating func target(of text: String, in path: String) -> (file: Int, pointer: JSONPointer)? {
    let reference = URIReference(text)
    // Files are found beside the file, whatever it calls itself.
    let path = reference.resolved(against: URIReference(path)).withoutFragment
    guard let found = folder.file(readFor: URIReference.percentDecoded(path)) else { return nil }
    let target = known[found.identity] ?? files.count
    if target == files.count {
      known[found.identity] = target
      files.append(File(found.document, label: found.name, path: path))
    }
    // An anchor may stand anywhere.
    let fragment = URIReference.percentDecoded(reference.fragment ?? "")
    return (target, JSONPointer(parsing: fragment) ?? .root)
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
  /// Where schemas are written in a manifest, in the order of the document.
  var schemaPointersOfManifest: [JSONPointer] {
    SchemaHosts.manifests.pointers(in: self)
  }

  /// Where the schemas of one contract of a manifest are written.
  func schemaPointers(ofContract name: String) -> [JSONPointer] {
    SchemaHosts.manifests.pointers(in: ["contracts": self["contracts"] ?? [:]]).filter {
      $0.tokens[1].hasSameCodePoints(as: name)
    }
  }
}
