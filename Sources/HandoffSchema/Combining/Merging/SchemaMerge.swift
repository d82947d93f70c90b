/// Puts the parts of a merge together.
///
/// Each member of the object must be brought by some part. A part that requires a member brings it; so does the
/// only one that may have it. A plain part says of each member for itself whether it may bring it, so that what
/// no part requires is what any part may bring. A part with conditions is copied so that it looks at its own
/// members only; where it leaves a member out that others may bring, that is an alternative.
struct SchemaMerge {
  typealias NodeID = SchemaGraph.NodeID

  /// How many members may be brought or left out by a choice; each doubles the alternatives.
  private static let choiceLimit = 4
  /// How many parts may say something of their own about names that they do not mention.
  private static let outsideLimit = 64

  private let parts: [MergePart]
  private let reader: MergeReader
  private(set) var assembly: SchemaAssembly
  /// False where the result accepts more than the merge.
  private(set) var isExact = true

  /// All mentioned names in order, with the parts that mention each.
  private var names: [(name: String, parts: [Int])] = []
  private var required: [String] = []
  /// The parts that take what they do not mention, without and with conditions.
  private var takingAll: Set<Int> = []
  private var takingSome: [Int] = []
  /// The parts that are copied.
  private var copied: Set<Int> = []
  /// The members that parts which are copied may leave to others; few.
  private var choices: [(part: Int, name: String)] = []

  init(_ parts: [MergePart], _ reader: MergeReader, _ assembly: SchemaAssembly) {
    self.parts = parts
    self.reader = reader
    self.assembly = assembly
    isExact = parts.allSatisfy { $0.kind != .unclear }
    collectNames()
    for (index, part) in parts.enumerated() {
      switch part.outside {
      case .nothing: break
      case .everything: takingAll.insert(index)
      case .some: takingSome.append(index)
      }
    }
    if takingSome.count > Self.outsideLimit {
      takingAll.formUnion(takingSome)
      takingSome = []
      isExact = false
    }
    chooseCopied()
  }

  private mutating func collectNames() {
    var indices: [ExactString: Int] = [:]
    var isRequired: Set<ExactString> = []
    for (index, part) in parts.enumerated() {
      for member in part.members {
        let name = ExactString(member.name)
        if let known = indices[name] {
          names[known].parts.append(index)
        } else {
          indices[name] = names.count
          names.append((member.name, [index]))
        }
        if part.required.contains(name) { isRequired.insert(name) }
      }
    }
    required = names.map(\.name).filter { isRequired.contains(ExactString($0)) }
  }

  /// Decides which of the parts with conditions are copied; of others only their members count.
  private mutating func chooseCopied() {
    var left: [Int: [String]] = [:]
    for (name, mentioning) in names {
      for index in mentioning where parts[index].kind == .conditional {
        guard !parts[index].requires(name), canBring(name, mentioning, besides: index) else { continue }
        left[index, default: []].append(name)
      }
    }
    let candidates = parts.indices.filter { parts[$0].kind == .conditional }
      .sorted { (left[$0]?.count ?? 0, $0) < (left[$1]?.count ?? 0, $1) }
    for index in candidates {
      let own = left[index] ?? []
      guard choices.count + own.count <= Self.choiceLimit else {
        isExact = false
        continue
      }
      choices += own.map { (index, $0) }
      copied.insert(index)
    }
  }

  private func canBring(_ name: String, _ mentioning: [Int], besides index: Int) -> Bool {
    func takesOthers(_ part: Int) -> Bool { if case .nothing = parts[part].outside { false } else { true } }
    if mentioning.contains(where: { $0 != index && mayHave(name, $0) }) { return true }
    // Those that mention the name do not take it as any other.
    let open = takingAll.count + takingSome.count
    return open > mentioning.count { takesOthers($0) }
  }

  private func mayHave(_ name: String, _ part: Int) -> Bool {
    guard let member = member(name, part) else { return false }
    return !member.isRefused && !member.schemas.contains { reader.graph[$0].always == false }
  }

