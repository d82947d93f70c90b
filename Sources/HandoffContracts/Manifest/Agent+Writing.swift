internal import HandoffSchema

extension Agent {
  /// The agent as it stands in a manifest, without its name.
  var manifest: JSONValue {
    var members: JSONObject = [:]
    if kind != .agent { members["kind"] = .string(kind.rawValue) }
    members["task"] = task.map { .string($0) }
    switch accepts {
    case .contract(let name): members["accepts"] = ["contract": .string(name)]
    case .schema(let schema): members["accepts"] = schema
    case nil: break
    }
    members["produces"] = produces.map { .string($0) }
    switch finishes {
    case .no: break
    case .yes: members["finishes"] = true
    case .implied: members["finishes"] = "implied"
    }
    members["selection"] = selection.map { .string($0.rawValue) }
    if join != nil { members["join"] = "all" }
    if !tools.isEmpty { members["tools"] = .strings(tools) }
    if !reads.isEmpty { members["reads"] = .strings(reads) }
    if !writes.isEmpty { members["writes"] = .strings(writes) }
    members["contextTokens"] = contextTokens.map { .number(JSONNumber($0)) }
    members["seconds"] = seconds.map { .number($0) }
    members["limit"] = limit.map { .number(JSONNumber($0)) }
    if limitResets { members["limitResets"] = true }
    switch preserves {
    case .everything: members["preserves"] = "*"
    case .fields([]): break
    case .fields(let fields): members["preserves"] = .strings(fields.map(\.description))
    }
    if !adds.isEmpty {
      members["adds"] = .named(adds.map { ($0.field.description, .number(JSONNumber($0.amount))) })
    }
    if !copies.isEmpty {
      members["copies"] = .named(copies.map { ($0.field.description, .string($0.source.description)) })
    }
    members["command"] = command.map { .strings($0) }
    members.append(extensions)
    return .object(members)
  }
}
