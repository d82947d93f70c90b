public import HandoffSchema

extension AgentSystem {
  /// Parses and reads a manifest; see ``init(manifest:file:schemaFiles:)-(JSONDocument,_,_)``.
  ///
  /// - Throws: ``ManifestError`` with everything that is wrong.
  public init(
    manifest bytes: [UInt8], file: String, schemaFiles: SchemaFileReader? = nil
  ) throws(ManifestError) {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: bytes)
    } catch {
      throw ManifestError(file: file, syntax: error)
    }
    try self.init(manifest: document, file: file, schemaFiles: schemaFiles)
  }

  /// Reads a manifest of format 1.
  ///
  /// Names of contracts, of stores (where the manifest declares any) and of `limits.onLimit` must be declared.
  /// A handoff or an entry that names an undeclared agent is read, because the rule `target-undeclared`
  /// reports it with the rest of the routing; so is a handoff on a failure that its agent does not declare.
  /// Schemas must compile; their references may lead into the schema itself, to `#/contracts/NAME/…` and
  /// `#/$defs/NAME` of the manifest, and to files: `schemas/plan.schema.json#/$defs/step` counts from the manifest's
  /// folder, and within a file from that file's folder. Files are read once, and the system keeps what they said.
  ///
  /// - `file`: The manifest's name for messages and for ``declaredAt``.
  /// - `schemaFiles`: Reads the files; where it is absent a reference to a file is a problem.
  /// - Throws: ``ManifestError`` with everything that is wrong, each with line, column and pointer.
  /// - Complexity: O(*n*) in the size of the manifest; schemas that occur many times compile once.
  public init(
    manifest document: JSONDocument, file: String, schemaFiles: SchemaFileReader? = nil
  ) throws(ManifestError) {
    var system = AgentSystem(name: "", entry: [])
    let repetitions = document.repetitions
    let read = document.withTape { tape in
      var reader = ManifestReader(tape, repetitions: repetitions)
      reader.read(reader.root, by: ManifestReader.systemMembers, into: &system, extensions: \.extensions)
      return (list: reader.list, unreadable: reader.unreadable, isObject: reader.root.kind == .object)
    }
    var list = read.list
    let duplicates = repetitions.isEmpty ? [] : document.duplicateKeys
    for duplicate in duplicates {
      let location = SourceLocation(
        file: file, line: duplicate.location.line, column: duplicate.location.column,
        pointer: duplicate.pointer.description)
      list.add(
        DeclarationProblem(
          reason: .repeatedMember(duplicate.pointer.tokens.last ?? ""), pointer: duplicate.pointer,
          location: location))
    }
    if duplicates.count == JSONDocument.duplicateKeyReportLimit {
      list.omit(repetitions.count - duplicates.count)
    }
    if read.isObject {
      var collection = SchemaFileCollection(reader: schemaFiles)
      for problem in collection.collect(for: system) { list.add(problem) }
      system.schemaFiles = collection.files
      var check = DeclarationCheck(system, silentAbout: read.unreadable, keeping: list)
      check.run()
      list = check.list
    }
    guard list.isEmpty else {
      list.locate(in: document, file: file)
      throw ManifestError(file: file, problems: list.problems, omitted: list.omitted)
    }
    system.locate(in: document, file: file)
    self = system
  }

  /// Notes for every element where it stands in the text.
  ///
  /// Elements are matched to places by their order, which is sound because a manifest with repeated members
  /// is refused before.
  private mutating func locate(in document: JSONDocument, file: String) {
    let found = document.locations(matching: [
      [.name("contracts"), .any], [.name("contracts"), .any, .name("failures"), .any],
      [.name("agents"), .any], [.name("handoffs"), .any], [.name("stores"), .any], [.name("allow"), .any],
      [.name("limits")], [], [.name("entry")], [.name("entry"), .any],
    ])
    func place(_ location: TextLocation, _ tokens: String...) -> SourceLocation {
      SourceLocation(
        file: file, line: location.line, column: location.column,
        pointer: JSONPointer(tokens: tokens).description)
    }
    var failure = 0
    for (index, location) in found[0].enumerated() {
      let name = contracts[index].name
      contracts[index].declaredAt = place(location, "contracts", name)
      for kind in contracts[index].failures.indices {
        contracts[index].failures[kind].declaredAt = place(
          found[1][failure], "contracts", name, "failures", contracts[index].failures[kind].kind)
        failure += 1
      }
    }
    for (index, location) in found[2].enumerated() {
      agents[index].declaredAt = place(location, "agents", agents[index].name)
    }
    for (index, location) in found[3].enumerated() {
      handoffs[index].declaredAt = SourceLocation(file: file, location, handoff: index)
    }
    for (index, location) in found[4].enumerated() {
      stores[index].declaredAt = place(location, "stores", stores[index].name)
    }
    for (index, location) in found[5].enumerated() {
      allowances[index].declaredAt = place(location, "allow", String(index))
    }
    if let location = found[6].first { limits?.declaredAt = place(location, "limits") }
    if let location = found[7].first { declaredAt = place(location) }
    // One name stands by itself, several in an array.
    entryLocations =
      found[9].isEmpty
      ? found[8].map { place($0, "entry") }
      : found[9].enumerated().map { place($1, "entry", String($0)) }
  }
}
