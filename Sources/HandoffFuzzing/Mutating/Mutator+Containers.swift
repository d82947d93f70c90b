import HandoffSchema

extension Mutator {
  func arrayChanges(of elements: [JSONValue], _ keywords: ArrayKeywords) -> [[JSONValue]] {
    let least = keywords.minItems ?? 0
    switch target.operation {
    case .emptyArray: return [[]]
    case .tooFewItems: return [Array(elements.prefix(least - 1))]
    case .truncatedArray: return [Array(elements.prefix(least / 2))]
    case .tooManyItems:
      guard let most = keywords.maxItems, most < PayloadBuilder.largestCount else { return [] }
      return [elements + fillers(elements, count: most + 1 - elements.count, keywords)]
    case .duplicateItems:
      guard let first = elements.first else { return [] }
      return elements.count > 1 ? [elements.dropLast() + [first], elements + [first]] : [[first, first]]
    case .extraItem: return [elements + ["unexpected"], elements + [.null]]
    case .missingContained:
      guard let contained = keywords.contains else { return [] }
      return [elements.filter { !plan.isValid($0, at: contained) }]
    default: return []
    }
  }

  /// More elements like those that are there, different from them where they must be.
  private func fillers(
    _ elements: [JSONValue], count: Int, _ keywords: ArrayKeywords
  ) -> [JSONValue] {
    guard count > 0 else { return [] }
    let last = elements.last ?? "item"
    return (0..<count).map { place in
      guard keywords.uniqueItems else { return last }
      switch last {
      case .string(let text): return .string("\(text)\(place)")
      case .number(let number): return JSONNumber((number.intValue ?? 0) + place + 1).asValue
      default: return last
      }
    }
  }

  func objectChanges(of members: JSONObject, _ keywords: ObjectKeywords) -> [Change] {
    switch target.operation {
    case .missingRequired, .missingDependent:
      guard let name = target.name, members[name] != nil else { return [] }
      if let dependent = target.dependent, members[dependent] == nil { return [] }
      return [.remove(name)]
    case .renamedMember:
      guard let name = target.name, let value = members[name], let variant = MemberNames.variant(of: name),
        members[variant] == nil
      else { return [] }
      let renamed = members.map { $0.key.hasSameCodePoints(as: name) ? (variant, value) : ($0.key, $0.value) }
      return [.replace(.object(JSONObject(renamed.map { JSONObject.Member(key: $0, value: $1) })))]
    case .extraMember:
      return ["unexpected", "note", "_x"].filter { members[$0] == nil }.map { .set($0, "unexpected") }
    case .emptyObject: return members.isEmpty ? [] : [.replace(.object([:]))]
    case .tooFewMembers:
      guard let least = keywords.minProperties else { return [] }
      return [.replace(.object(JSONObject(members.prefix(least - 1))))]
    case .tooManyMembers:
      guard let most = keywords.maxProperties, most < PayloadBuilder.largestCount else { return [] }
      var larger = members
      var place = 0
      while larger.count <= most {
        larger["extra\(place)"] = members.first?.value ?? .null
        place += 1
      }
      return [.replace(.object(larger))]
    case .badMemberName:
      guard let rule = keywords.propertyNames else { return [] }
      let names = TextSamples.names + ["x", "X", "unexpected", String(repeating: "long", count: 40)]
      return names.filter { members[$0] == nil && !plan.isValid(.string($0), at: rule) }
        .map { .set($0, members.first?.value ?? .null) }
    default: return []
    }
  }
}

extension JSONNumber {
  fileprivate var asValue: JSONValue { .number(self) }
}
