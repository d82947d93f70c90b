/// Goes through the schemas of a document and collects what is suspicious.
package struct SchemaWarningWalk {
  /// The first ``warningLimit``, in the order in which they were met.
  package private(set) var warnings: [SchemaWarning] = []
  /// How many were met.
  package private(set) var count = 0
  private var references: LocalReferences
  private var seen: Set<JSONPointer> = []
  private var waiting: [Part] = []
  private var outward: [String] = []
  /// Schemas of which nothing is to be said and that lead nowhere, wherever they stand: large systems repeat their guards.
  private var harmless: Set<JSONValue> = []
  private static let harmlessLimit = 4_096
  /// Whether all that the schema leads to stands in it and is looked at now.
  private var isWhole = true

  private struct Part {
    var value: JSONValue
    var pointer: JSONPointer
    var scope: LocalReferences.Scope
  }

  /// More warnings of one document are counted only.
  package static let warningLimit = 1_000

  /// Prepares to walk.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - hosts: Which documents are no schemas themselves and hold schemas.
  package init(_ document: JSONValue, hosts: SchemaHosts? = nil) {
    references = LocalReferences(in: document, hosts: hosts)
  }

  /// Looks at a schema with all that it leads to within the document.
  ///
  /// - Parameter pointer: Where the schema stands.
  /// - Returns: The references to other documents that were not met before, as they are written.
  @discardableResult
  package mutating func visit(_ pointer: JSONPointer) -> [String] {
    outward = []
    guard let (value, scope) = references.enter(pointer), !harmless.contains(value) else { return [] }
    let before = count
    isWhole = true
    waiting = [Part(value: value, pointer: pointer, scope: scope)]
    while let part = waiting.popLast() {
      guard case .object(let members) = part.value else { continue }
      guard part.pointer.tokens.count <= SchemaLoader.nestingLimit, seen.insert(part.pointer).inserted else {
        isWhole = false
        continue
      }
      let first = waiting.count
      look(at: members, part.pointer, part.scope)
      // The first child is looked at first.
      waiting[first...].reverse()
    }
    if isWhole, count == before, harmless.count < Self.harmlessLimit { harmless.insert(value) }
    return outward
  }

  private mutating func look(
    at members: JSONObject, _ pointer: JSONPointer, _ scope: LocalReferences.Scope
  ) {
    let types = Self.types(members["type"])
    for member in members {
      // Most keywords say nothing suspicious and lead nowhere; no pointer is made for those.
      var place: JSONPointer { pointer.appending(member.key) }
      guard let keyword = Keyword.named(member.key) else {
        if let meant = KeywordGuess.keyword(meantBy: member.key, value: member.value),
          members[meant.rawValue] == nil
        {
          add(.misspeltKeyword(member.key, meant: meant.rawValue), place)
        }
        continue
      }
      if let types, let needed = keyword.typeNeeded, types.isDisjoint(with: needed.set) {
        add(.withoutType(keyword: member.key, needs: needed.name, types: Self.names(members["type"])), place)
      }
      switch keyword {
      case .type: checkTypes(member.value, place)
      case .format:
        if let name = member.value.stringValue, let meant = KeywordGuess.format(meantBy: name) {
          add(.misspeltFormat(name, meant: meant), place)
        }
      case .reference: follow(member.value, scope)
      default: if keyword.shape != .plain { descend(keyword, member.value, place, scope) }
      }
    }
  }

  private mutating func add(_ reason: SchemaWarning.Reason, _ pointer: @autoclosure () -> JSONPointer) {
    count += 1
    guard warnings.count < Self.warningLimit else { return }
    warnings.append(SchemaWarning(reason: reason, pointer: pointer()))
  }

  private mutating func descend(
    _ keyword: Keyword, _ value: JSONValue, _ place: JSONPointer, _ scope: LocalReferences.Scope
  ) {
    switch (keyword.shape, value) {
    case (.schemaMap, .object(let schemas)):
      for schema in schemas { wait(for: schema.value, place.appending(schema.key), scope) }
    case (.schemaArray, .array(let schemas)), (.schemaOrArray, .array(let schemas)):
      for (index, schema) in schemas.enumerated() { wait(for: schema, place.appending(index), scope) }
    case (.schema, .object), (.schemaOrArray, .object): wait(for: value, place, scope)
    default: break
    }
  }

  private mutating func wait(
    for value: JSONValue, _ pointer: JSONPointer, _ outer: LocalReferences.Scope
  ) {
    let scope = references.scope(of: value, at: pointer, in: outer)
    waiting.append(Part(value: value, pointer: pointer, scope: scope))
  }

  private mutating func follow(_ value: JSONValue, _ scope: LocalReferences.Scope) {
    guard let text = value.stringValue else { return }
    isWhole = false
    guard text.utf8.first == UInt8(ascii: "#") else {
      if !text.isEmpty { outward.append(text) }
      return
    }
    guard
      let pointer = JSONPointer(
        parsing: URIReference.percentDecoded(String(text.unicodeScalars.dropFirst()))),
      let (value, place, scope) = references.target(of: pointer, in: scope)
    else { return }
    waiting.append(Part(value: value, pointer: place, scope: scope))
  }

  private mutating func checkTypes(_ value: JSONValue, _ place: JSONPointer) {
    for name in Self.names(value) where TypeSet(named: name) == nil {
      add(.unknownType(name, meant: KeywordGuess.type(meantBy: name)), place)
    }
  }

  private static func names(_ value: JSONValue?) -> [String] {
    switch value {
    case .string(let name)?: [name]
    case .array(let names)?: names.compactMap(\.stringValue)
    default: []
    }
  }

  /// The types that are named; `nil` where some of them is none, or none is named.
  private static func types(_ value: JSONValue?) -> TypeSet? {
    var result: TypeSet = []
    for name in names(value) {
      guard let type = TypeSet(named: name) else { return nil }
      result.formUnion(type)
    }
    return result.isEmpty ? nil : result
  }
}

extension Keyword {
  /// The type whose values the keyword is about; `nil` where it is about all.
  var typeNeeded: (name: String, set: TypeSet)? {
    // What informs of a text and never refuses one is no mistake where there are none.
    if vocabulary == .content || vocabulary == .format { return nil }
    switch group {
    case .object: return ("object", .object)
    case .array: return ("array", .array)
    case .string: return ("string", .string)
    case .numeric: return ("number", .number)
    case .name, .definitions, .value, .logic, .annotation: return nil
    }
  }
}
