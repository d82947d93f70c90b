import HandoffSchema

/// A manifest of the import corpus, whose hints (`x-`) and work-arounds are written with the members that say the same.
struct TruthManifest {
  private(set) var value: JSONValue

  init(parsing bytes: [UInt8]) throws {
    value = try JSONValue(parsing: String(decoding: bytes, as: UTF8.self))
  }

  /// What holds for every system of the corpus: the hints have one meaning each.
  mutating func rewriteHints() {
    editAgents { agent in
      agent.move("x-join", to: "join")
      agent.move("x-selection", to: "selection")
    }
    editHandoffs { handoff in
      if let guardHint = handoff["x-guard"] {
        handoff["x-guard"] = nil
        // The else branch is what is left: no condition of its own.
        if guardHint["default"] != true { handoff["condition"] = Self.condition(guardHint) }
      }
      // The framework's own bound on the turns of the agent that calls.
      if let turns = handoff["x-maxIter"] {
        handoff["limit"] = turns
        handoff["limitImplied"] = true
      }
    }
  }

  private static func condition(_ hint: JSONValue) -> JSONValue {
    let name = hint["by"]?.stringValue ?? "unknown"
    return .string(hint["label"]?.stringValue.map { "\(name) = \($0)" } ?? name)
  }

  /// Turns the guards of some handoffs into the type of what they carry: the arguments of a call of its own.
  mutating func typeHandoffs(from senders: Set<String>) {
    editHandoffs { handoff in
      guard let sender = handoff["from"]?.stringValue, senders.contains(sender) else { return }
      handoff.move("when", to: "payload")
    }
  }

  /// Replaces the value at a path; without a value the member goes.
  mutating func set(_ path: [String], _ replacement: JSONValue?) {
    value = Self.replacing(in: value, path[...], replacement) ?? .null
  }

  /// Keeps of a contract's output what is no argument of a call: one member of its `anyOf`.
  mutating func keepOutput(_ position: Int, of contract: String) {
    let output = value["contracts"]?[contract]?["output"]
    if let kept = output?["anyOf"]?[position] { set(["contracts", contract, "output"], kept) }
  }

  private static func replacing(
    in value: JSONValue, _ tokens: ArraySlice<String>, _ replacement: JSONValue?
  ) -> JSONValue? {
    guard let token = tokens.first else { return replacement }
    guard case .object(var members) = value else { return value }
    members[token] = replacing(in: members[token] ?? [:], tokens.dropFirst(), replacement)
    return .object(members)
  }

  private mutating func editAgents(_ edit: (inout JSONObject) -> Void) {
    guard case .object(var root) = value, case .object(var agents)? = root["agents"] else { return }
    for name in agents.keys {
      guard case .object(var agent)? = agents[name] else { continue }
      edit(&agent)
      agents[name] = .object(agent)
    }
    root["agents"] = .object(agents)
    value = .object(root)
  }

  private mutating func editHandoffs(_ edit: (inout JSONObject) -> Void) {
    guard case .object(var root) = value, let handoffs = root["handoffs"]?.arrayValue else { return }
    root["handoffs"] = .array(
      handoffs.map { handoff in
        guard case .object(var members) = handoff else { return handoff }
        edit(&members)
        return .object(members)
      })
    value = .object(root)
  }
}

extension JSONObject {
  fileprivate mutating func move(_ name: String, to other: String) {
    guard let value = self[name] else { return }
    self[name] = nil
    self[other] = value
  }
}
