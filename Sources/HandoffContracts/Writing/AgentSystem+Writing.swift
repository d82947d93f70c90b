public import HandoffSchema

extension AgentSystem {
  /// The system as a manifest of format 1; members that say what is the default anyway are left out.
  ///
  /// Reading it back gives an equal system, for every system without ``problems``.
  ///
  /// - Complexity: O(*n*) in the size of the system.
  public var manifest: JSONValue {
    var root: JSONObject = manifestSchema.map { ["$schema": .string($0)] } ?? [:]
    let required: JSONObject = [
      "handoffSystem": .number(JSONNumber(ManifestReader.format)), "name": .string(name),
      "entry": entry.count > 1 ? .strings(entry) : entry.first.map { .string($0) } ?? .null,
    ]
    root.append(required)
    root["input"] = input
    if selection != .choice { root["selection"] = .string(selection.rawValue) }
    root["limits"] = limits?.manifest
    root["escalation"] = escalation?.manifest
    if !contracts.isEmpty { root["contracts"] = .named(contracts.map { ($0.name, $0.manifest) }) }
    root["agents"] = .named(agents.map { ($0.name, $0.manifest) })
    if !handoffs.isEmpty { root["handoffs"] = .array(handoffs.map(\.manifest)) }
    if !definitions.isEmpty { root["$defs"] = .object(definitions) }
    if !stores.isEmpty { root["stores"] = .named(stores.map { ($0.name, $0.manifest) }) }
    if !allowances.isEmpty { root["allow"] = .array(allowances.map(\.manifest)) }
    root.append(extensions)
    return .object(root)
  }
}

extension AgentSystem.Escalation {
  fileprivate var manifest: JSONValue {
    switch self {
    case .required: "required"
    case .agents(let names): .strings(names)
    }
  }
}

extension AgentSystem.RunLimit {
  fileprivate var manifest: JSONValue {
    var members: JSONObject = ["handoffs": .number(JSONNumber(handoffs))]
    members["onLimit"] = onLimit.map { .string($0) }
    if isImplied { members["implied"] = true }
    members.append(extensions)
    return .object(members)
  }
}

extension Contract {
  /// The contract as it stands in a manifest, without its name.
  public var manifest: JSONValue {
    var members: JSONObject = [:]
    members["version"] = version.map { .string($0) }
    members["description"] = description.map { .string($0) }
    members["output"] = output
    if !failures.isEmpty { members["failures"] = .named(failures.map { ($0.kind, $0.manifest) }) }
    if !same(failureTag, Self.defaultFailureTag) {
      members["failureTag"] = failureTag.map { .string($0) } ?? .null
    }
    members.append(extensions)
    return .object(members)
  }
}

extension FailureOutput {
  fileprivate var manifest: JSONValue {
    var members: JSONObject = [:]
    members["description"] = description.map { .string($0) }
    members["schema"] = schema
    if detectedBy != .agent { members["detectedBy"] = .string(detectedBy.rawValue) }
    members.append(extensions)
    return .object(members)
  }
}

extension Store {
  fileprivate var manifest: JSONValue {
    var members: JSONObject = ["layer": .string(layer.rawValue)]
    members["merge"] = merge.map { .string($0.rawValue) }
    members.append(extensions)
    return .object(members)
  }
}

extension Allowance {
  fileprivate var manifest: JSONValue {
    var members: JSONObject = ["rule": .string(rule)]
    members["at"] = at.map { .string($0) }
    members["because"] = .string(because)
    members.append(extensions)
    return .object(members)
  }
}

extension JSONValue {
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  static func named(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }
}

extension JSONObject {
  mutating func append(_ others: JSONObject) {
    for member in others { self[member.key] = member.value }
  }
}
