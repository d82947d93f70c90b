import HandoffSchema

/// Values that stand at a boundary of a node's keywords, made of a value that does not.
struct BoundaryValues {
  let plan: GenerationPlan
  let node: SchemaNode

  /// Longer texts and lists are not made; an obligation beyond that is named by the coverage.
  private static let longestText = 100_000
  private static let mostParts = 1_000

  /// The values to be tried in place of a value, the likeliest first.
  ///
  /// - Throws: ``DeadEnd`` where what is asked for is beyond a cap.
  func candidates(
    _ kind: Obligation.Kind, for value: JSONValue, _ builder: inout PayloadBuilder
  ) throws(DeadEnd) -> [JSONValue] {
    switch (kind, value) {
    case (.leastNumber, .number), (.greatestNumber, .number):
      return numbers(isGreatest: kind == .greatestNumber)
    case (.shortestText, .string(let text)): return try texts(text, length: node.string?.minLength ?? 0)
    case (.longestText, .string(let text)): return try texts(text, length: node.string?.maxLength ?? 0)
    case (.fewestItems, .array(let elements)):
      let count = node.array?.minItems ?? 0
      return [.array(Array(elements.prefix(count))), .array(Array(elements.suffix(count)))]
    case (.mostItems, .array(let elements)): return try filled(elements, &builder)
    case (.fewestMembers, .object(let members)): return fewest(members)
    case (.mostMembers, .object(let members)): return try filled(members, &builder)
    case (.listed(let wanted), _): return [wanted]
    case (.absent(let name), .object(var members)):
      members[name] = nil
      return [.object(members)]
    case (.present(let name), .object(var members)):
      guard members[name] == nil, let schema = node.object?.schema(of: name) else { return [value] }
      members[name] = try builder.value(for: [schema])
      return [.object(members)]
    case (.branch, _): return [value]
    default: return []
    }
  }

  private func numbers(isGreatest: Bool) -> [JSONValue] {
    guard let keywords = node.numeric else { return [] }
    let grids = [true, false].compactMap { NumberGrid([keywords], onlyIntegers: $0) }
    let exact = isGreatest ? keywords.maximum : keywords.minimum
    let near = grids.map { $0.number(isGreatest ? $0.upper : $0.lower) }
    return ([exact].compactMap(\.self) + near).map(JSONValue.number)
  }

  private func texts(_ text: String, length: Int) throws(DeadEnd) -> [JSONValue] {
    guard length <= Self.longestText else {
      throw .cap("texts of more than \(Self.longestText) are not made")
    }
    let scalars = text.unicodeScalars
    let filler = scalars.last ?? "a"
    let fitted = scalars.prefix(length) + Array(repeating: filler, count: max(0, length - scalars.count))
    let words = node.string?.pattern.flatMap { pattern in
      try? pattern.language().words(3, minLength: length, maxLength: length)
    }
    return ([String(String.UnicodeScalarView(fitted))] + (words ?? [])).map(JSONValue.string)
  }

  private func filled(
    _ elements: [JSONValue], _ builder: inout PayloadBuilder
  ) throws(DeadEnd) -> [JSONValue] {
    guard let keywords = node.array, let most = keywords.maxItems else { return [] }
    guard most <= Self.mostParts else { throw .cap("lists of more than \(Self.mostParts) are not made") }
    var elements = elements
    var tries = 0
    while elements.count < most, tries < most * 4 {
      tries += 1
      let index = elements.count
      let schema = index < keywords.prefixItems.count ? keywords.prefixItems[index] : keywords.items
      let next = try schema.map { schema throws(DeadEnd) in try builder.value(for: [schema]) }
      let element = next ?? .number(JSONNumber(index))
      if keywords.uniqueItems, elements.contains(element) { continue }
      elements.append(element)
    }
    return [.array(elements)]
  }

  private func fewest(_ members: JSONObject) -> [JSONValue] {
    guard let keywords = node.object, let least = keywords.minProperties else { return [] }
    var members = members
    for name in members.keys.reversed() where members.count > least {
      if !keywords.required.contains(where: { $0.hasSameCodePoints(as: name) }) { members[name] = nil }
    }
    return [.object(members)]
  }

  private func filled(
    _ members: JSONObject, _ builder: inout PayloadBuilder
  ) throws(DeadEnd) -> [JSONValue] {
    guard let keywords = node.object, let most = keywords.maxProperties else { return [] }
    guard most <= Self.mostParts else { throw .cap("objects of more than \(Self.mostParts) are not made") }
    var members = members
    for property in keywords.properties where members.count < most && members[property.key] == nil {
      members[property.key] = try builder.value(for: [property.schema])
    }
    var number = 0
    while members.count < most, number < most * 2 {
      let name = "extra\(number)"
      number += 1
      guard members[name] == nil else { continue }
      let value = try keywords.additionalProperties.map { schema throws(DeadEnd) in
        try builder.value(for: [schema])
      }
      members[name] = value ?? .number(JSONNumber(number))
    }
    return [.object(members)]
  }
}
