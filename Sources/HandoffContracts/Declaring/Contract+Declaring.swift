internal import HandoffSchema

extension Contract {
  /// Declares a contract: one `Output`, and a `Failure` for each way in which the task can fail.
  ///
  /// - `version`: The version (semver); raise it when the contract changes, `handoff diff` says how far.
  /// - `description`: What the contract is for.
  public init(
    _ name: String, version: String? = nil, description: String? = nil, fileID: String = #fileID,
    line: Int = #line, @ContractBuilder _ elements: () -> [any ContractElement]
  ) {
    self.init(
      name, version: version, description: description, elements: elements(), fileID: fileID, line: line)
  }

  /// Declares a contract of elements that come from elsewhere than a builder.
  public init(
    _ name: String, version: String? = nil, description: String? = nil, elements: [any ContractElement],
    fileID: String = #fileID, line: Int = #line
  ) {
    let place = SourceLocation(file: fileID, line: line)
    self.init(name: name, version: version, description: description, output: true, declaredAt: place)
    for element in elements { element.apply(to: &self) }
    if !seenElements.contains("Output") {
      report(.missingElement("a contract needs an output: add Output { Field(\"name\", shape) }"), at: place)
    }
    allowTagInClosedFailures()
  }

  /// A contract has an output: write `Contract("name") { Output { … } }`.
  @available(
    *, unavailable,
    message: "A contract has an output: write Contract(\"name\") { Output { Field(\"field\", shape) } }."
  )
  public init(_ name: String, version: String? = nil, description: String? = nil) {
    self.init(name, elements: [])
  }

  /// A likely slip, with its remedy.
  @available(
    *, unavailable, message: "The version has a label: write Contract(\"name\", version: \"1.0.0\") { … }."
  )
  public init(_ name: String, _ version: String, @ContractBuilder _ elements: () -> [any ContractElement]) {
    self.init(name, elements: elements())
  }

  // A failure's schema describes the whole payload, so a closed one must name the tag or refuse every payload.
  private mutating func allowTagInClosedFailures() {
    guard let failureTag else { return }
    for index in failures.indices {
      guard case .object(var schema) = failures[index].schema, schema["additionalProperties"] == false else {
        continue
      }
      var properties = schema["properties"]?.objectValue ?? [:]
      guard properties[failureTag] == nil else { continue }
      properties[failureTag] = ["const": .string(failures[index].kind)]
      schema["properties"] = .object(properties)
      failures[index].schema = .object(schema)
    }
  }

  /// The schema of a shape, after taking over what the shape brings along.
  mutating func take(_ shape: Shape, at path: [String], _ location: SourceLocation?) -> JSONValue {
    attachedContracts.attach(shape.attachedContracts)
    builderProblems += shape.problems(below: ["contracts", name] + path, location)
    return shape.schema
  }

  /// Notes that an element was met, and a problem if it was before.
  mutating func note(once element: String, at place: SourceLocation?, member: String) {
    if seenElements.contains(element) { report(.repeatedElement(element), at: place, member) }
    seenElements.append(element)
  }

  mutating func report(
    _ reason: DeclarationProblem.Reason, at place: SourceLocation?, _ member: String? = nil
  ) {
    let pointer = JSONPointer(tokens: ["contracts", name] + (member.map { [$0] } ?? []))
    builderProblems.append(DeclarationProblem(reason: reason, pointer: pointer, location: place))
  }
}

extension [Contract] {
  /// Adds contracts and those that they bring, each once and bare.
  ///
  /// Contracts refer to each other as a graph does: a tree of copies would double with every contract.
  mutating func attach(_ contracts: [Contract]) {
    for contract in contracts {
      var bare = contract
      bare.attachedContracts = []
      for one in [bare] + contract.attachedContracts
      where !contains(where: { $0.name.hasSameCodePoints(as: one.name) && $0 == one }) {
        append(one)
      }
    }
  }
}
