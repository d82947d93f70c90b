internal import HandoffSchema

extension ManifestReader {
  static let agentMembers: [Member<Agent>] = [
    Member("kind", .word(Agent.Kind.self)) { value, reader, agent in
      if let kind = reader.word(value, of: Agent.Kind.self) { agent.kind = kind }
    },
    Member("task", .text) { $2.task = $1.text($0) },
    Member("accepts", .acceptance) { $2.accepts = $1.acceptance($0) },
    Member("produces", .text) { $2.produces = $1.text($0, allowed: "the name of a contract") },
    Member("finishes", .one(of: [true, false, "implied"])) { value, reader, agent in
      switch value {
      case .bool(let finishes): agent.finishes = finishes ? .yes : .no
      case .string("implied"): agent.finishes = .implied
      default: reader.refuse(value, allowed: "true, false or \"implied\"")
      }
    },
    Member("selection", .word(AgentSystem.Selection.self)) {
      $2.selection = $1.word($0, of: AgentSystem.Selection.self)
    },
    Member("join", .any(of: .one(of: ["any", "all"]), .object(joinMembers))) { value, reader, agent in
      agent.join = reader.join(value)
    },
    Member("onInvalid", .any(of: .text, .only("failure", .text))) { $2.onInvalid = $1.invalidAnswer($0) },
    Member("observes", .flag) { $2.observes = $1.flag($0) ?? false },
    Member("tools", .texts) { $2.tools = $1.texts($0) ?? [] },
    Member("reads", .texts) { $2.reads = $1.texts($0, allowed: "an array of store names") ?? [] },
    Member("writes", .texts) { $2.writes = $1.texts($0, allowed: "an array of store names") ?? [] },
    Member("contextTokens", .count()) { $2.contextTokens = $1.count($0) },
    Member("seconds", ValueShape(json: ["type": "number", "exclusiveMinimum": 0])) { value, reader, agent in
      agent.seconds = value.numberValue
      if agent.seconds == nil { reader.refuse(value, allowed: "a number above 0") }
    },
    // An unread limit is one; the manifest is refused then.
    Member("limit", .count()) { $2.limit = $1.count($0) ?? 1 },
    Member("limitResets", .flag) { $2.limitResets = $1.flag($0) ?? false },
    Member("limitImplied", .flag) { $2.limitIsImplied = $1.flag($0) ?? false },
    Member("preserves", .any(of: .one(of: ["*"]), .list(of: .pointer))) { value, reader, agent in
      if let preserved = reader.preserved(value) { agent.preserves = preserved }
    },
    Member("adds", .named(.count(from: 0), names: .pointer)) { value, reader, agent in
      reader.effects(value) { field, value, reader in
        guard let amount = reader.count(value, allowed: "an integer from 0") else { return }
        agent.adds.append((field, amount))
      }
    },
    Member("copies", .named(.pointer, names: .pointer)) { value, reader, agent in
      reader.effects(value) { field, value, reader in
        guard let source = reader.pointer(value) else { return }
        agent.copies.append((field, source))
      }
    },
    Member("command", .list(of: .text, from: 1)) { value, reader, agent in
      agent.command = reader.texts(value, allowed: "an array: a program and its arguments")
    },
  ]

  private mutating func invalidAnswer(_ value: JSONValue) -> Agent.InvalidAnswer? {
    switch value {
    case Agent.InvalidAnswer.rejects: return .reject
    case .string(let kind): return .failure(kind)
    case .object(let members) where members.count == 1:
      guard let kind = members["failure"] else { break }
      var text: String?
      within("failure") { text = $0.text(kind, allowed: "a failure kind") }
      return text.map { .failure($0) }
    default: break
    }
    refuse(value, allowed: "\"reject\" or a failure kind")
    return nil
  }

  private mutating func preserved(_ value: JSONValue) -> Agent.Preserved? {
    switch value {
    case .string("*"): return .everything
    case .array(let elements):
      var fields: [JSONPointer] = []
      for (index, element) in elements.enumerated() {
        within(String(index)) { reader in
          if let field = reader.pointer(element) { fields.append(field) }
        }
      }
      return .fields(fields)
    default:
      refuse(value, allowed: "an array of JSON Pointers, or \"*\"")
      return nil
    }
  }

  /// Reads an object from JSON Pointer to what happens to that field.
  private mutating func effects(
    _ value: JSONValue, each: (JSONPointer, JSONValue, inout ManifestReader) -> Void
  ) {
    guard case .object(let members) = value else {
      return refuse(value, allowed: "an object whose names are JSON Pointers")
    }
    for member in members {
      within(member.key) { reader in
        guard let field = JSONPointer(parsing: member.key) else {
          return reader.report(
            .wrongValue(
              found: "the name \(quoted(member.key))", allowed: "a JSON Pointer such as \"/priority\""))
        }
        each(field, member.value, &reader)
      }
    }
  }
}
