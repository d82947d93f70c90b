import HandoffContracts
package import HandoffSchema
import HandoffTraffic

/// Parts of a schema that no payload satisfies together.
package struct Contradiction: Sendable, Hashable {
  /// One keyword, or one of the names that `required` lists.
  package struct Part: Sendable, Hashable {
    /// From the root of the schema.
    package var pointer: JSONPointer
    package var value: JSONValue
  }

  /// In the order of the schema; none where the schema is `false`.
  package var parts: [Part]
  /// Whether each of the parts is needed: without any of them some payload would satisfy the others.
  package var isSmallest: Bool
}

/// Finds which parts of a schema contradict each other by leaving out one after the other.
///
/// What is left out only ever allows more payloads, so what remains contradicts itself. This is deletion filtering
/// (Chinneck and Dravnieks 1991, "Locating minimal infeasible constraint sets in linear programs").
struct ContradictionSearch {
  private var system: AgentSystem
  private let place: SchemaPlace
  private var schema: JSONValue
  private var questionsLeft = Self.questionLimit
  private var isSmallest = true

  /// The most questions that are asked about one schema.
  private static let questionLimit = 120
  /// Steps of each question: the whole schema was decided, so its parts mostly are within few.
  private static let stepLimit = 20_000
  private static let depthLimit = 16

  private init(_ system: AgentSystem, _ place: SchemaPlace, _ schema: JSONValue) {
    self.system = system
    self.place = place
    self.schema = schema
  }

  /// What contradicts itself in the schema at a place that has no payload; `nil` where that is not found out.
  static func run(in system: AgentSystem, at place: SchemaPlace) -> Contradiction? {
    guard let schema = system.schemaValue(at: place) else { return nil }
    var search = ContradictionSearch(system, place, schema)
    // Steps are limited more than where it was decided.
    guard search.isEmpty(schema) else { return nil }
    search.relax(at: .root, depth: 0)
    var parts: [Contradiction.Part] = []
    search.collect(search.schema, at: .root, depth: 0, into: &parts)
    return Contradiction(parts: parts, isSmallest: search.isSmallest)
  }

  private mutating func isEmpty(_ candidate: JSONValue) -> Bool {
    guard questionsLeft > 0 else {
      isSmallest = false
      return false
    }
    questionsLeft -= 1
    system.replaceSchema(at: place, by: candidate)
    guard let schema = try? system.schemas().schema(at: place) else { return false }
    var algebra = SchemaAlgebra(options: ComparisonOptions(stepLimit: Self.stepLimit))
    switch algebra.existence(in: .schema(schema)) {
    case .empty: return true
    case .inhabited: return false
    case .undecided:
      isSmallest = false
      return false
    }
  }

  /// Leaves out what can be left out of the schema at a pointer.
  private mutating func relax(at pointer: JSONPointer, depth: Int) {
    guard case .object(let members)? = schema[pointer], depth < Self.depthLimit else { return }
    for keyword in members.keys {
      let role = Role(of: keyword, in: members)
      if role == .silent { continue }
      if role.mayGo, keep(schema.replacing(pointer.appending(keyword), by: nil)) { continue }
      descend(into: pointer.appending(keyword), role, depth: depth + 1)
    }
  }

  private mutating func descend(into pointer: JSONPointer, _ role: Role, depth: Int) {
    guard let value = schema[pointer] else { return }
    switch (role, value) {
    case (.schemas, .object(let named)):
      for name in named.keys { relaxPart(pointer.appending(name), depth: depth) }
    case (.schemas, .array(let elements)), (.positions, .array(let elements)):
      for index in elements.indices { relaxPart(pointer.appending(index), depth: depth) }
    case (.positions, .object(let named)):
      for name in named.keys { relaxPart(pointer.appending(name), depth: depth) }
    case (.branches, .array(let branches)):
      // Without a branch there would be fewer payloads, not more.
      for index in branches.indices { relax(at: pointer.appending(index), depth: depth) }
    case (.schema, .object): relax(at: pointer, depth: depth)
    case (.names, .array(let names)):
      for name in names {
        let rest = (schema[pointer]?.arrayValue ?? []).filter { $0 != name }
        _ = keep(schema.replacing(pointer, by: .array(rest)))
      }
    default: break
    }
  }

