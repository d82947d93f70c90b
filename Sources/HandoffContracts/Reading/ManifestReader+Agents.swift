internal import HandoffSchema

extension ManifestReader {
  static let agentMembers: [Member<Agent>] = [
    Member("kind") { value, reader, agent in
      if let kind = reader.word(value, of: Agent.Kind.self) { agent.kind = kind }
    },
    Member("task") { $2.task = $1.text($0) },
    Member("accepts") { $2.accepts = $1.acceptance($0) },
    Member("produces") { $2.produces = $1.text($0, allowed: "the name of a contract") },
    Member("finishes") { value, reader, agent in
      switch value {
      case .bool(let finishes): agent.finishes = finishes ? .yes : .no
      case .string("implied"): agent.finishes = .implied
      default: reader.refuse(value, allowed: "true, false or \"implied\"")
      }
    },
    Member("selection") { $2.selection = $1.word($0, of: AgentSystem.Selection.self) },
    Member("join") { value, reader, agent in
      agent.join = reader.join(value)
    },
    Member("onInvalid") { $2.onInvalid = $1.invalidAnswer($0) },
    Member("observes") { $2.observes = $1.flag($0) ?? false },
    Member("tools") { $2.tools = $1.texts($0) ?? [] },
    Member("reads") { $2.reads = $1.texts($0, allowed: "an array of store names") ?? [] },
    Member("writes") { $2.writes = $1.texts($0, allowed: "an array of store names") ?? [] },
    Member("contextTokens") { $2.contextTokens = $1.count($0) },
    Member("seconds") { value, reader, agent in
      agent.seconds = value.numberValue
      if agent.seconds == nil { reader.refuse(value, allowed: "a number above 0") }
    },
    Member("limit") { $2.limit = $1.count($0) },
    Member("limitResets") { $2.limitResets = $1.flag($0) ?? false },
    Member("limitImplied") { $2.limitIsImplied = $1.flag($0) ?? false },
    Member("preserves") { value, reader, agent in
      if let preserved = reader.preserved(value) { agent.preserves = preserved }
    },
    Member("adds") { value, reader, agent in
      reader.effects(value) { field, value, reader in
        guard let amount = reader.count(value, allowed: "an integer from 0") else { return }
        agent.adds.append((field, amount))
      }
    },
    Member("copies") { value, reader, agent in
      reader.effects(value) { field, value, reader in
        guard let source = reader.pointer(value) else { return }
        agent.copies.append((field, source))
      }
    },
    Member("command") { value, reader, agent in
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
