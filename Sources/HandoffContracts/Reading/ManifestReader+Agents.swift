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
      if let finishes = value.flag {
        agent.finishes = finishes ? .yes : .no
      } else if value.isText("implied") {
        agent.finishes = .implied
      } else {
        reader.refuse(value, allowed: "true, false or \"implied\"")
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
      agent.seconds = value.number
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
    Member("env", .named(.text)) { $2.env = $1.variables($0) },
    Member("cwd", .text) { $2.cwd = $1.text($0, allowed: "a folder") },
    Member("nondeterministic", .flag) { $2.isNondeterministic = $1.flag($0) ?? false },
  ]

  private mutating func variables(_ value: ManifestValue) -> [(name: String, value: String)] {
    guard value.kind == .object else {
      refuse(value, allowed: "an object from the names of variables to texts")
      return []
    }
    var variables: [(name: String, value: String)] = []
    readMembers(of: value) { name, value, reader in
      if let text = reader.text(value, allowed: "a text") { variables.append((name, text)) }
    }
    return variables
  }

  private mutating func invalidAnswer(_ value: ManifestValue) -> Agent.InvalidAnswer? {
    if value.isText("reject") { return .reject }
    if let kind = value.text { return .failure(kind) }
    guard let kind = onlyMember("failure", of: value) else {
      refuse(value, allowed: "\"reject\" or a failure kind")
      return nil
    }
    var text: String?
    within("failure") { text = $0.text(kind, allowed: "a failure kind") }
    return text.map { .failure($0) }
  }

  private mutating func preserved(_ value: ManifestValue) -> Agent.Preserved? {
    if value.isText("*") { return .everything }
    guard value.kind == .array else {
      refuse(value, allowed: "an array of JSON Pointers, or \"*\"")
      return nil
    }
    var fields: [JSONPointer] = []
    readElements(of: value) { element, reader in
      if let field = reader.pointer(element) { fields.append(field) }
    }
    return .fields(fields)
  }

  /// Reads an object from JSON Pointer to what happens to that field.
  private mutating func effects(
    _ value: ManifestValue, each: (JSONPointer, ManifestValue, inout ManifestReader) -> Void
  ) {
    guard value.kind == .object else {
      return refuse(value, allowed: "an object whose names are JSON Pointers")
    }
    readMembers(of: value) { name, value, reader in
      guard let field = JSONPointer(parsing: name) else {
        return reader.report(
          .wrongValue(found: "the name \(quoted(name))", allowed: "a JSON Pointer such as \"/priority\""))
      }
      each(field, value, &reader)
    }
  }
}
