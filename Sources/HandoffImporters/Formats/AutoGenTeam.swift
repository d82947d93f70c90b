internal import HandoffContracts
internal import HandoffSchema

/// Reads a team: its participants, what its kind says about who speaks next, and what ends it.
///
/// The names of what is inside another team begin with that team's name.
struct AutoGenTeam {
  private let root: ExportValue
  private let prefix: String
  private let depth: Int
  private let endings: AutoGenEndings
  private var draft: SystemDraft
  private var participants: [(name: String, kind: String, component: ExportValue)] = []
  private var inner: [ExactString: EnteredGraph] = [:]

  /// Takes a whole export.
  ///
  /// - Throws: ``ImportError`` where it is not what AutoGen writes.
  init(_ root: ExportValue) throws(ImportError) {
    let config = try root.member("config")
    let kind = try Self.kind(root)
    let name = try config["name"]?.string()
    // Teams are named after their kind unless somebody names them.
    let draft = SystemDraft(name: name.flatMap { $0 == kind ? nil : $0 } ?? root.source.stem)
    try self.init(root, prefix: "", draft: draft, depth: 0)
  }

  private init(
    _ root: ExportValue, prefix: String, draft: SystemDraft, depth: Int
  ) throws(ImportError) {
    try EnteredGraph.check(depth: depth, at: root)
    self.root = root
    self.prefix = prefix
    self.depth = depth
    self.draft = draft
    let config = try root.member("config")
    endings = try AutoGenEndings(config)
    for participant in try config.member("participants").elements() {
      let name = try participant.member("config").member("name").name()
      participants.append((prefix + name, try Self.kind(participant), participant))
    }
  }

  private static func kind(_ component: ExportValue) throws(ImportError) -> String {
    let provider = try component.member("provider").string()
    return provider.split(separator: ".").last.map(String.init) ?? provider
  }

  /// Reads the export as a system.
  ///
  /// - Throws: ``ImportError`` where it is not what AutoGen writes.
  mutating func finished() throws(ImportError) -> ImportedSystem {
    draft.entry = try read().entries
    endings.apply(to: &draft)
    return try draft.finished()
  }

  private mutating func read() throws(ImportError) -> EnteredGraph {
    for (name, _, component) in participants { try declare(name, component, depth: depth) }
    let names = participants.map(\.name)
    let kind = try Self.kind(root)
    var entries = names.prefix(1).flatMap { self.entries($0) }
    switch kind {
    case "GraphFlow":
      var graph = AutoGenGraph(draft, prefix: prefix, inner: inner, bound: bound)
      let typed = typedAgents()
      draft = SystemDraft(name: "")
      let read = try graph.read(root.member("config").member("graph"), typed: typed)
      draft = graph.draft
      return read
    case "Swarm": try readSwarm()
    case "RoundRobinGroupChat":
      for (from, to) in zip(names, names.dropFirst() + names.prefix(1)) where !isLast(from) { link(from, to) }
    case "SelectorGroupChat":
      entries = names.flatMap { self.entries($0) }
      readSelector(names)
    case "MagenticOneGroupChat":
      let lead = prefix + "MagenticOneOrchestrator"
      let finish: Agent.Finish = prefix.isEmpty ? .yes : .implied
      draft.agent(lead) { $0.finishes = finish }
      for name in names.flatMap({ self.entries($0) }) {
        draft.hand(from: lead, to: name, pattern: .supervisor)
      }
      return EnteredGraph(entries: [lead], ends: [lead])
    default:
      throw root.error(
        "expected a Swarm, GraphFlow, RoundRobinGroupChat, SelectorGroupChat or MagenticOneGroupChat, found \(kind)"
      )
    }
    return EnteredGraph(entries: entries, ends: endEverywhere(names))
  }

  /// Everybody may end the team but people.
  private mutating func endEverywhere(_ names: [String]) -> [String] {
    var ends: [String] = []
    for (name, kind, _) in participants {
      if let team = inner[ExactString(name)] {
        ends += team.ends
      } else if kind != "UserProxyAgent" {
        let finish: Agent.Finish = isLast(name) ? .yes : .implied
        draft.agent(name) { $0.finishes = finish }
        ends.append(name)
      }
    }
    return ends
  }

  // MARK: - Participants

