package import HandoffSchema

/// A schema that is made of others.
package enum SchemaCombination: Sendable, Hashable {
  /// The payloads of any of the sets.
  case union([PayloadSet])
  /// One object with the members of one payload of each.
  case merged([SchemaNumber])
  /// An array of one payload of each, in order.
  case list([SchemaNumber])
  /// An object with one payload of each under its name; exactly so many of them.
  case named([String], [SchemaNumber], count: Int)
  /// Payloads all of whose elements at a pointer match.
  case elements(JSONPointer, match: SchemaNumber)
  /// The elements at a pointer.
  case parts(JSONPointer, of: PayloadSet)
  /// Payloads that have a value at a pointer.
  case containing(JSONPointer)
  /// Objects with a member, and with another value there than this one.
  case differing(String, from: JSONValue)

  /// The schema, and whether it is exactly the payloads or may allow more; `nil` where the others do not allow it to be
  /// made.
  func schema(in questions: PayloadQuestions) -> (schema: Schema, isExact: Bool)? {
    switch self {
    case .merged(let parts): return Schema.merged(parts.map { questions[$0] })
    case .parts(let pointer, let set): return Schema(questions.expression(set)).parts(at: pointer)
    default: return exactSchema(in: questions).map { ($0, true) }
    }
  }

  private func exactSchema(in questions: PayloadQuestions) -> Schema? {
    switch self {
    case .merged, .parts: return nil
    case .union(let sets):
      return Schema(sets.count == 1 ? questions.expression(sets[0]) : .anyOf(sets.map(questions.expression)))
    case .list(let parts): return Schema.list(of: parts.map { questions[$0] })
    case .named(let names, let parts, let count):
      let members = zip(names, parts).map { (name: $0, schema: questions[$1]) }
      let atLeast = Schema.object(of: members, atLeast: count)
      guard count < members.count, let atMost = try? Schema(["maxProperties": .number(JSONNumber(count))])
      else {
        return atLeast
      }
      return Schema(.allOf([.schema(atLeast), .schema(atMost)]))
    case .elements(let pointer, let number): return Schema.elements(of: pointer, satisfy: questions[number])
    case .containing(let pointer): return Schema.containing(pointer)
    case .differing(let name, let value):
      return try? Schema([
        "type": "object", "required": [.string(name)],
        "properties": .object([name: ["not": ["const": value]]]),
      ])
    }
  }
}
