internal import HandoffSchema

extension Agent {
  /// The agent as it stands in a manifest, without its name.
  var manifest: JSONValue {
    var members: JSONObject = [:]
    if kind != .agent { members["kind"] = .string(kind.rawValue) }
    members["task"] = task.map { .string($0) }
    members["accepts"] = accepts?.manifest
    members["produces"] = produces.map { .string($0) }
    switch finishes {
    case .no: break
    case .yes: members["finishes"] = true
    case .implied: members["finishes"] = "implied"
    }
    members["selection"] = selection.map { .string($0.rawValue) }
    members["join"] = join?.manifest
    members["onInvalid"] = onInvalid?.manifest
    if observes { members["observes"] = true }
    if !tools.isEmpty { members["tools"] = .strings(tools) }
    if !reads.isEmpty { members["reads"] = .strings(reads) }
    if !writes.isEmpty { members["writes"] = .strings(writes) }
    members["contextTokens"] = contextTokens.map { .number(JSONNumber($0)) }
    members["seconds"] = seconds.map { .number($0) }
    members["limit"] = limit.map { .number(JSONNumber($0)) }
    if limitResets { members["limitResets"] = true }
    if limitIsImplied { members["limitImplied"] = true }
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
    if !env.isEmpty { members["env"] = .named(env.map { ($0.name, .string($0.value)) }) }
    members["cwd"] = cwd.map { .string($0) }
    if isNondeterministic { members["nondeterministic"] = true }
    members.append(extensions)
    return .object(members)
  }
}

extension Agent.Acceptance {
  /// The name of a contract in an object of its own, or the schema.
  var manifest: JSONValue {
    switch self {
    case .contract(let name): ["contract": .string(name)]
    case .schema(let schema): schema
    }
  }
}

extension Agent.Join {
  fileprivate var manifest: JSONValue {
    guard self != Self() else { return "all" }
    var members: JSONObject = [:]
    if case .count(let count) = wait { members["wait"] = .number(JSONNumber(count)) }
    if receives != .merged { members["receives"] = .string(receives.rawValue) }
    if !branches.isEmpty { members["of"] = .strings(branches) }
    members.append(extensions)
    return .object(members)
  }
}

extension Agent.InvalidAnswer {
  fileprivate var manifest: JSONValue {
    switch self {
    case .reject: Self.rejects
    // A kind that is spelled like the word needs the longer form.
    case .failure(let kind): .string(kind) == Self.rejects ? ["failure": .string(kind)] : .string(kind)
    }
  }

  /// The word for ``reject``.
  static let rejects: JSONValue = "reject"
}