  private func member(_ name: String, _ part: Int) -> MergePart.Member? {
    parts[part].indices[ExactString(name)].map { parts[part].members[$0] }
  }
}

// MARK: - The result

extension SchemaMerge {
  /// Makes the schema of the merge.
  mutating func run() -> NodeID {
    // Copies first: one that fails is left out, and what is known of its members counts.
    var whole: [NodeID] = []
    let choosing = Set(choices.map(\.part))
    for index in copied.sorted() where !choosing.contains(index) {
      if let copy = PartCopy.add(parts[index], without: [], reader, to: &assembly) {
        whole.append(copy)
      } else {
        giveUp(index)
      }
    }
    let alternatives = alternatives()
    var keywords = ObjectKeywords()
    for (name, mentioning) in names {
      keywords.properties.append((name, schema(of: name, mentioning, isLeftOut: false)))
    }
    keywords.indexProperties()
    keywords.required = required
    let further = stateOthers(&keywords)
    if !isExact { keywords.minProperties = parts.map(\.least).max().flatMap { $0 > 0 ? $0 : nil } }
    var root = SchemaAssembly.blank()
    root.types = .object
    root.object = keywords
    let applied = whole + alternatives + further
    if !applied.isEmpty {
      root.logic = LogicKeywords()
      root.logic?.allOf = applied
    }
    return assembly.add(root)
  }

  /// The same in words, as far as single members go.
  var json: JSONValue {
    var members = JSONObject()
    for (name, _) in names { members[name] = true }
    var result: JSONObject = [
      "type": "object", "properties": .object(members), "required": .array(required.map { .string($0) }),
    ]
    if takingAll.isEmpty, takingSome.isEmpty { result["additionalProperties"] = false }
    return .object(result)
  }

  private mutating func giveUp(_ index: Int) {
    copied.remove(index)
    choices.removeAll { $0.part == index }
    isExact = false
  }

  /// What the value of a member must satisfy for some part to bring it, and for those that always do.
  ///
  /// Parts that are copied say themselves what they allow; `isLeftOut` is true where none of those brings the
  /// member that could choose to.
  private mutating func schema(of name: String, _ mentioning: [Int], isLeftOut: Bool) -> NodeID {
    let bringing = mentioning.filter { !copied.contains($0) && parts[$0].requires(name) }
    if !bringing.isEmpty { return assembly.all(bringing.flatMap { schemas(of: name, $0) }) }
    let choosing = choices.filter { $0.name.hasSameCodePoints(as: name) }.map(\.part)
    if mentioning.contains(where: { copied.contains($0) && !choosing.contains($0) }) {
      return assembly.boolean(true)
    }
    return choosing.isEmpty || isLeftOut ? brought(name, mentioning) : assembly.boolean(true)
  }

  /// What any of the parts that may bring a member says of it, those that are copied left out.
  private mutating func brought(_ name: String, _ mentioning: [Int]) -> NodeID {
    if takingAll.count > mentioning.count(where: { takingAll.contains($0) }) { return assembly.boolean(true) }
    var choices: [NodeID] = []
    for index in mentioning where !copied.contains(index) {
      choices.append(assembly.all(schemas(of: name, index)))
    }
    for index in takingSome where !parts[index].mentions(name) {
      guard case .some(let clauses, let texts) = parts[index].outside else { continue }
      if texts.contains(where: { reader.accepts(name: name, at: $0) == false }) { continue }
      choices.append(assembly.all(clauses.flatMap { $0.schemas(of: name) }))
    }
    if choices.contains(where: { assembly.nodes[$0].always == true }) { return assembly.boolean(true) }
    return assembly.any(choices)
  }

  private mutating func schemas(of name: String, _ index: Int) -> [NodeID] {
    guard let member = member(name, index) else { return [] }
    return member.isRefused ? [assembly.boolean(false)] : member.schemas
  }
}

// MARK: - Alternatives