  private mutating func declare(
    _ name: String, _ component: ExportValue, depth: Int
  ) throws(ImportError) {
    try EnteredGraph.check(depth: depth, at: component)
    let config = try component.member("config")
    let kind = try Self.kind(component)
    if config["participants"] != nil {
      // A team has no voice of its own: it is entered, and goes on where it ends.
      inner[ExactString(name)] = try enter(component, as: name, depth: depth)
      return
    }
    let task = try config["system_message"]?.string()
    let schema = config["structured_message_factory"]?["config"]?["json_schema"]?.value
    if let schema { draft.contracts.append(Contract(name: name, version: "0.0.0", output: schema)) }
    draft.agent(name) { agent in
      agent.kind = kind == "UserProxyAgent" ? .human : .agent
      agent.task = task
      if schema != nil { agent.produces = name }
    }
    if let team = config["team"] {
      for entry in try enter(team, as: name, depth: depth).entries {
        draft.hand(from: name, to: entry, pattern: .supervisor)
      }
    }
    for bench in try Self.list(config["workbench"]) {
      for tool in try ExportValue.elements(of: bench["config"]?["tools"]) {
        try readTool(tool, of: name, depth: depth)
      }
    }
  }

  private mutating func readTool(_ tool: ExportValue, of name: String, depth: Int) throws(ImportError) {
    let own = try tool["config"]?["name"]?.name()
    if let team = tool["config"]?["team"] {
      for entry in try enter(team, as: "\(name)/\(own ?? "team")", depth: depth).entries {
        draft.hand(from: name, to: entry, pattern: .supervisor)
      }
    } else if let worker = tool["config"]?["agent"] {
      let full = prefix + (try worker.member("config").member("name").name())
      draft.hand(from: name, to: full, pattern: .supervisor)
      if !draft.has(full) { try declare(full, worker, depth: depth + 1) }
    } else if let own {
      draft.agent(name) { $0.tools.append(own) }
      return
    }
    draft.lose(
      .contracts, "what an agent says to another one that it has as a tool is not exported", agent: name)
  }

  private mutating func enter(
    _ team: ExportValue, as name: String, depth: Int
  ) throws(ImportError) -> EnteredGraph {
    var inside = try AutoGenTeam(team, prefix: name + "/", draft: draft, depth: depth + 1)
    draft = SystemDraft(name: "")  // Handed on, so that nothing is copied.
    let read = try inside.read()
    draft = inside.draft
    inside.endings.noteWords(in: &draft)
    return read
  }

  /// The elements of an array, or a value alone.
  private static func list(_ value: ExportValue?) throws(ImportError) -> [ExportValue] {
    guard let value else { return [] }
    return value.value.arrayValue == nil ? [value] : try value.elements()
  }

  private func typedAgents() -> Set<ExactString> {
    Set(draft.contracts.map { ExactString($0.name) })
  }

  // MARK: - Who speaks next

  /// The bound on the handoffs of a team inside another.
  private var bound: Int? { prefix.isEmpty ? nil : endings.limit.flatMap { $0 > 0 ? $0 : nil } }

  private func isLast(_ name: String) -> Bool {
    endings.last.contains { (prefix + $0).hasSameCodePoints(as: name) }
  }

  private func entries(_ name: String) -> [String] { inner[ExactString(name)]?.entries ?? [name] }

  private mutating func link(
    _ source: String, _ target: String, _ change: (inout Handoff) -> Void = { _ in }
  ) {
    let receivers = entries(target)
    let bound = bound
    for from in inner[ExactString(source)]?.ends ?? [source] {
      if draft.isFull { return }
      for to in receivers {
        draft.hand(from: from, to: to) { handoff in
          change(&handoff)
          if let bound { handoff.limitInside(bound) }
        }
      }
    }
  }

  private mutating func readSelector(_ names: [String]) {
    mesh: for from in names where !isLast(from) {
      for to in names where !to.hasSameCodePoints(as: from) {
        if draft.isFull { break mesh }
        link(from, to) { $0.isGuardedByCode("selector") }
      }
    }
    draft.lose(
      .guards,
      "who speaks next is decided by a model or by `selector_func`; `candidate_func` is not exported")
  }

  private mutating func readSwarm() throws(ImportError) {
    let bound = bound
    for (name, _, component) in participants {
      for handoff in try ExportValue.elements(of: component["config"]?["handoffs"]) {
        // A handoff is written as the name of its target or as a record.
        let own = try (handoff["target"] ?? handoff).name()
        let isPerson =
          endings.people.contains { $0.hasSameCodePoints(as: own) } && !draft.has(prefix + own)
        if isPerson { draft.agent(prefix + own) { $0.kind = .human } }
        draft.hand(from: name, to: prefix + own, pattern: .peer) { handoff in
          if let bound { handoff.limitInside(bound) }
        }
      }
    }
    // An agent that names no target speaks again, unless its word ends the team.
    for (name, _, _) in participants where !isLast(name) { draft.hand(from: name, to: name, on: .none) }
    draft.lose(.contracts, "transfer tools take no arguments; what travels is the conversation")
  }
}
