import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Finds which parts of a schema contradict each other by leaving out one after the other.
///
/// What is left out only ever allows more payloads, so what remains contradicts itself. This is deletion filtering
/// (Chinneck and Dravnieks 1991, "Locating minimal infeasible constraint sets in linear programs").
struct ContradictionSearch {
  private let schemas: SystemSchemas
  private var algebra = SchemaAlgebra(options: ComparisonOptions(stepLimit: Self.stepLimit))
  private var schema: JSONValue
  /// What every payload must match beside the schema: that a failure's tag names it.
  private var tag: Schema?
  private var questionsLeft = Self.questionLimit
  private var isSmallest = true

  /// The most questions that are asked about one schema.
  private static let questionLimit = 120
  /// Steps of each question: the whole schema was decided, so its parts mostly are within few.
  private static let stepLimit = 20_000
  private static let depthLimit = 16

  private init(_ schemas: SystemSchemas, _ schema: JSONValue, tag: Schema?) {
    self.schemas = schemas
    self.schema = schema
    self.tag = tag
  }

  /// What contradicts itself in the schema at a place that has no payload; `nil` where that is not found out.
  ///
  /// - `schemas`: Those of the system.
  static func run(in system: AgentSystem, at place: SchemaPlace, _ schemas: SystemSchemas) -> Contradiction? {
    guard let schema = system.schemaValue(at: place) else { return nil }
    var search = ContradictionSearch(schemas, schema, tag: system.tagSchema(at: place))
    if let tag = search.tag {
      // What contradicts itself is not to be blamed on the tag.
      search.tag = nil
      if search.decide(schema) != true { search.tag = tag }
    }
    // Steps are limited more than where it was decided.
    guard search.decide(schema) == true else { return nil }
    search.relax(at: .root, isEvaluated: false, depth: 0)
    var parts: [Contradiction.Part] = []
    search.collect(search.schema, at: .root, isEvaluated: false, depth: 0, into: &parts)
    return Contradiction(parts: parts, isSmallest: search.isSmallest, needsTag: search.tag != nil)
  }

  /// Whether a schema has no payload; `nil` where that is not decided.
  private mutating func decide(_ candidate: JSONValue) -> Bool? {
    guard let schema = try? schemas.schema(made: candidate) else { return nil }
    let whole: SchemaExpression = tag.map { .allOf([.schema($0), .schema(schema)]) } ?? .schema(schema)
    switch algebra.existence(in: whole) {
    case .empty: return true
    case .inhabited: return false
    case .undecided: return nil
    }
  }

  /// Takes a schema over where it has no payload either.
  private mutating func keep(_ candidate: JSONValue?) -> Bool {
    guard let candidate, questionsLeft > 0 else {
      isSmallest = false
      return false
    }
    questionsLeft -= 1
    guard let isEmpty = decide(candidate) else {
      isSmallest = false
      return false
    }
    if isEmpty { schema = candidate }
    return isEmpty
  }

  /// Leaves out what can be left out of the schema at a pointer.
  private mutating func relax(at pointer: JSONPointer, isEvaluated: Bool, depth: Int) {
    guard case .object(let members)? = schema[pointer], !members.isEmpty else { return }
    guard depth < Self.depthLimit else {
      isSmallest = false
      return
    }
    for keyword in SchemaPart.orderOfRelaxing(members) {
      guard case .object(let now)? = schema[pointer], now[keyword] != nil else { continue }
      let role = SchemaPart.Role(of: keyword, in: now, isEvaluated: isEvaluated)
      let inner = pointer.appending(keyword)
      if role == .silent { continue }
      if role == .fixed { isSmallest = false }
      if role.mayGo, keep(schema.replacing(inner.tokens[...], with: nil)) { continue }
      descend(into: inner, role, depth: depth + 1)
    }
  }

  private mutating func descend(into pointer: JSONPointer, _ role: SchemaPart.Role, depth: Int) {
    guard let value = schema[pointer] else { return }
    switch (role, value) {
    case (.schemas, .object(let named)), (.positions, .object(let named)):
      for name in named.keys { relaxPart(pointer.appending(name), depth: depth) }
    case (.schemas, .array(let elements)), (.positions, .array(let elements)):
      for index in elements.indices { relaxPart(pointer.appending(index), depth: depth) }
    case (.branches, .array(let branches)), (.applied, .array(let branches)):
      // Without a branch there would be fewer payloads, not more.
      for index in branches.indices {
        relax(at: pointer.appending(index), isEvaluated: role == .applied, depth: depth)
      }
    case (.schema, .object): relax(at: pointer, isEvaluated: false, depth: depth)
    case (.position, .object): relaxPart(pointer, depth: depth)
    case (.names, .array(let names)):
      for name in names {
        let rest = (schema[pointer]?.arrayValue ?? []).filter { $0 != name }
        _ = keep(schema.replacing(pointer.tokens[...], with: .array(rest)))
      }
    default: break
    }
  }

  /// Lets a schema accept everything, or leaves out parts of it.
  private mutating func relaxPart(_ pointer: JSONPointer, depth: Int) {
    if schema[pointer] == true || keep(schema.replacing(pointer.tokens[...], with: true)) { return }
    relax(at: pointer, isEvaluated: false, depth: depth)
  }

  private func collect(
    _ schema: JSONValue, at pointer: JSONPointer, isEvaluated: Bool, depth: Int,
    into parts: inout [Contradiction.Part]
  ) {
    guard case .object(let members) = schema else {
      if schema == false, !pointer.tokens.isEmpty { parts.append(.init(pointer: pointer, value: false)) }
      return
    }
    guard depth < Self.depthLimit else {
      if !members.isEmpty { parts.append(.init(pointer: pointer, value: schema)) }
      return
    }
    for member in members {
      let role = SchemaPart.Role(of: member.key, in: members, isEvaluated: isEvaluated)
      let pointer = pointer.appending(member.key)
      switch (role, member.value) {
      case (.silent, _): continue
      case (.schemas, .object(let inner)), (.positions, .object(let inner)):
        for inner in inner {
          collect(
            inner.value, at: pointer.appending(inner.key), isEvaluated: false, depth: depth + 1, into: &parts)
        }
      case (.schemas, .array(let inner)), (.positions, .array(let inner)), (.branches, .array(let inner)),
        (.applied, .array(let inner)):
        for (index, inner) in inner.enumerated() {
          collect(
            inner, at: pointer.appending(index), isEvaluated: role == .applied, depth: depth + 1, into: &parts
          )
        }
      case (.position, true): continue
      case (.schema, .object(let inner)) where !inner.isEmpty,
        (.position, .object(let inner)) where !inner.isEmpty:
        collect(member.value, at: pointer, isEvaluated: false, depth: depth + 1, into: &parts)
      default: parts.append(.init(pointer: pointer, value: member.value))
      }
    }
  }
}

extension AgentSystem {
  /// What the payload of a failure must match beside the failure's own schema; `nil` where nothing tags it.
  fileprivate func tagSchema(at place: SchemaPlace) -> Schema? {
    guard case .failure(let contract, let failure) = place, let tag = contracts[contract].failureTag else {
      return nil
    }
    let kind = contracts[contract].failures[failure].kind
    return try? Schema([
      "type": "object", "required": [.string(tag)],
      "properties": .object(JSONObject([.init(key: tag, value: ["const": .string(kind)])])),
    ])
  }
}
