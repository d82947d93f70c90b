internal import HandoffSchema

extension ManifestReader {
  /// The version of the manifest format that this package reads and writes.
  static let format = 1
  /// The member by which a manifest is told from other documents; it says the version.
  static let mark: StaticString = "handoffSystem"

  static let systemMembers: [Member<AgentSystem>] = [
    Member(mark, .one(of: [.number(JSONNumber(format))]), required: true) { value, reader, _ in
      guard value.number?.intValue != format else { return }
      reader.report(.unknownFormat(found: shown(value.json), known: format))
    },
    Member("name", .text, required: true) { $2.name = $1.text($0) ?? "" },
    Member("entry", .any(of: .text, .list(of: .text, from: 1), .one(of: [.null])), required: true) {
      value, reader, system in
      switch value.kind {
      case .string: system.entry = reader.text(value).map { [$0] } ?? []
      case .null: system.entry = []
      case .array where value.count > 0: system.entry = reader.texts(value) ?? []
      default:
        reader.refuse(value, allowed: "the name of an agent, an array of them, or null where it is not known")
      }
    },
    Member("input", .schema) { $2.input = $1.schema($0) },
    Member("selection", .word(AgentSystem.Selection.self)) { value, reader, system in
      if let selection = reader.word(value, of: AgentSystem.Selection.self) { system.selection = selection }
    },
    Member("limits", .object(limitMembers)) { value, reader, system in
      // Holds the place of an unread number; the manifest is refused then.
      var limit = AgentSystem.RunLimit(handoffs: 1)
      reader.read(value, by: limitMembers, into: &limit, extensions: \.extensions)
      system.limits = limit
    },
    Member("escalation", .any(of: .one(of: ["required"]), .list(of: .text, from: 1))) {
      value, reader, system in
      if value.isText("required") {
        system.escalation = .required
      } else if value.kind == .array, value.count > 0 {
        system.escalation = reader.texts(value).map { .agents($0) }
      } else {
        reader.refuse(value, allowed: "\"required\" or an array of the names of agents, at least one")
      }
    },
    Member("contracts", .named(.object(contractMembers))) { value, reader, system in
      reader.readNamed(value, .contract) { name, value, reader in
        // Nothing is then known of its failures.
        if value.kind != .object { reader.markUnreadable(.failure) }
        var contract = Contract(name: name, output: true)
        reader.read(value, by: contractMembers, into: &contract, extensions: \.extensions)
        system.contracts.append(contract)
      }
    },
    Member("agents", .named(.object(agentMembers)), required: true) { value, reader, system in
      if value.kind == .object { system.agents.reserveCapacity(value.count) }
      reader.readNamed(value, .agent) { name, value, reader in
        var agent = Agent(name: name)
        reader.read(value, by: agentMembers, into: &agent, extensions: \.extensions)
        system.agents.append(agent)
      }
    },
    Member("handoffs", .list(of: .object(handoffMembers))) { value, reader, system in
      if value.kind == .array {
        system.handoffs.reserveCapacity(value.count)
      } else {
        reader.markUnreadable(.handoff)
      }
      reader.readList(value, of: "handoffs") { element, reader in
        var handoff = Handoff(from: "", to: "")
        reader.read(element, by: handoffMembers, into: &handoff, extensions: \.extensions)
        // Without both ends its name is not known, nor those of others that are counted with it.
        if handoff.from.isEmpty || handoff.to.isEmpty { reader.markUnreadable(.handoff) }
        system.handoffs.append(handoff)
      }
    },
    Member("$defs", .named(.schema)) { value, reader, system in
      reader.readNamed(value, .definition) { name, value, reader in
        if let schema = reader.schema(value) { system.definitions[name] = schema }
      }
    },
    Member("stores", .named(.object(storeMembers))) { value, reader, system in
      reader.readNamed(value, .store) { name, value, reader in
        var store = Store(name: name, layer: .active)
        reader.read(value, by: storeMembers, into: &store, extensions: \.extensions)
        system.stores.append(store)
      }
    },
    Member("allow", .list(of: .object(allowanceMembers))) { value, reader, system in
      reader.readList(value, of: "accepted findings") { element, reader in
        // Holds the place of an unread reason; the manifest is refused then.
        var allowance = Allowance(rule: "", because: "unread")
        reader.read(element, by: allowanceMembers, into: &allowance, extensions: \.extensions)
        system.allowances.append(allowance)
      }
    },
    Member("$schema", .text) { $2.manifestSchema = $1.text($0, allowed: "where the schema of manifests is") },
  ]

  private static let limitMembers: [Member<AgentSystem.RunLimit>] = [
    Member("handoffs", .count(), required: true) { value, reader, limit in
      if let count = reader.count(value) { limit.handoffs = count }
    },
    Member("onLimit", .text) { $2.onLimit = $1.text($0, allowed: "the name of an agent") },
    Member("implied", .flag) { $2.isImplied = $1.flag($0) ?? false },
  ]

  private static let storeMembers: [Member<Store>] = [
    Member("layer", .word(Store.Layer.self), required: true) { value, reader, store in
      if let layer = reader.word(value, of: Store.Layer.self) { store.layer = layer }
    },
    Member("merge", .word(Store.Merge.self)) { $2.merge = $1.word($0, of: Store.Merge.self) },
  ]

  private static let allowanceMembers: [Member<Allowance>] = [
    Member("rule", .text, required: true) { $2.rule = $1.text($0, allowed: "the id of a rule") ?? "" },
    Member("at", .text) { $2.at = $1.text($0, allowed: "the name of an agent or a handoff") },
    Member("because", .text, required: true) {
      $2.because = $1.text($0, allowed: "the reason, a string") ?? "unread"
    },
  ]
}
