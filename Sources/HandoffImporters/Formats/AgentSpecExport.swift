internal import HandoffContracts
internal import HandoffSchema

extension Exporter {
  /// A component of the Open Agent Specification, as JSON.
  static let agentSpec = Exporter(
    name: "agent-spec",
    summary: "a Swarm, ManagerWorkers, Flow or Agent of the Open Agent Specification, as JSON"
  ) { system in
    var writer = AgentSpecWriter(system)
    return writer.write()
  }
}

/// Writes the component that says most of a system: workers of one manager, a swarm of peers, else a flow.
private struct AgentSpecWriter {
  private let system: AgentSystem
  private let agents: [ExactString: Agent]
  private var parts: AgentSpecParts
  private var losses = LossList()

  init(_ system: AgentSystem) {
    self.system = system
    agents = Dictionary(
      system.agents.map { (ExactString($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    parts = AgentSpecParts(system)
  }

  mutating func write() -> ExportedSystem {
    let handoffs = sayable()
    let first = entry()
    losses.lose(.agents, "the model is no part of a manifest; \"llm_config\" names one that does not exist")
    var root: JSONObject
    let isSupervised = handoffs.allSatisfy { $0.pattern == .supervisor }
    let hasOneSender = handoffs.allSatisfy { $0.from.hasSameCodePoints(as: first) }
    if handoffs.isEmpty, system.agents.count == 1, let agent = system.agents.first {
      root = parts.agent(agent, &losses)
      if !agent.name.hasSameCodePoints(as: system.name) {
        losses.lose(.agents, "an agent alone gives its name to the system", agent: agent.name)
      }
    } else if !handoffs.isEmpty, isSupervised, hasOneSender {
      root = manager(first, handoffs)
    } else if !handoffs.isEmpty, handoffs.allSatisfy({ $0.pattern == .peer || $0.pattern == .supervisor }) {
      root = swarm(first, handoffs)
    } else {
      root = flow(first, handoffs)
    }
    loseTheRest()
    root["$referenced_components"] = .object(parts.components)
    root["agentspec_version"] = "25.4.2"
    return ExportedSystem(document: .object(root), losses: losses.losses)
  }

  // MARK: - What can be said at all

  /// The handoffs that a component can name: those of an output, between two agents, once.
  private mutating func sayable() -> [Handoff] {
    var seen: Set<[ExactString]> = []
    return system.handoffs.filter { handoff in
      let pair = [ExactString(handoff.from), ExactString(handoff.to)]
      if handoff.trigger != .output {
        losses.lose(.failures, "only handoffs of an output can be said", agent: handoff.from)
      } else if handoff.evidence == .unknown {
        losses.lose(.handoffs, "a handoff that leads nobody knows where cannot be said", agent: handoff.from)
      } else if agents[pair[0]] == nil || agents[pair[1]] == nil {
        losses.lose(
          .handoffs, "a handoff to an agent that is not declared cannot be said", agent: handoff.from)
      } else if handoff.from.hasSameCodePoints(as: handoff.to) {
        losses.lose(.handoffs, "a handoff to oneself cannot be said", agent: handoff.from)
      } else if !seen.insert(pair).inserted {
        losses.lose(
          .handoffs, "a second handoff between the same two agents cannot be said", agent: handoff.from)
      } else {
        return true
      }
      return false
    }
  }

  private mutating func entry() -> String {
    let declared = system.entry.filter { agents[ExactString($0)] != nil }
    if declared.count != 1 {
      losses.lose(.entry, "a component begins with one agent; the first one is named")
    }
    return declared.first ?? system.agents.first?.name ?? ""
  }

  /// What no component says, whatever its kind.
  private mutating func loseTheRest() {
    if system.limits != nil { losses.lose(.limits, "the specification has no limits") }
    for agent in system.agents {
      if agent.limit != nil { losses.lose(.limits, "the specification has no limits", agent: agent.name) }
      if agent.join != nil { losses.lose(.joins, "the specification has no joins", agent: agent.name) }
      if agent.accepts != nil {
        losses.lose(.contracts, "what an agent accepts is not declared", agent: agent.name)
      }
    }
    for handoff in system.handoffs {
      if handoff.limit != nil { losses.lose(.limits, "the specification has no limits", agent: handoff.from) }
      if handoff.when != nil || handoff.payload != nil {
        losses.lose(.guards, "guards and the types of handoffs cannot be said", agent: handoff.from)
      }
      if handoff.parallel != nil || handoff.each != nil {
        losses.lose(
          .handoffs, "that handoffs are taken together, or once for each element, cannot be said",
          agent: handoff.from)
      }
    }
  }

  // MARK: - Components

  private mutating func manager(_ lead: String, _ handoffs: [Handoff]) -> JSONObject {
    loseEnds { $0.name.hasSameCodePoints(as: lead) ? .yes : .no }
    loseUnlinked(handoffs, lead)
    var root = AgentSpecParts.component("ManagerWorkers", id: "system", name: system.name)
    root["group_manager"] = reference(lead)
    root["workers"] = .array(handoffs.map { reference($0.to) })
    return root
  }

  private mutating func swarm(_ first: String, _ handoffs: [Handoff]) -> JSONObject {
    loseEnds { _ in .implied }
    loseUnlinked(handoffs, first)
    var root = AgentSpecParts.component("Swarm", id: "system", name: system.name)
    root["first_agent"] = reference(first)
    root["relationships"] = .array(handoffs.map { .array([reference($0.from), reference($0.to)]) })
    let hints = handoffs.compactMap { $0.extensions["x-handoffMode"]?.stringValue }
    let isPeer = handoffs.allSatisfy { $0.pattern == .peer }
    let isSupervised = handoffs.allSatisfy { $0.pattern == .supervisor }
    if !isPeer, !isSupervised {
      losses.lose(.handoffs, "whether control moves is one word for all; it is written as optional")
    }
    let isOptional = hints.count == handoffs.count && hints.allSatisfy { $0 == "optional" }
    root["handoff"] = isSupervised ? "never" : isPeer && !isOptional ? "always" : "optional"
    return root
  }

  private mutating func flow(_ first: String, _ handoffs: [Handoff]) -> JSONObject {
    loseEnds { $0.finishes == .no ? .no : .yes }
    var flow = AgentSpecFlow(system, first: first)
    for agent in system.agents { flow.add(agent, handoffs, &parts, &losses) }
    return flow.component(&parts)
  }

  private mutating func reference(_ name: String) -> JSONValue {
    guard let agent = agents[ExactString(name)] else { return .null }
    if agent.kind == .human {
      losses.lose(.people, "only a flow has nodes for people; here they are agents", agent: agent.name)
    }
    return parts.reference(to: agent, &losses)
  }

  private mutating func loseEnds(_ said: (Agent) -> Agent.Finish) {
    for agent in system.agents where agent.kind == .agent && agent.finishes != said(agent) {
      losses.lose(.ends, "who may end the run follows from the kind of component", agent: agent.name)
    }
  }

  private mutating func loseUnlinked(_ handoffs: [Handoff], _ first: String) {
    var linked: Set<ExactString> = [ExactString(first)]
    for handoff in handoffs { linked.formUnion([ExactString(handoff.from), ExactString(handoff.to)]) }
    for agent in system.agents where !linked.contains(ExactString(agent.name)) {
      losses.lose(.agents, "an agent without any handoff of an output cannot be said", agent: agent.name)
    }
  }
}
