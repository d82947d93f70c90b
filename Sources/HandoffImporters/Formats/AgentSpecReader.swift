internal import HandoffContracts
internal import HandoffSchema

/// A component after it was read: who is first, and what leaves it.
struct AgentSpecGroup {
  /// A way out: an agent, the branch of the flow that it ends on, and the branching node that leads out there.
  struct Exit: Hashable {
    var agent: ExactString
    var branch: String?
    var router: String?
    var label: String?
  }

  var entries: [String]
  var exits: [Exit]

  /// A group of agents each of which may be the last.
  init(entries: [String], ends: [String]) {
    self.init(entries: entries, exits: ends.map { Exit(agent: ExactString($0)) })
  }

  init(entries: [String], exits: [Exit]) {
    self.entries = entries
    self.exits = exits
  }
}

/// Reads a component and the components that it refers to; the names of what is inside one begin with its name.
struct AgentSpecReader {
  private let root: ExportValue
  /// The components that what is being read may refer to, those of the innermost component last.
  private var scopes: [ExportValue] = []
  /// How many teams and flows were entered: one that is referred to twice at each level is entered 2^depth times.
  private var enteredCount = 0
  private var members: [ExactString: AgentSpecGroup] = [:]
  private var typed: Set<ExactString> = []
  var draft: SystemDraft

  init(_ root: ExportValue) {
    self.root = root
    draft = SystemDraft(name: root["name"]?.value.stringValue ?? root.source.stem)
  }

  /// Reads the document as a system.
  ///
  /// - Throws: ``ImportError`` where it is not what the specification says.
  mutating func read() throws(ImportError) -> ImportedSystem {
    let group = try read(root, prefix: "", depth: 0)
    draft.entry = group.entries
    for exit in group.exits {
      draft.agent(exit.agent.string) {
        $0.finishes = $0.finishes == .no && $0.kind == .agent ? .yes : $0.finishes
      }
    }
    draft.lose(.limits, "the specification has no limits")
    draft.lose(.contracts, "only declared outputs are typed; without them an output is a conversation")
    draft.lose(.failures, "the specification declares no failures but what a flow catches")
    draft.lose(
      .people, "whether an agent asks its user is not told apart (`human_in_the_loop` is on by default)")
    return try draft.finished()
  }

  /// Reads a component that has other components inside, or one agent.
  mutating func read(
    _ component: ExportValue, prefix: String, depth: Int
  ) throws(ImportError) -> AgentSpecGroup {
    try EnteredGraph.check(depth: depth, at: component)
    enteredCount += 1
    guard enteredCount <= EnteredGraph.countLimit else {
      let limit = Counted.number(EnteredGraph.countLimit)
      throw component.error("expected at most \(limit) teams and flows inside each other, found more")
    }
    let components = component["$referenced_components"]
    if let components { scopes.append(components) }
    defer { if components != nil { scopes.removeLast() } }
    switch try component.member("component_type").string() {
    case "Swarm": return try readSwarm(component, prefix, depth)
    case "ManagerWorkers": return try readManager(component, prefix, depth)
    case "Flow":
      var flow = AgentSpecFlowReader(prefix: prefix)
      return try flow.read(component, with: &self, depth: depth)
    case "Agent": return try member(component, prefix, depth)
    case let type: throw component.error("expected a Swarm, ManagerWorkers, Flow or Agent, found \(type)")
    }
  }

  /// The component that a reference names, or the component itself.
  ///
  /// - Throws: ``ImportError`` where there is none.
  func resolved(_ component: ExportValue) throws(ImportError) -> ExportValue {
    guard let id = try component["$component_ref"]?.string() else { return component }
    for scope in scopes.reversed() {
      if let found = scope[id] { return found }
    }
    throw component.error("expected a component with the id \"\(id)\" in \"$referenced_components\"")
  }

  // MARK: - Agents

