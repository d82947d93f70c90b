internal import HandoffContracts
internal import HandoffSchema

extension Importer {
  /// A component of the Open Agent Specification, as JSON.
  static let agentSpec = Importer(
    name: "agent-spec",
    summary: "a Swarm, ManagerWorkers, Flow or Agent of the Open Agent Specification, as JSON",
    example: """
      {"component_type": "Swarm", "name": "desk", "agentspec_version": "25.4.2", "handoff": "always",
       "first_agent": {"$component_ref": "a"}, "relationships": [[{"$component_ref": "a"}, {"$component_ref": "b"}]],
       "$referenced_components": {"a": {"component_type": "Agent", "id": "a", "name": "front"},
         "b": {"component_type": "Agent", "id": "b", "name": "bills"}}}
      """,
    recognizes: { $0.value?["component_type"] != nil && $0.value?["agentspec_version"] != nil }
  ) { source throws(ImportError) in
    var reader = AgentSpecReader(try source.export())
    return try reader.read()
  }
}

/// Reads a component and the components that it refers to.
private struct AgentSpecReader {
  private let root: ExportValue
  private var draft: SystemDraft

  init(_ root: ExportValue) {
    self.root = root
    draft = SystemDraft(name: root["name"]?.value.stringValue ?? root.source.stem)
  }

  mutating func read() throws(ImportError) -> ImportedSystem {
    switch try root.member("component_type").string() {
    case "Swarm": try readSwarm()
    case "ManagerWorkers":
      let manager = try declare(root.member("group_manager"))
      draft.entry = [manager]
      draft.agent(manager) { $0.finishes = .yes }
      for worker in try root.member("workers").elements() {
        draft.hand(from: manager, to: try declare(worker), pattern: .supervisor)
      }
    case "Agent":
      let name = try declare(root)
      draft.entry = [name]
      draft.agent(name) { $0.finishes = .yes }
    case "Flow": try readFlow()
    case let type: throw root.error("expected a Swarm, ManagerWorkers, Flow or Agent, found \(type)")
    }
    draft.lose(.limits, "the specification has no limits")
    draft.lose(.contracts, "only declared outputs are typed; without them an output is a conversation")
    draft.lose(.failures, "the specification declares no failures")
    return try draft.finished()
  }

  private func resolved(_ component: ExportValue) throws(ImportError) -> ExportValue {
    guard let id = try component["$component_ref"]?.string() else { return component }
    guard let components = root["$referenced_components"], let found = components[id] else {
      throw component.error("expected a component with the id \"\(id)\" in \"$referenced_components\"")
    }
    return found
  }

  @discardableResult
  private mutating func declare(_ reference: ExportValue, as node: String? = nil) throws(ImportError)
    -> String
  {
    let component = try resolved(reference)
    let own = try component.member("name").name()
    let name = node ?? own
    guard node != nil || !draft.has(name) else { return name }
    let prompt = try (component["system_prompt"] ?? component["description"])?.string()
    var tools: [String] = []
    for tool in try ExportValue.elements(of: component["tools"]) {
      tools.append(try resolved(tool).member("name").name())
    }
    var members: [JSONObject.Member] = []
    for output in try ExportValue.elements(of: component["outputs"]) {
      members.append(JSONObject.Member(key: try output.member("title").name(), value: output.value))
    }
    if !members.isEmpty {
      let output: JSONObject = [
        "type": "object", "properties": .object(JSONObject(members)),
        "required": .array(members.map { .string($0.key) }),
      ]
      draft.contracts.append(Contract(name: name, version: "0.0.0", output: .object(output)))
    }
    draft.agent(name) { agent in
      agent.task = prompt.flatMap { $0.isEmpty ? nil : $0 } ?? agent.task
      agent.tools = tools
      if !members.isEmpty { agent.produces = name }
    }
    return name
  }

  private mutating func readSwarm() throws(ImportError) {
    let mode =
      root["handoff"]?.value.stringValue ?? (root["handoff"]?.value.boolValue == false ? "never" : "optional")
    draft.entry = [try declare(root.member("first_agent"))]
    for pair in try root.member("relationships").elements() {
      let ends = try pair.elements()
      guard ends.count == 2 else { throw pair.error("expected two agents, found \(ends.count)") }
      let from = try declare(ends[0])
      let to = try declare(ends[1])
      draft.hand(from: from, to: to, pattern: mode == "never" ? .supervisor : .peer) { handoff in
        handoff.extensions["x-handoffMode"] = .string(mode)
      }
    }
    for agent in draft.agents { draft.agent(agent.name) { $0.finishes = .implied } }
    draft.lose(.ends, "a swarm does not say who ends it; every agent may finish")
    if mode == "optional" {
      draft.lose(.handoffs, "`handoff` is optional: control may move or come back; it is taken to move")
    }
  }

  private mutating func readFlow() throws(ImportError) {
    var flow = AgentSpecFlowReader(draft: draft)
    for reference in try root.member("nodes").elements() {
      let node = try resolved(reference)
      let name = try node.member("name").name()
      let kind = try node["component_type"]?.string()
      try flow.add(node, name: name, kind: kind)
      guard kind == "AgentNode" || kind == nil, let component = try node["agent"].map(resolved) else {
        continue
      }
      draft = flow.draft
      try declare(component, as: name)
      flow.draft = draft
    }
    for reference in try root.member("control_flow_connections").elements() {
      let edge = try resolved(reference)
      try flow.link(
        resolved(edge.member("from_node")).member("name").name(),
        resolved(edge.member("to_node")).member("name").name(), branch: edge["from_branch"]?.string())
    }
    flow.finish()
    draft = flow.draft
  }
}