  /// Lets a schema accept everything, or leaves out parts of it.
  private mutating func relaxPart(_ pointer: JSONPointer, depth: Int) {
    if keep(schema.replacing(pointer, by: true)) { return }
    relax(at: pointer, depth: depth)
  }

  /// Takes a schema over where it has no payload either.
  private mutating func keep(_ candidate: JSONValue) -> Bool {
    guard isEmpty(candidate) else { return false }
    schema = candidate
    return true
  }

  private func collect(
    _ schema: JSONValue, at pointer: JSONPointer, depth: Int, into parts: inout [Contradiction.Part]
  ) {
    guard case .object(let members) = schema else {
      if schema == false, !pointer.tokens.isEmpty { parts.append(.init(pointer: pointer, value: false)) }
      return
    }
    for member in members {
      let role = Role(of: member.key, in: members)
      let pointer = pointer.appending(member.key)
      switch (role, member.value) {
      case (.silent, _): continue
      case (.schemas, .object(let inner)), (.positions, .object(let inner)):
        for inner in inner {
          collect(inner.value, at: pointer.appending(inner.key), depth: depth + 1, into: &parts)
        }
      case (.schemas, .array(let inner)), (.positions, .array(let inner)), (.branches, .array(let inner)):
        for (index, inner) in inner.enumerated() where depth < Self.depthLimit {
          collect(inner, at: pointer.appending(index), depth: depth + 1, into: &parts)
        }
      case (.schema, .object(let inner)) where !inner.isEmpty && depth < Self.depthLimit:
        collect(member.value, at: pointer, depth: depth + 1, into: &parts)
      default: parts.append(.init(pointer: pointer, value: member.value))
      }
    }
  }
}

extension ContradictionSearch {
  /// What may be done with a keyword without ruling payloads out.
  private enum Role {
    /// It constrains nothing.
    case silent
    /// It is left out or kept.
    case atom
    /// Its schemas, by name or in an array, all have to hold; each may go.
    case schemas
    /// As `schemas`; but another keyword looks at which names or positions there are, so it stays.
    case positions
    /// One of its schemas has to hold.
    case branches
    /// Its schema has to hold for some parts of the payload.
    case schema
    /// A list of names.
    case names

    init(of keyword: String, in members: JSONObject) {
      switch keyword {
      case "properties", "patternProperties":
        let isLookedAt = members["additionalProperties"] != nil || members["unevaluatedProperties"] != nil
        self = isLookedAt ? .positions : .schemas
      case "prefixItems": self = .positions
      case "allOf": self = .schemas
      case "anyOf": self = .branches
      case "items", "additionalProperties", "propertyNames": self = .schema
      case "required": self = .names
      case "$id", "$schema", "$anchor", "$dynamicAnchor", "$defs", "definitions", "$comment", "$vocabulary",
        "title",
        "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "format",
        "contentEncoding",
        "contentMediaType", "contentSchema":
        self = .silent
      case let name where name.utf8.starts(with: "x-".utf8): self = .silent
      // Without it one match would be asked for.
      case "minContains" where members["minContains"] == 0: self = .silent
      default: self = .atom
      }
    }

    var mayGo: Bool { self != .positions && self != .silent }
  }
}

extension AgentSystem {
  /// Puts another schema in the place of one that is written in a contract.
  fileprivate mutating func replaceSchema(at place: SchemaPlace, by schema: JSONValue) {
    switch place {
    case .output(let contract): contracts[contract].output = schema
    case .failure(let contract, let failure): contracts[contract].failures[failure].schema = schema
    case .input, .accepts, .guard, .payload, .result, .definition: break
    }
  }
}

extension JSONValue {
  /// The value with another one at a pointer that leads somewhere, or without it.
  fileprivate func replacing(_ pointer: JSONPointer, by value: JSONValue?) -> JSONValue {
    replacing(pointer.tokens[...], by: value) ?? self
  }

  private func replacing(_ tokens: ArraySlice<String>, by value: JSONValue?) -> JSONValue? {
    guard let token = tokens.first else { return value }
    switch self {
    case .object(var members):
      members[token] = members[token].flatMap { $0.replacing(tokens.dropFirst(), by: value) }
      return .object(members)
    case .array(var elements):
      guard let index = Int(token), elements.indices.contains(index) else { return self }
      elements[index] = elements[index].replacing(tokens.dropFirst(), by: value) ?? true
      return .array(elements)
    default: return self
    }
  }
}