  /// A member of a team, the first time or again; a team or flow is entered.
  private mutating func member(
    _ reference: ExportValue, _ prefix: String, _ depth: Int
  ) throws(ImportError) -> AgentSpecGroup {
    let component = try resolved(reference)
    let name = prefix + (try component.member("name").name())
    if let known = members[ExactString(name)] { return known }
    let type = component["component_type"]?.value.stringValue
    let group: AgentSpecGroup
    if type == "Swarm" || type == "ManagerWorkers" || type == "Flow" {
      group = try read(component, prefix: name + "/", depth: depth + 1)
    } else {
      try declare(component, as: name)
      group = AgentSpecGroup(entries: [name], ends: [name])
    }
    members[ExactString(name)] = group
    return group
  }

  /// Declares an agent with its prompt, tools and typed outputs.
  mutating func declare(_ component: ExportValue, as name: String) throws(ImportError) {
    let prompt = try (component["system_prompt"] ?? component["description"])?.string()
    var tools: [String] = []
    for tool in try ExportValue.elements(of: component["tools"]) {
      tools.append(try resolved(tool).member("name").name())
    }
    try type(component["outputs"], of: name)
    draft.agent(name) { agent in
      agent.task = prompt.flatMap { $0.isEmpty ? nil : $0 } ?? agent.task
      agent.tools = tools
    }
  }

  /// Types what an agent produces, unless that is done.
  mutating func type(_ outputs: ExportValue?, of name: String) throws(ImportError) {
    var members: [JSONObject.Member] = []
    for output in try ExportValue.elements(of: outputs) {
      members.append(JSONObject.Member(key: try output.member("title").name(), value: output.value))
    }
    guard !members.isEmpty, typed.insert(ExactString(name)).inserted else { return }
    let output: JSONObject = [
      "type": "object", "properties": .object(JSONObject(members)),
      "required": .array(members.map { .string($0.key) }),
    ]
    draft.contracts.append(Contract(name: name, version: "0.0.0", output: .object(output)))
    draft.agent(name) { $0.produces = name }
  }

  // MARK: - Teams

  private mutating func readManager(
    _ component: ExportValue, _ prefix: String, _ depth: Int
  ) throws(ImportError) -> AgentSpecGroup {
    let lead = try member(component.member("group_manager"), prefix, depth)
    for worker in try component.member("workers").elements() {
      let group = try member(worker, prefix, depth)
      link(lead, group) { $0.pattern = .supervisor }
      for exit in group.exits
      where !group.entries.contains(where: { $0.hasSameCodePoints(as: exit.agent.string) }) {
        draft.agent(exit.agent.string) { $0.finishes = .implied }  // It answers the manager.
      }
    }
    return lead
  }

  private mutating func readSwarm(
    _ component: ExportValue, _ prefix: String, _ depth: Int
  ) throws(ImportError) -> AgentSpecGroup {
    let mode =
      component["handoff"]?.value.stringValue
      ?? (component["handoff"]?.value.boolValue == false ? "never" : "optional")
    let entries = try member(component.member("first_agent"), prefix, depth).entries
    var ends: [String] = []
    var known: Set<ExactString> = []
    func meet(_ group: AgentSpecGroup) {
      for exit in group.exits where known.insert(exit.agent).inserted { ends.append(exit.agent.string) }
    }
    meet(try member(component.member("first_agent"), prefix, depth))
    for pair in try component.member("relationships").elements() {
      let two = try pair.elements()
      guard two.count == 2 else { throw pair.error("expected two agents, found \(two.count)") }
      let from = try member(two[0], prefix, depth)
      let to = try member(two[1], prefix, depth)
      meet(from)
      meet(to)
      link(from, to) { handoff in
        handoff.pattern = mode == "never" ? .supervisor : .peer
        handoff.extensions["x-handoffMode"] = .string(mode)
      }
    }
    for name in ends { draft.agent(name) { $0.finishes = .implied } }
    draft.lose(.ends, "a swarm does not say who ends it; every agent may finish")
    if mode == "optional" {
      draft.lose(.handoffs, "`handoff` is optional: control may move or come back; it is taken to move")
    }
    return AgentSpecGroup(entries: entries, ends: ends)
  }

  private mutating func link(
    _ source: AgentSpecGroup, _ target: AgentSpecGroup, _ change: (inout Handoff) -> Void
  ) {
    for exit in source.exits {
      if draft.isFull { return }
      for entry in target.entries { draft.hand(from: exit.agent.string, to: entry, change) }
    }
  }
}
