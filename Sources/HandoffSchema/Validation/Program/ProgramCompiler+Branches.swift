extension ProgramCompiler {
  /// The alternatives of a choice, with what tells beforehand that some cannot match.
  mutating func branches(_ ids: [SchemaGraph.NodeID]) -> ProgramBranches {
    var result = ProgramBranches(schemas: list(ids))
    guard ids.count > 1, ids.count <= ProgramBranches.selected else { return result }
    let targets = ids.map { graph.nodes[resolved($0)] }
    result.masks = Int32(masks.count)
    let types = targets.map { Self.effectiveTypes(of: $0) }
    for wanted in [TypeSet.null, .boolean, .boolean, .number, .string, .array, .object] {
      masks.append(Self.mask(types) { !$0.isDisjoint(with: wanted) })
    }
    if let discriminator = discriminator(of: targets) {
      result.discriminator = Int32(discriminators.count)
      discriminators.append(discriminator)
    }
    return result
  }

  private static func mask<Element>(_ elements: [Element], where holds: (Element) -> Bool) -> UInt64 {
    var mask: UInt64 = 0
    for (place, element) in elements.enumerated() where holds(element) { mask |= 1 << UInt64(place) }
    return mask
  }

  /// Finds the member to which most alternatives, and at least two, give string constants.
  private mutating func discriminator(of targets: [SchemaNode]) -> ProgramDiscriminator? {
    var constants: [ExactString: [Int: [String]]] = [:]
    var order: [String] = []
    for (place, target) in targets.enumerated() {
      for property in target.object?.properties ?? [] {
        guard let texts = texts(of: graph.nodes[resolved(property.schema)]) else { continue }
        if constants[ExactString(property.key)] == nil { order.append(property.key) }
        constants[ExactString(property.key), default: [:]][place] = texts
      }
    }
    var best: (name: String, texts: [Int: [String]])?
    for name in order {
      guard let texts = constants[ExactString(name)], texts.count > max(1, best?.texts.count ?? 0) else {
        continue
      }
      best = (name, texts)
    }
    guard let best else { return nil }
    // Alternatives that say nothing of the member stay possible whatever its value is.
    let otherwise = Self.mask(Array(targets.indices)) { best.texts[$0] == nil }
    var maskOf: [ExactString: UInt64] = [:]
    var values: [String] = []
    for place in targets.indices {
      for text in best.texts[place] ?? [] {
        if maskOf[ExactString(text)] == nil { values.append(text) }
        maskOf[ExactString(text), default: otherwise] |= 1 << UInt64(place)
      }
    }
    let start = masks.count
    masks += values.map { maskOf[ExactString($0)] ?? otherwise }
    return ProgramDiscriminator(
      name: names.add([(name: best.name, mask: 0)]),
      values: names.add(values.enumerated().map { (name: $1, mask: UInt32(start + $0)) }),
      otherwise: otherwise)
  }

  /// The texts that a schema restricts values to by `const` or `enum`, or `nil` where others are allowed.
  private func texts(of node: SchemaNode) -> [String]? {
    guard let values = node.constant.map({ [$0] }) ?? node.enumeration else { return nil }
    let texts = values.compactMap(\.stringValue)
    return texts.count == values.count ? texts : nil
  }
}
