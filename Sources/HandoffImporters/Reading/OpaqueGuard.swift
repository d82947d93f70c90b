internal import HandoffContracts
internal import HandoffSchema

extension Handoff {
  /// Notes that a test in code decides on the handoff: for every payload it may be taken or not.
  mutating func isGuardedByCode(_ name: String? = nil, label: String? = nil, isDefault: Bool = false) {
    var hint: JSONObject = isDefault ? ["default": true] : ["opaque": true]
    hint["by"] = name.map { .string($0) }
    hint["label"] = label.map { .string($0) }
    extensions["x-guard"] = .object(hint)
    // The else branch is what is left; every other test in code may refuse whatever it is given.
    if !isDefault { condition = name ?? label.map { "label \($0)" } ?? "code" }
  }
}
