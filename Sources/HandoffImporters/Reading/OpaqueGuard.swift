internal import HandoffContracts
internal import HandoffSchema

extension Handoff {
  /// Notes that a test in code decides on the handoff: for every payload it may be taken or not.
  mutating func isGuardedByCode(_ name: String? = nil, label: String? = nil, isDefault: Bool = false) {
    var hint: JSONObject = isDefault ? ["default": true] : ["opaque": true]
    hint["by"] = name.map { .string($0) }
    hint["label"] = label.map { .string($0) }
    extensions["x-guard"] = .object(hint)
  }
}
