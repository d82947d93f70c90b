package import HandoffSchema

/// Compares the contracts of two systems part by part.
struct ContractComparison {
  private let old: AgentSystem
  private let new: AgentSystem
  private let oldSchemas: SystemSchemas
  private let newSchemas: SystemSchemas
  private let oldRoot: JSONObject
  private let newRoot: JSONObject
  private var algebra: SchemaAlgebra

  init(old: AgentSystem, new: AgentSystem, options: ComparisonOptions) {
    self.old = old
    self.new = new
    oldSchemas = old.schemas()
    newSchemas = new.schemas()
    oldRoot = old.referableMembers
    newRoot = new.referableMembers
    algebra = SchemaAlgebra(options: options)
  }

  /// Compares two contracts, told by their places in the systems.
  mutating func compare(_ before: Int, _ after: Int) throws(SchemaError) -> ContractDiff {
    let (previous, current) = (old.contracts[before], new.contracts[after])
    var parts = [try output(before, after)]
    parts += try failures(before, after)
    let isRenamed = !previous.name.hasSameCodePoints(as: current.name)
    var readers = Compatibility.compatible
    var writers = Compatibility.compatible
    for part in parts {
      readers = readers.joined(with: part.readers)
      writers = writers.joined(with: part.writers)
    }
    parts.removeAll { $0.change == .identical }
    var change = ContractChange(readers: readers, writers: writers)
    let renames = parts.contains { part in
      if case .renamed = part.presence { return true }
      return part.fields.contains { if case .renamed = $0.kind { true } else { false } }
    }
    if isRenamed || renames {
      change = .breaking
    } else if parts.isEmpty {
      change = same(previous.description, current.description) ? .identical : .compatible
    }
    let step = VersionStep.required(for: change)
    let versions = (
      previous.version.flatMap(SemanticVersion.init(_:)), current.version.flatMap(SemanticVersion.init(_:))
    )
    var diff = ContractDiff(
      name: current.name, presence: isRenamed ? .renamed(from: previous.name) : .kept, change: change,
      readers: readers, writers: writers, parts: parts, oldVersion: previous.version,
      newVersion: current.version, requiredStep: step, affected: [])
    if let from = versions.0, let to = versions.1 {
      diff.madeStep = .made(from: from, to: to)
      diff.isVersionSufficient = VersionStep.isSufficient(from: from, to: to, for: step)
    }
    return diff
  }

  private mutating func output(_ before: Int, _ after: Int) throws(SchemaError) -> ContractPartDiff {
    let (previous, current) = (old.contracts[before].output, new.contracts[after].output)
    let fields = FieldComparison.changes(
      from: previous, on: ground(of: previous, in: old, oldRoot), to: current,
      on: ground(of: current, in: new, newRoot))
    return try part(
      .output, .output(contract: before), .output(contract: after), fields: fields,
      isWrittenAlike: old.contracts[before].output == new.contracts[after].output)
  }

  private func ground(of schema: JSONValue, in system: AgentSystem, _ root: JSONObject) -> ReferenceGround {
    ReferenceGround(of: schema, in: schema.referenceRoot(within: root), files: system.schemaFiles)
  }

