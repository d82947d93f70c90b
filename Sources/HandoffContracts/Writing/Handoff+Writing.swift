package import HandoffSchema

extension Handoff {
  /// What the handoff says, whoever wrote it where: without its extensions and its origin.
  package var content: JSONValue {
    var copy = self
    copy.origin = nil
    copy.extensions = [:]
    return copy.manifest
  }

  /// The handoff as it stands in a manifest.
  var manifest: JSONValue {
    var members: JSONObject = ["from": .string(from), "to": .string(to)]
    switch trigger {
    case .output: break
    case .anyFailure: members["on"] = "failure"
    case .failures(let kinds):
      members["on"] = ["failure": kinds.count == 1 ? .string(kinds[0]) : .strings(kinds)]
    case .limit: members["on"] = "limit"
    case .none: members["on"] = "none"
    }
    members["when"] = when
    members["payload"] = payload?.manifest
    members["condition"] = condition.map { .string($0) }
    members["each"] = each.map { .string($0.description) }
    members["pattern"] = pattern.map { .string($0.rawValue) }
    members["returns"] = returns.map { .bool($0) }
    members["result"] = result?.manifest
    members["limit"] = limit.map { .number(JSONNumber($0)) }
    if limitIsImplied { members["limitImplied"] = true }
    members["changes"] = changes.map { .string($0.rawValue) }
    members["carries"] = carries.map { .strings($0.map(\.rawValue)) }
    members["parallel"] = parallel.map { .string($0) }
    if !tolerates.isEmpty { members["tolerates"] = .array(tolerates.map(\.manifest)) }
    if evidence != .declared { members["evidence"] = .string(evidence.rawValue) }
    members["declaredAt"] = origin.map {
      ["file": .string($0.file), "line": .number(JSONNumber($0.line))]
    }
    members.append(extensions)
    return .object(members)
  }
}

extension Tolerance {
  /// The tolerance as it stands in a manifest.
  fileprivate var manifest: JSONValue {
    var members: JSONObject = ["operator": .string(operation), "because": .string(because)]
    members.append(extensions)
    return .object(members)
  }
}
