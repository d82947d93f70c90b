internal import HandoffSchema

/// Walks two schemas side by side and lists in words what differs.
///
/// It compares what is written, so it explains a verdict and never gives one: two ways of writing the same may
/// be listed as differences. References into the schema itself, the manifest and its files are followed, each pair
/// of schemas once; those to anchors and identifiers are compared as they are written.
struct FieldComparison {
  /// The most differences that are listed.
  static let limit = 200
  /// The deepest place that is looked at.
  static let depthLimit = 64

  private(set) var changes: [FieldChange] = []
  private var followed: Set<Pair> = []
  private var work: [Item] = []

  private struct Item {
    var path: [String]
    var old: JSONValue
    var new: JSONValue
    var depth: Int
    /// Where the references of these two lead.
    var oldGround: ReferenceGround
    var newGround: ReferenceGround
  }

  private struct Pair: Hashable {
    var old: ReferenceGround.Landing
    var new: ReferenceGround.Landing
  }

  /// The differences between two schemas, in the order of the new one.
  static func changes(
    from oldSchema: JSONValue, on old: ReferenceGround, to newSchema: JSONValue, on new: ReferenceGround
  ) -> [FieldChange] {
    var comparison = FieldComparison()
    comparison.work = [
      Item(path: [], old: oldSchema, new: newSchema, depth: 0, oldGround: old, newGround: new)
    ]
    while let item = comparison.work.popLast(), comparison.changes.count < limit {
      let start = comparison.work.count
      comparison.compare(item)
      // What comes first in the schema is looked at first.
      comparison.work[start...].reverse()
    }
    if comparison.changes.count >= limit {
      comparison.changes.append(FieldChange(path: "", kind: .more(limit: limit)))
    }
    return comparison.changes
  }

  private mutating func compare(_ item: Item) {
    guard item.depth <= Self.depthLimit else {
      if item.old != item.new { add(item.path, .deeper(limit: Self.depthLimit)) }
      return
    }
    var item = item
    guard let (before, after) = members(of: &item) else { return }
    compareTypes(item, before, after)
    compareProperties(item, before, after)
    compareAdditional(item, before, after)
    compareValues(item, before, after)
    for keyword in ["items", "not", "contains", "propertyNames", "if", "then", "else"] {
      guard let left = before[keyword], let right = after[keyword] else { continue }
      push(item, keyword == "items" || keyword == "contains" ? "*" : nil, left, right)
    }
    for keyword in ["anyOf", "oneOf", "allOf", "prefixItems"] {
      compareBranches(item, keyword, before[keyword], after[keyword])
    }
    compareOthers(item, before, after)
  }

  /// The members of both schemas with their references followed; `nil` where a reference led to the same two
  /// before.
  private mutating func members(of item: inout Item) -> (JSONObject, JSONObject)? {
    let before = item.oldGround.follow(item.old)
    let after = item.newGround.follow(item.new)
    let refers = before.landing.isReferred || after.landing.isReferred
    if refers, !followed.insert(Pair(old: before.landing, new: after.landing)).inserted { return nil }
    return (before.members, after.members)
  }

  private mutating func push(_ item: Item, _ token: String?, _ old: JSONValue, _ new: JSONValue) {
    let path = token.map { item.path + [$0] } ?? item.path
    work.append(
      Item(
        path: path, old: old, new: new, depth: item.depth + 1, oldGround: item.oldGround,
        newGround: item.newGround))
  }

  private mutating func add(_ path: [String], _ kind: FieldChange.Kind) {
    changes.append(FieldChange(path: JSONPointer(tokens: path).description, kind: kind))
  }
}

// MARK: - Keywords

extension FieldComparison {
  private mutating func compareTypes(_ item: Item, _ before: JSONObject, _ after: JSONObject) {
    let from = names(before["type"])
    let to = names(after["type"])
    if Set(from.map(ExactString.init(_:))) != Set(to.map(ExactString.init(_:))) {
      add(item.path, .type(from: from, to: to))
    }
  }

  private func names(_ type: JSONValue?) -> [String] {
    type?.stringValue.map { [$0] } ?? type?.arrayValue?.compactMap(\.stringValue) ?? []
  }

