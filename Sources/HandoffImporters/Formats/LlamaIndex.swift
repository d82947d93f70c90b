internal import HandoffContracts
internal import HandoffSchema

extension Importer {
  /// `get_workflow_representation()` of LlamaIndex workflows.
  static let llamaIndex = Importer(
    name: "llama-index", summary: "a LlamaIndex workflow (get_workflow_representation()), as JSON",
    example: """
      {"name": "Survey", "nodes": [{"id": "start", "node_type": "step"}, {"id": "count", "node_type": "step"},
        {"id": "Begin", "node_type": "event", "event_types": ["Begin", "StartEvent"], "event_schema": {"type": "object"}},
        {"id": "Row", "node_type": "event", "event_types": ["Row"], "event_schema": {"type": "object"}},
        {"id": "Done", "node_type": "event", "event_types": ["Done", "StopEvent"], "event_schema": {"type": "object"}}],
       "edges": [{"source": "Begin", "target": "start"}, {"source": "start", "target": "Row"},
        {"source": "Row", "target": "count"}, {"source": "count", "target": "Done"}]}
      """,
    recognizes: { $0.value?["nodes"]?[0]?["node_type"] != nil && $0.value?["edges"] != nil }
  ) { source throws(ImportError) in
    var workflow = try LlamaIndexWorkflow(source.export())
    return try workflow.read()
  }
}

/// Reads steps and the events between them: an event from one step to another is a handoff with the event's schema.
private struct LlamaIndexWorkflow {
  private struct Event {
    var types: [String]
    var schema: JSONValue?
  }

  private let root: ExportValue
  private var draft: SystemDraft
  private var steps: [String] = []
  private var people: [String] = []
  private var events: [ExactString: Event] = [:]
  private var produced: [ExactString: [String]] = [:]
  private var taken: [ExactString: [String]] = [:]

  init(_ root: ExportValue) throws(ImportError) {
    self.root = root
    draft = SystemDraft(name: try root["name"]?.name() ?? root.source.stem)
  }

  mutating func read() throws(ImportError) -> ImportedSystem {
    try readNodes()
    if isTeam { return try readTeam() }
    try readEdges()
    let consumers = consumersOfEvents()
    for step in steps + people { link(step, consumers) }
    for name in draft.agents.map(\.name) { describe(name) }
    draft.lose(.failures, "retry policies are not exported, nor is the time-out of the workflow")
    draft.lose(.guards, "which of several events a step answers with is code; so is answering nothing at all")
    draft.lose(
      .joins, "a step that collects several events, or sends one for each element, looks like any other")
    return try draft.finished()
  }

  /// Whether the steps are those of an `AgentWorkflow`: they are the same whatever agents there are.
  private var isTeam: Bool {
    let machinery: [ExactString] = ["setup_agent", "run_agent_step", "parse_agent_output"].map {
      ExactString($0)
    }
    let names = Set(steps.map { ExactString($0) })
    return machinery.allSatisfy { names.contains($0) }
  }

  private func readTeam() throws(ImportError) -> ImportedSystem {
    let name = draft.name
    var team = SystemDraft(name: name)
    team.entry = [name]
    team.limits = AgentSystem.RunLimit(handoffs: 20, isImplied: true)
    team.agent(name) { $0.finishes = .implied }
    team.hasUnknownHandoffs(name)
    team.lose(
      .agents,
      "the agents of an AgentWorkflow are not exported, only the steps that run them; they stand as one")
    team.lose(.handoffs, "who hands off to whom is not exported", agent: name)
    team.lose(
      .limits, "`max_iterations` is an argument of the run; its default of 20 stands as an implied limit")
    team.lose(.contracts, "typed answers of agents are not exported; there are no contracts")
    team.lose(.tools, "tools are not exported")
    return try team.finished()
  }

  private mutating func readNodes() throws(ImportError) {
    for node in try root.member("nodes").elements() {
      let id = try node.member("id").name()
      switch try node.member("node_type").string() {
      case "step":
        steps.append(id)
        draft.agent(id)
      case "external":
        people.append(id)
        draft.agent(id) { $0.kind = .human }
      case "event":
        var types: [String] = []
        for type in try ExportValue.elements(of: node["event_types"]) { types.append(try type.string()) }
        events[ExactString(id)] = Event(types: types, schema: node["event_schema"]?.value)
      default: continue
      }
    }
  }

  private mutating func readEdges() throws(ImportError) {
    for edge in try root.member("edges").elements() {
      let from = try edge.member("source").name()
      let to = try edge.member("target").name()
      if events[ExactString(to)] != nil {
        produced[ExactString(from), default: []].append(to)
      } else if events[ExactString(from)] != nil {
        taken[ExactString(to), default: []].append(from)
      } else {
        draft.hand(from: from, to: to)
      }
    }
  }

  private func consumersOfEvents() -> [ExactString: [String]] {
    var consumers: [ExactString: [String]] = [:]
    for name in steps + people {
      for event in taken[ExactString(name)] ?? [] { consumers[ExactString(event), default: []].append(name) }
    }
    return consumers
  }

  private mutating func link(_ step: String, _ consumers: [ExactString: [String]]) {
    let out = produced[ExactString(step)] ?? []
    for event in out {
      let receivers = consumers[ExactString(event)] ?? []
      if draft.isFull { return }
      for receiver in receivers {
        draft.hand(from: step, to: receiver) { handoff in
          if out.count > 1 { handoff.when = events[ExactString(event)]?.schema }
          if receivers.count > 1 { handoff.parallel = event }
        }
      }
      if isA(event, "StopEvent") { draft.agent(step) { $0.finishes = .yes } }
    }
    let begins = (taken[ExactString(step)] ?? []).contains { isA($0, "StartEvent") }
    if begins, !draft.entry.contains(where: { $0.hasSameCodePoints(as: step) }) { draft.entry.append(step) }
  }

  private mutating func describe(_ name: String) {
    let out = (produced[ExactString(name)] ?? []).compactMap { events[ExactString($0)]?.schema }
    let incoming = (taken[ExactString(name)] ?? []).compactMap { events[ExactString($0)]?.schema }
    if let output = SchemaUnion.of(out) {
      draft.contracts.append(Contract(name: name, version: "0.0.0", output: output))
    }
    draft.agent(name) { agent in
      if !out.isEmpty { agent.produces = name }
      agent.accepts = SchemaUnion.of(incoming).map { .schema($0) }
    }
  }

  private func isA(_ event: String, _ type: String) -> Bool {
    events[ExactString(event)]?.types.contains { $0.hasSameCodePoints(as: type) } ?? false
  }
}
