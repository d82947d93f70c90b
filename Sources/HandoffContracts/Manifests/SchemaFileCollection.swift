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
  /// Names that no file lies under, with the references' targets, in the order in which they were met.
  private var unmet: [(uri: String, target: URIReference)] = []
  private var lookedFor: Set<ExactString> = []
  /// The first file that is meant by each URI, and the URIs that mean a second one too.
  private var owners: [ExactString: Int] = [:]
  private var clashes: [Clash] = []

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

  private struct Clash: Hashable {
    var uri: ExactString
    var first: Int
    var second: Int
  }

  init(reader: SchemaFileReader?) {
    self.reader = reader
  }

  /// Reads all files that the schemas of a system lead to; problems are in the order in which they were met.
  mutating func collect(for system: AgentSystem) -> [DeclarationProblem] {
    // Large systems repeat few schemas many times, and most refer to nothing.
    var alone = KnownValues()
    for place in SchemaPlace.all(in: system) {
      guard let schema = system.schemaValue(at: place), !alone.contains(schema) else { continue }
      let found = SchemaReferences(in: schema, at: .root, base: "")
      if found.references.isEmpty, found.identifiers.isEmpty {
        alone.insert(schema)
      } else {
        follow(found, in: nil, below: system.writtenPointer(to: place))
      }
    }
    return finish()
  }

  /// Reads all files that the schema at a place of a document leads to; the document becomes the first of the files.
  mutating func collect(
    for document: JSONDocument, at pointer: JSONPointer, name: String
  ) -> [DeclarationProblem] {
    files.files.append(SchemaFiles.File(uri: "", name: name, json: document.value, document: document))
    claimIdentifier(of: 0)
    waiting.append(SchemaFiles.Place(file: 0, pointer: pointer))
    return finish()
  }

  private mutating func finish() -> [DeclarationProblem] {
    repeat {
      while let place = waiting.popLast() {
        guard let file = place.file else { continue }
        follow(
          SchemaReferences(in: files.files[file].json, at: place.pointer, base: files.files[file].uri),
          in: file)
      }
      lookFurther()
    } while !waiting.isEmpty
    return refusals.compactMap { refusal in
      // A schema may be called like a file that is not there.
      let name = ExactString(refusal.uri)
      guard !identifiers.contains(name), files.byURI[name] == nil else { return nil }
      files.refused.insert(refusal.place)
      return DeclarationProblem(
        reason: .schemaFile(refusal.path, refusal.reason), pointer: refusal.place.pointer,
        location: files.location(of: refusal.place))
    } + clashes.map(problem(of:)) + repeatedMembers()
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
      let uri = target.resolved(against: URIReference(reference.base)).withoutFragment
      if let path = reader?.handed(uri), take(path, named: uri, for: target) { continue }
      guard target.scheme == nil, target.authority == nil, target.query == nil else {
        unmet.append((uri, target))
        continue
      }
      let path = target.resolved(against: URIReference(file.map { files.files[$0].uri } ?? ""))
        .withoutFragment
      switch answer(for: path) {
      case .success(let other):
        let name = ExactString(uri)
        if files.byURI[name] == nil { files.byURI[name] = other }
        claim(uri, for: other)
        wait(for: target, in: other)
      case .failure(let refused):
        let pointer = JSONPointer(tokens: outer.tokens + reference.pointer.tokens)
        refusals.append(
          Refusal(
            place: SchemaFiles.Place(file: file, pointer: pointer), path: URIReference.percentDecoded(path),
            uri: uri, reason: refused.reason))
        unmet.append((uri, target))
      }
    }
  }

  /// Looks for what is known under no name so far, now that all names of the files at hand are known.
  private mutating func lookFurther() {
    let open = unmet
    unmet = []
    for (uri, target) in open {
      let name = ExactString(uri)
      guard !identifiers.contains(name), BundledMetaschemas.document(uri) == nil else { continue }
      if files.byURI[name] == nil, !lookedFor.insert(name).inserted { continue }
      if let path = reader?.found(uri) { _ = take(path, named: uri, for: target) }
    }
  }

  /// Binds a name to the file of a path, or to the schema of that name inside of it.
  private mutating func take(_ path: String, named uri: String, for target: URIReference) -> Bool {
    guard case .success(let file) = answer(for: path) else { return false }
    let name = ExactString(uri)
    if files.byURI[name] == nil { files.byURI[name] = file }
    claim(uri, for: file)
    let own = SchemaReferences.identifier(of: files.files[file].json, base: path)
    if own.map({ $0.hasSameCodePoints(as: uri) }) == true {
      wait(for: target, in: file)
    } else {
      // A schema inside of the file: its pointers do not count from the file's root.
      files.homes[name] = path
      wait(for: URIReference(""), in: file)
    }
    return true
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
      claimIdentifier(of: index)
      return .success(index)
    }
  }

  /// Notes what a file calls itself: everything that refers to it by that name means this file.
  private mutating func claimIdentifier(of file: Int) {
    let (json, uri) = (files.files[file].json, files.files[file].uri)
    guard let name = SchemaReferences.identifier(of: json, base: uri) else { return }
    claim(name, for: file)
  }

  /// Notes that a URI means a file; which one is meant must not depend on the order of reading.
  ///
  /// Copies that say the same are no problem: what they lead to is claimed in turn.
  private mutating func claim(_ uri: String, for file: Int) {
    let name = ExactString(uri)
    guard let owner = owners[name] else { return owners[name] = file }
    let clash = Clash(uri: name, first: owner, second: file)
    guard owner != file, files.files[owner].json != files.files[file].json, !clashes.contains(clash) else {
      return
    }
    clashes.append(clash)
  }

  private func problem(of clash: Clash) -> DeclarationProblem {
    let pointer = JSONPointer(tokens: files.files[clash.second].json["$id"] == nil ? [] : ["$id"])
    return DeclarationProblem(
      reason: .sharedIdentifier(
        clash.uri.string, files: [files.files[clash.first].name, files.files[clash.second].name]),
      pointer: pointer,
      location: files.location(of: SchemaFiles.Place(file: clash.second, pointer: pointer)))
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