extension SchemaMerge {
  /// One schema for who brings which of the members that are up to choice, as a list of at most one.
  private mutating func alternatives() -> [NodeID] {
    let choosing = Set(choices.map(\.part)).sorted()
    if choosing.isEmpty { return [] }
    var copies: [Int: [Set<ExactString>: NodeID]] = [:]
    var alternatives: [NodeID] = []
    for signs in 0..<(1 << choices.count) {
      let absent = choices.enumerated().filter { signs >> $0.offset & 1 == 1 }.map(\.element)
      var applied: [NodeID] = []
      for index in choosing {
        let left = Set(absent.filter { $0.part == index }.map { ExactString($0.name) })
        let known = copies[index]?[left]
        guard let copy = known ?? PartCopy.add(parts[index], without: left, reader, to: &assembly) else {
          for index in choosing { giveUp(index) }
          return []
        }
        copies[index, default: [:]][left] = copy
        applied.append(copy)
      }
      applied.append(covering(absent.map(\.name)))
      alternatives.append(assembly.all(applied))
    }
    return [assembly.any(alternatives)]
  }

  /// Sees to it that a member that all choices leave out is brought by another part.
  private mutating func covering(_ left: [String]) -> NodeID {
    func count(_ list: [String], _ name: String) -> Int { list.count { $0.hasSameCodePoints(as: name) } }
    var properties: [(key: String, schema: NodeID)] = []
    for (name, mentioning) in names where count(left, name) > 0 {
      guard count(left, name) == count(choices.map(\.name), name) else { continue }
      properties.append((name, schema(of: name, mentioning, isLeftOut: true)))
    }
    if properties.isEmpty { return assembly.boolean(true) }
    return assembly.object { $0.properties = properties }
  }
}

// MARK: - Other members

extension SchemaMerge {
  /// Says which members the object may have beside the mentioned ones.
  ///
  /// - Returns: Further schemas of the object.
  private mutating func stateOthers(_ keywords: inout ObjectKeywords) -> [NodeID] {
    if !takingAll.isEmpty { return [] }
    if takingSome.isEmpty {
      keywords.additionalProperties = assembly.refusal(by: "additionalProperties")
      return []
    }
    var choices: [NodeID] = []
    for index in takingSome {
      guard case .some(let clauses, let texts) = parts[index].outside else { continue }
      guard texts.isEmpty, clauses.allSatisfy(\.patterns.isEmpty) else {
        if takingSome.count == 1, let said = exact(index, clauses, texts) { return said }
        isExact = false
        return []
      }
      choices.append(assembly.all(clauses.compactMap(\.otherwise)))
    }
    keywords.additionalProperties = assembly.any(choices)
    return []
  }

  /// The clauses of the only part that takes other members, where they say nothing new of mentioned ones.
  private mutating func exact(
    _ index: Int, _ clauses: [MergePart.Clause], _ texts: [NodeID]
  ) -> [NodeID]? {
    guard clauses.count <= 4 else { return nil }
    for (name, mentioning) in names
    where clauses.contains(where: { $0.patterns.contains { $0.pattern.matches(name) } }) {
      guard parts[index].mentions(name),
        parts[index].requires(name) || !canBring(name, mentioning, besides: index)
      else { return nil }
    }
    let anything = assembly.boolean(true)
    let mentioned = names.map { (key: $0.name, schema: anything) }
    var result = clauses.map { clause in
      assembly.object {
        $0.properties = mentioned
        $0.indexProperties()
        $0.patternProperties = clause.patterns.map { ($0.pattern, $0.schema ?? anything) }
        $0.additionalProperties = clause.otherwise
      }
    }
    if !texts.isEmpty {
      var listed = SchemaAssembly.blank()
      listed.enumeration = names.map { .string($0.name) }
      listed.enumerationIndex = Set(listed.enumeration ?? [])
      let list = assembly.add(listed)
      let free = assembly.all(texts)
      let allowed = assembly.any([list, free])
      result.append(assembly.object { $0.propertyNames = allowed })
    }
    return result
  }
}