  private mutating func failures(_ before: Int, _ after: Int) throws(SchemaError) -> [ContractPartDiff] {
    let (previous, current) = (old.contracts[before], new.contracts[after])
    let oldKinds = NameIndex<FailureIndex>(previous.failures.map(\.kind))
    let newKinds = NameIndex<FailureIndex>(current.failures.map(\.kind))
    let added = current.failures.filter { oldKinds[$0.kind] == nil }
    let removed = previous.failures.filter { newKinds[$0.kind] == nil }
    // One kind went, one came, and they promise the same: that is a rename.
    let isRename = added.count == 1 && removed.count == 1 && added[0].schema == removed[0].schema
    var parts: [ContractPartDiff] = []
    for (place, failure) in current.failures.enumerated() {
      if let earlier = oldKinds[failure.kind]?.rawValue {
        let earlierSchema = previous.failures[earlier].schema ?? true
        let laterSchema = failure.schema ?? true
        let fields = FieldComparison.changes(
          from: earlierSchema, on: ground(of: earlierSchema, in: old, oldRoot), to: laterSchema,
          on: ground(of: laterSchema, in: new, newRoot))
        let isAlike =
          previous.failures[earlier].schema == failure.schema
          && same(previous.failures[earlier].description, failure.description)
          && previous.failures[earlier].detectedBy == failure.detectedBy
          && same(previous.failureTag, current.failureTag)
        parts.append(
          try part(
            .failure(failure.kind), .failure(contract: before, failure: earlier),
            .failure(contract: after, failure: place), fields: fields, isWrittenAlike: isAlike))
      } else {
        let schema = try newSchemas.schema(at: .failure(contract: after, failure: place))
        let readers = existing(schema, "the failure \(quoted(failure.kind)) is new")
        var addedPart = ContractPartDiff(
          part: .failure(failure.kind), presence: .added,
          change: ContractChange(readers: readers, writers: .compatible), readers: readers,
          writers: .compatible, fields: [])
        if isRename { addedPart.presence = .renamed(from: removed[0].kind) }
        parts.append(addedPart)
      }
    }
    for failure in removed {
      let place = oldKinds[failure.kind]?.rawValue ?? 0
      let schema = try oldSchemas.schema(at: .failure(contract: before, failure: place))
      let writers = existing(schema, "the failure \(quoted(failure.kind)) is no longer declared")
      parts.append(
        ContractPartDiff(
          part: .failure(failure.kind), presence: .removed,
          change: ContractChange(readers: .compatible, writers: writers), readers: .compatible,
          writers: writers, fields: []))
    }
    return parts
  }

  /// What it means for the side that meets a part which the other version does not have.
  private mutating func existing(_ schema: Schema?, _ reason: String) -> Compatibility {
    guard let schema else { return .compatible }
    switch algebra.emptiness(of: schema) {
    case .empty: return .compatible
    case .inhabited(let witness): return .broken(witness: witness, because: reason)
    case .undecided(let why): return .undecided("\(reason), and \(why)")
    }
  }

  private mutating func part(
    _ part: ContractPart, _ before: SchemaPlace, _ after: SchemaPlace, fields: [FieldChange],
    isWrittenAlike: Bool
  ) throws(SchemaError) -> ContractPartDiff {
    var diff = ContractPartDiff(
      part: part, presence: .kept, change: .identical, readers: .compatible, writers: .compatible,
      fields: fields)
    // The same words mean the same unless they refer to others that may have changed.
    let refers = old.schemaValue(at: before)?.hasReferences == true
    guard !isWrittenAlike || refers else { return diff }
    guard let previous = try oldSchemas.schema(at: before), let current = try newSchemas.schema(at: after)
    else {
      return diff
    }
    diff.readers = Compatibility(algebra.inclusion(of: current, in: previous))
    diff.writers = Compatibility(algebra.inclusion(of: previous, in: current))
    diff.change = ContractChange(readers: diff.readers, writers: diff.writers)
    if isWrittenAlike, fields.isEmpty, diff.change == .compatible { diff.change = .identical }
    return diff
  }
}

extension JSONValue {
  /// What references in a schema count from: its own root where it names itself.
  fileprivate func referenceRoot(within root: JSONObject) -> JSONObject {
    guard case .object(let members) = self, members["$id"] != nil else { return root }
    return members
  }

  /// Whether a schema refers to another one anywhere.
  package var hasReferences: Bool {
    var open = [self]
    while let value = open.popLast() {
      switch value {
      case .array(let elements): open += elements
      case .object(let members):
        for member in members {
          if member.key == "$ref" || member.key == "$dynamicRef" || member.key == "$recursiveRef" {
            return true
          }
          open.append(member.value)
        }
      default: break
      }
    }
    return false
  }
}
