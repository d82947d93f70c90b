/// Copies what a part applies in place, so that the copy looks at some names of an object only.
///
/// The copy holds for an object exactly if the part holds for what is left of it when all other members are
/// taken out. What stands inside members is not copied: a location may be applied both in place and there.
struct PartCopy {
  typealias NodeID = SchemaGraph.NodeID

  private let part: MergePart
  private let reader: MergeReader
  /// The names that the copy looks at, in order.
  private let names: [String]
  private let looked: Set<ExactString>
  /// True where it matters which members count as evaluated.
  private let marks: Bool
  private var copies: [NodeID: NodeID] = [:]

  /// Names beyond that are not written as one pattern.
  private static let patternNameLimit = 200

  private init(_ part: MergePart, without left: Set<ExactString>, _ reader: MergeReader) {
    self.part = part
    self.reader = reader
    names = part.members.map(\.name).filter { !left.contains(ExactString($0)) }
    looked = Set(names.map { ExactString($0) })
    marks = !part.unsettled.isEmpty
  }

  /// Copies a part.
  ///
  /// - Parameters:
  ///   - part: The part.
  ///   - left: Mentioned names that the copy does not look at either.
  ///   - reader: Knows the part's locations.
  ///   - assembly: Takes the copy.
  /// - Returns: The copy, or `nil` where that cannot be said.
  static func add(
    _ part: MergePart, without left: Set<ExactString>, _ reader: MergeReader,
    to assembly: inout SchemaAssembly
  ) -> NodeID? {
    var copy = PartCopy(part, without: left, reader)
    for id in part.order.reversed() {
      guard let made = copy.copy(id, &assembly) else { return nil }
      copy.copies[id] = made
    }
    return copy.copies[part.root]
  }

  private func copy(_ id: NodeID, _ assembly: inout SchemaAssembly) -> NodeID? {
    let node = reader.graph[id]
    if let always = node.always { return assembly.boolean(always) }
    if reader.graph.refusesObjects(id) { return assembly.boolean(false) }
    var result = SchemaNode(location: node.location)
    result.types = node.types
    result.takesOnlySpeltIntegers = node.takesOnlySpeltIntegers
    result.annotations = node.annotations
    var further: [NodeID] = []
    if let listed = node.listed { further.append(oneOf(listed, &assembly)) }
    if let keywords = node.object {
      guard keywords.required.allSatisfy(isLookedAt) else { return assembly.boolean(false) }
      guard let object = copy(keywords, of: id, &further, &assembly) else { return nil }
      result.object = object
    }
    if let logic = node.logic {
      result.logic = copy(logic)
      guard result.logic != nil else { return nil }
    }
    if further.contains(where: { assembly.nodes[$0].always == false }) { return assembly.boolean(false) }
    if !further.isEmpty {
      var logic = result.logic ?? LogicKeywords()
      logic.allOf += further
      result.logic = logic
    }
    return assembly.add(result)
  }

  private func isLookedAt(_ name: String) -> Bool { looked.contains(ExactString(name)) }

  private func copied(_ id: NodeID) -> NodeID { copies[id] ?? id }

  private func copy(_ logic: LogicKeywords) -> LogicKeywords? {
    guard logic.dynamicReference == nil else { return nil }
    var result = logic
    result.allOf = logic.allOf.map(copied)
    result.anyOf = logic.anyOf.map(copied)
    result.oneOf = logic.oneOf.map(copied)
    result.not = logic.not.map(copied)
    result.reference = logic.reference.map(copied)
    if let choice = logic.condition {
      var copy = LogicKeywords.Condition(condition: copied(choice.condition))
      copy.then = choice.then.map(copied)
      copy.otherwise = choice.otherwise.map(copied)
      result.condition = copy
    }
    return result
  }
}

// MARK: - Members

extension PartCopy {
  private func copy(
    _ keywords: ObjectKeywords, of id: NodeID, _ further: inout [NodeID], _ assembly: inout SchemaAssembly
  ) -> ObjectKeywords? {
    var result = ObjectKeywords()
    var schemas = stated(by: keywords, &assembly)
    if let rest = keywords.unevaluatedProperties {
      guard state(rest, at: id, &schemas, &result, &assembly) else { return nil }
    }
    result.required = keywords.required
    result.dependentRequiredKeyword = keywords.dependentRequiredKeyword
    for dependency in keywords.dependentRequired where isLookedAt(dependency.key) {
      if dependency.required.allSatisfy(isLookedAt) {
        result.dependentRequired.append(dependency)
      } else {
        schemas[ExactString(dependency.key), default: []].append(assembly.boolean(false))
      }
    }
    for dependency in keywords.dependentSchemas where isLookedAt(dependency.key) {
      result.dependentSchemas.append((dependency.key, copied(dependency.schema)))
    }
    guard let counts = counts(keywords, &assembly) else { return nil }
    further += counts
    for name in names {
      guard let found = schemas[ExactString(name)] else { continue }
      result.properties.append((name, assembly.all(found)))
    }
    result.indexProperties()
    return result
  }

