internal import HandoffSchema

/// Gathers the schema files of a manifest: those that it refers to, those that they refer to, and so on.
struct SchemaFileCollection {
  /// The most files of one manifest.
  static let fileLimit = 1_000

  private let reader: SchemaFileReader?
  private(set) var files = SchemaFiles()
  private var waiting: [SchemaFiles.Place] = []
  private var seen: Set<SchemaFiles.Place> = []
  /// What reading each path gave.
  private var answers: [ExactString: Result<Int, Refused>] = [:]
  private var identifiers: Set<ExactString> = []
  private var refusals: [Refusal] = []

  private struct Refused: Error {
    var reason: SchemaFileReader.Refusal
  }

  private struct Refusal {
    var place: SchemaFiles.Place
    var path: String
    /// What the reference means where an identifier says so.
    var uri: String
    var reason: SchemaFileReader.Refusal
  }

  init(reader: SchemaFileReader?) {
    self.reader = reader
  }

  /// Reads all files that the schemas of a system lead to; problems are in the order in which they were met.
  mutating func collect(for system: AgentSystem) -> [DeclarationProblem] {
    for place in SchemaPlace.all(in: system) {
      guard let schema = system.schemaValue(at: place) else { continue }
      let pointer = system.writtenPointer(to: place)
      follow(SchemaReferences(in: schema, at: .root, base: ""), in: nil, below: pointer)
    }
    return finish()
  }

  /// Reads all files that the schema at a place of a document leads to; the document becomes the first of the files.
  mutating func collect(
    for document: JSONDocument, at pointer: JSONPointer, name: String
  ) -> [DeclarationProblem] {
    files.files.append(SchemaFiles.File(uri: "", name: name, json: document.value, document: document))
    waiting.append(SchemaFiles.Place(file: 0, pointer: pointer))
    return finish()
  }

  private mutating func finish() -> [DeclarationProblem] {
    while let place = waiting.popLast() {
      guard let file = place.file else { continue }
      follow(
        SchemaReferences(in: files.files[file].json, at: place.pointer, base: files.files[file].uri), in: file
      )
    }
    return refusals.compactMap { refusal in
      // A schema may be called like a file that is not there.
      guard !identifiers.contains(ExactString(refusal.uri)) else { return nil }
      files.refused.insert(refusal.place)
      return DeclarationProblem(
        reason: .schemaFile(refusal.path, refusal.reason), pointer: refusal.place.pointer,
        location: files.location(of: refusal.place))
    } + repeatedMembers()
  }

  private mutating func follow(
    _ found: SchemaReferences, in file: Int?, below outer: JSONPointer = .root
  ) {
    for identifier in found.identifiers { identifiers.insert(ExactString(identifier)) }
    for reference in found.references {
      let target = URIReference(reference.text)
      if target.withoutFragment.isEmpty {
        // The manifest's own schemas are all looked at; a file's only where something leads there.
        if let file { wait(for: target, from: reference, in: file) }
        continue
      }
      guard target.scheme == nil, target.authority == nil, target.query == nil else { continue }
      let uri = target.resolved(against: URIReference(reference.base)).withoutFragment
      let path = target.resolved(against: URIReference(file.map { files.files[$0].uri } ?? ""))
        .withoutFragment
      switch answer(for: path) {
      case .success(let other):
        let name = ExactString(uri)
        if files.byURI[name] == nil { files.byURI[name] = other }
        wait(for: target, in: other)
      case .failure(let refused):
        let pointer = JSONPointer(tokens: outer.tokens + reference.pointer.tokens)
        refusals.append(
          Refusal(
            place: SchemaFiles.Place(file: file, pointer: pointer), path: URIReference.percentDecoded(path),
            uri: uri, reason: refused.reason))
      }
    }
  }

  /// A local reference leads into the schema that an identifier or a manifest sets apart, or into the whole file.
  private mutating func wait(
    for target: URIReference, from reference: SchemaReferences.Reference, in file: Int
  ) {
    if reference.isIdentified { return wait(for: URIReference(""), in: file) }
    wait(for: target, in: file)
    let hosts = SchemaHosts.manifests
    if hosts.include(files.files[file].json), let held = hosts.schema(around: reference.pointer),
      seen.insert(SchemaFiles.Place(file: file, pointer: held)).inserted
    {
      waiting.append(SchemaFiles.Place(file: file, pointer: held))
    }
  }

  private mutating func wait(for target: URIReference, in file: Int) {
    let fragment = URIReference.percentDecoded(target.fragment ?? "")
    // An anchor may stand anywhere.
    let place = SchemaFiles.Place(file: file, pointer: JSONPointer(parsing: fragment) ?? .root)
    if seen.insert(place).inserted { waiting.append(place) }
  }

  private mutating func answer(for path: String) -> Result<Int, Refused> {
    let key = ExactString(path)
    if let known = answers[key] { return known }
    let answer = read(path)
    answers[key] = answer
    return answer
  }

  private mutating func read(_ path: String) -> Result<Int, Refused> {
    guard let reader else { return .failure(Refused(reason: .noReader)) }
    guard files.files.count < Self.fileLimit else {
      return .failure(Refused(reason: .tooMany(limit: Self.fileLimit)))
    }
    switch reader.read(URIReference.percentDecoded(path)) {
    case .refused(let reason): return .failure(Refused(reason: reason))
    case .document(let document, let name):
      let index = files.files.count
      files.files.append(SchemaFiles.File(uri: path, name: name, json: document.value, document: document))
      files.byURI[ExactString(path)] = index
      return .success(index)
    }
  }

  private func repeatedMembers() -> [DeclarationProblem] {
    files.files.flatMap { file in
      file.document.duplicateKeys.map { duplicate in
        DeclarationProblem(
          reason: .repeatedMember(duplicate.pointer.tokens.last ?? ""), pointer: duplicate.pointer,
          location: SourceLocation(
            file: file.name, line: duplicate.location.line, column: duplicate.location.column,
            pointer: duplicate.pointer.description))
      }
    }
  }
}
