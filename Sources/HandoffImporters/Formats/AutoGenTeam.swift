internal import HandoffContracts
internal import HandoffSchema

/// Reads a team: its participants, what its kind says about who speaks next, and what ends it.
struct AutoGenTeam {
  private let root: ExportValue
  private var draft: SystemDraft
  private var participants: [(name: String, kind: String, config: ExportValue)] = []

  init(_ root: ExportValue) throws(ImportError) {
    self.root = root
    let config = try root.member("config")
    let kind = try Self.kind(root)
    let name = try config["name"]?.string()
    // Teams are named after their kind unless somebody names them.
    draft = SystemDraft(name: name.flatMap { $0 == kind ? nil : $0 } ?? root.source.stem)
    for participant in try config.member("participants").elements() {
      let config = try participant.member("config")
      participants.append((try config.member("name").name(), try Self.kind(participant), config))
    }
  }

  private static func kind(_ component: ExportValue) throws(ImportError) -> String {
    let provider = try component.member("provider").string()
    return provider.split(separator: ".").last.map(String.init) ?? provider
  }

  mutating func read() throws(ImportError) -> ImportedSystem {
    let config = try root.member("config")
    for (name, kind, config) in participants { try declare(name, kind, config) }
    let names = participants.map(\.name)
    let kind = try Self.kind(root)
    if kind == "GraphFlow" {
      var graph = AutoGenGraph(draft)
      return try graph.read(
        config.member("graph"), endings: AutoGenEndings(config), typed: typedParticipants())
    }
    draft.entry = names.prefix(1).map { $0 }
    let endings = try AutoGenEndings(config)
    switch kind {
    case "Swarm": try readSwarm(endings)
    case "RoundRobinGroupChat":
      for (from, to) in zip(names, names.dropFirst() + names.prefix(1)) { draft.hand(from: from, to: to) }
    case "SelectorGroupChat":
      draft.entry = names
      mesh: for from in names {
        for to in names where !to.hasSameCodePoints(as: from) {
          if draft.isFull { break mesh }
          draft.hand(from: from, to: to) { $0.isGuardedByCode("selector") }
        }
      }
      draft.lose(
        .guards,
        "who speaks next is decided by a model or by `selector_func`; `candidate_func` is not exported")
    case "MagenticOneGroupChat":
      draft.entry = ["MagenticOneOrchestrator"]
      draft.agent("MagenticOneOrchestrator") { $0.finishes = .yes }
      for name in names { draft.hand(from: "MagenticOneOrchestrator", to: name, pattern: .supervisor) }
    default:
      throw root.error(
        "expected a Swarm, GraphFlow, RoundRobinGroupChat, SelectorGroupChat or MagenticOneGroupChat, found \(kind)"
      )
    }
    for agent in draft.agents
    where agent.kind == .agent && agent.finishes == .no && kind != "MagenticOneGroupChat" {
      draft.agent(agent.name) { $0.finishes = .implied }
    }
    endings.apply(to: &draft)
    return try draft.finished()
  }

  private mutating func declare(
    _ name: String, _ kind: String, _ config: ExportValue
  ) throws(ImportError) {
    var tools: [String] = []
    for bench in try Self.list(config["workbench"]) {
      for tool in try ExportValue.elements(of: bench["config"]?["tools"]) {
        if let name = try tool["config"]?["name"]?.name() { tools.append(name) }
      }
    }
    let task = try config["system_message"]?.string()
    let schema = config["structured_message_factory"]?["config"]?["json_schema"]?.value
    if let schema { draft.contracts.append(Contract(name: name, version: "0.0.0", output: schema)) }
    draft.agent(name) { agent in
      agent.kind = kind == "UserProxyAgent" ? .human : .agent
      agent.task = task
      agent.tools = tools
      if schema != nil { agent.produces = name }
    }
  }

  /// The elements of an array, or a value alone.
  private static func list(_ value: ExportValue?) throws(ImportError) -> [ExportValue] {
    guard let value else { return [] }
    return value.value.arrayValue == nil ? [value] : try value.elements()
  }

  private func typedParticipants() -> Set<ExactString> {
    Set(draft.contracts.map { ExactString($0.name) })
  }

  private mutating func readSwarm(_ endings: AutoGenEndings) throws(ImportError) {
    for (name, _, config) in participants {
      draft.agent(name) { $0.finishes = .implied }
      for handoff in try ExportValue.elements(of: config["handoffs"]) {
        // A handoff is written as the name of its target or as a record.
        let record = handoff["target"] ?? handoff
        let target = try record.name()
        if endings.people.contains(where: { $0.hasSameCodePoints(as: target) }) {
          draft.agent(target) { $0.kind = .human }
        }
        draft.hand(from: name, to: target, pattern: .peer)
      }
    }
    for (name, _, _) in participants { draft.hand(from: name, to: name, on: .none) }
    draft.lose(.contracts, "transfer tools take no arguments; what travels is the conversation")
  }
}