  private mutating func compareProperties(_ item: Item, _ before: JSONObject, _ after: JSONObject) {
    let from = before["properties"]?.objectValue ?? [:]
    let to = after["properties"]?.objectValue ?? [:]
    let wasRequired = Set(
      (before["required"]?.arrayValue ?? []).compactMap(\.stringValue).map { ExactString($0) })
    let isRequired = Set(
      (after["required"]?.arrayValue ?? []).compactMap(\.stringValue).map { ExactString($0) })
    let gone = from.filter { to[$0.key] == nil }
    let new = to.filter { from[$0.key] == nil }
    let renames = FieldRenames(
      gone: gone, wasRequired: wasRequired, new: new, isRequired: isRequired)
    for member in new {
      if let previous = renames.oldName(of: member.key) {
        let path = JSONPointer(tokens: item.path + [member.key]).description
        add(item.path + [previous], .renamed(to: path))
      } else {
        add(item.path + [member.key], .added(isRequired: isRequired.contains(ExactString(member.key))))
      }
    }
    for member in gone where !renames.hasNewName(member.key) {
      add(item.path + [member.key], .removed(wasRequired: wasRequired.contains(ExactString(member.key))))
    }
    for member in to {
      guard let previous = from[member.key] else { continue }
      switch (wasRequired.contains(ExactString(member.key)), isRequired.contains(ExactString(member.key))) {
      case (false, true): add(item.path + [member.key], .becameRequired)
      case (true, false): add(item.path + [member.key], .becameOptional)
      default: break
      }
      push(item, member.key, previous, member.value)
    }
    compareUnnamedRequired(item, before, after, named: { from[$0] != nil || to[$0] != nil })
  }

  /// Names that are required without being described.
  private mutating func compareUnnamedRequired(
    _ item: Item, _ before: JSONObject, _ after: JSONObject, named: (String) -> Bool
  ) {
    let from = (before["required"]?.arrayValue ?? []).compactMap(\.stringValue).filter { !named($0) }
    let to = (after["required"]?.arrayValue ?? []).compactMap(\.stringValue).filter { !named($0) }
    let wasRequired = Set(from.map { ExactString($0) })
    let isRequired = Set(to.map { ExactString($0) })
    for name in to where !wasRequired.contains(ExactString(name)) { add(item.path + [name], .becameRequired) }
    for name in from where !isRequired.contains(ExactString(name)) {
      add(item.path + [name], .becameOptional)
    }
  }

  private mutating func compareAdditional(_ item: Item, _ before: JSONObject, _ after: JSONObject) {
    let from = before["additionalProperties"] ?? true
    let to = after["additionalProperties"] ?? true
    switch (from == false, to == false) {
    case (false, true): add(item.path, .closed)
    case (true, false): add(item.path, .opened)
    case (true, true): break
    case (false, false): push(item, "*", from, to)
    }
  }

  private mutating func compareValues(_ item: Item, _ before: JSONObject, _ after: JSONObject) {
    let from = before["enum"]?.arrayValue ?? before["const"].map { [$0] }
    let to = after["enum"]?.arrayValue ?? after["const"].map { [$0] }
    guard let from, let to else {
      if let from { add(item.path, .keyword("enum", from: .array(from), to: nil)) }
      if let to { add(item.path, .keyword("enum", from: nil, to: .array(to))) }
      return
    }
    let (old, new) = (Set(from), Set(to))
    let added = to.filter { !old.contains($0) }
    let removed = from.filter { !new.contains($0) }
    if !added.isEmpty { add(item.path, .valuesAdded(added)) }
    if !removed.isEmpty { add(item.path, .valuesRemoved(removed)) }
  }

  private mutating func compareBranches(
    _ item: Item, _ keyword: String, _ before: JSONValue?, _ after: JSONValue?
  ) {
    let from = before?.arrayValue ?? []
    let to = after?.arrayValue ?? []
    guard from.count == to.count else {
      return add(item.path, .alternatives(keyword: keyword, from: from.count, to: to.count))
    }
    for (place, pair) in zip(from, to).enumerated() {
      push(item, keyword == "prefixItems" ? String(place) : nil, pair.0, pair.1)
    }
  }

  /// Keywords that were compared, and those that allow and refuse nothing.
  private static let known: Set<ExactString> = [
    "type", "properties", "required", "additionalProperties", "enum", "const", "anyOf", "oneOf", "allOf",
    "prefixItems", "$defs", "definitions", "title", "description", "default", "examples", "$comment",
    "deprecated", "readOnly", "writeOnly", "$schema", "$id", "$anchor",
  ]
  private static let walked: Set<ExactString> = [
    "items", "not", "contains", "propertyNames", "if", "then", "else",
  ]

  private mutating func compareOthers(_ item: Item, _ before: JSONObject, _ after: JSONObject) {
    let keys = after.keys + before.keys.filter { after[$0] == nil }
    for key in keys where !Self.known.contains(ExactString(key)) {
      let (from, to) = (before[key], after[key])
      if Self.walked.contains(ExactString(key)), from != nil, to != nil { continue }
      if from != to { add(item.path, .keyword(key, from: from, to: to)) }
    }
  }
}