  /// What the keywords that look at single members say about each name.
  private func stated(
    by keywords: ObjectKeywords, _ assembly: inout SchemaAssembly
  ) -> [ExactString: [NodeID]] {
    var schemas: [ExactString: [NodeID]] = [:]
    for property in keywords.properties where isLookedAt(property.key) {
      schemas[ExactString(property.key), default: []].append(property.schema)
    }
    guard
      !keywords.patternProperties.isEmpty || keywords.additionalProperties != nil
        || keywords.propertyNames != nil
    else { return schemas }
    let clause = MergePart.Clause(
      patterns: keywords.patternProperties.map { ($0.pattern, $0.schema) },
      otherwise: keywords.additionalProperties)
    for name in names {
      let found = clause.schemas(of: name, isNamed: keywords.schema(of: name) != nil)
      if !found.isEmpty { schemas[ExactString(name), default: []] += found }
      if let schema = keywords.propertyNames, reader.accepts(name: name, at: schema) == false {
        schemas[ExactString(name), default: []].append(assembly.boolean(false))
      }
    }
    return schemas
  }

  /// Says what `unevaluatedProperties` says: for each name where it is known what is evaluated, otherwise by
  /// the keyword itself, from which all names are exempted that the copy does not look at.
  private func state(
    _ rest: NodeID, at id: NodeID, _ schemas: inout [ExactString: [NodeID]], _ result: inout ObjectKeywords,
    _ assembly: inout SchemaAssembly
  ) -> Bool {
    guard let remainder = Remainder(at: id, in: reader.graph), !remainder.isUnknown else { return false }
    if remainder.isSettled {
      for name in names where !remainder.mayEvaluate(name, in: reader.graph) {
        schemas[ExactString(name), default: []].append(rest)
      }
      return true
    }
    guard names.count <= Self.patternNameLimit, let others = try? Pattern(otherNames: names) else {
      return false
    }
    result.unevaluatedProperties = rest
    result.patternProperties = [(others, assembly.boolean(true))]
    return true
  }

  /// The bounds on the number of members, where they can be said by names.
  private func counts(_ keywords: ObjectKeywords, _ assembly: inout SchemaAssembly) -> [NodeID]? {
    var result: [NodeID] = []
    let least = keywords.minProperties ?? 0
    let most = keywords.maxProperties ?? .max
    if least > names.count || most < 0 { return [assembly.boolean(false)] }
    if least == names.count, least > 0 {
      result.append(assembly.object { $0.required = names })
    } else if least == 1 {
      result.append(assembly.any(names.map { name in assembly.object { $0.required = [name] } }))
    } else if least > 0 {
      return nil
    }
    if most == 0 {
      let present = assembly.any(names.map { name in assembly.object { $0.required = [name] } })
      result.append(assembly.none(of: present))
    } else if most == names.count - 1 {
      result.append(assembly.none(of: assembly.object { $0.required = names }))
    } else if most < names.count {
      return nil
    }
    return result
  }

  /// The listed objects, each said by its members.
  private func oneOf(_ listed: [JSONValue], _ assembly: inout SchemaAssembly) -> NodeID {
    let never = assembly.boolean(false)
    var alternatives: [NodeID] = []
    for members in listed.compactMap(\.objectValue) where members.keys.allSatisfy(isLookedAt) {
      let constants = names.map { name in
        (name, members[name].map { assembly.constant($0) } ?? never)
      }
      alternatives.append(
        assembly.object {
          $0.required = members.keys
          $0.properties = constants
          $0.indexProperties()
        })
    }
    let result = assembly.any(alternatives)
    // Neither `enum` nor `const` evaluates a member, and nothing that is denied does.
    return marks ? assembly.none(of: assembly.none(of: result)) : result
  }
}

extension Pattern {
  /// Matches all texts but the given ones.
  fileprivate init(otherNames names: [String]) throws(PatternError) {
    if names.isEmpty {
      try self.init("")
      return
    }
    let special = Set("^$\\.*+?()[]{}|/".unicodeScalars)
    let escaped = names.map { name in
      var text = String.UnicodeScalarView()
      for scalar in name.unicodeScalars {
        if special.contains(scalar) { text.append("\\") }
        text.append(scalar)
      }
      return String(text)
    }
    try self.init("^(?!(?:\(escaped.joined(separator: "|")))$)")
  }
}
