package import HandoffContracts
package import HandoffTraffic

extension RoutingFacts {
  package var index: SystemIndex { structure.index }

  /// The agent that a handoff leaves, or `nil` for an undeclared one.
  package func sender(of handoff: HandoffIndex) -> AgentIndex? { index.source(of: handoff) }

  /// The agent that a handoff leads to, or `nil` for an undeclared one.
  package func receiver(of handoff: HandoffIndex) -> AgentIndex? { index.target(of: handoff) }

  package func role(of agent: AgentIndex) -> AgentRole { structure.role(of: agent) }

  package func traits(of handoff: HandoffIndex) -> HandoffTraits { structure.traits(of: handoff) }

  package func standing(of handoff: HandoffIndex) -> Standing { structure.standing(of: handoff) }

  package func name(of handoff: HandoffIndex) -> String { index.name(of: handoff) }

  /// What to write, in the language of the declaration.
  package func spelled(_ term: Term) -> String { term.spelled(in: system.language) }

  /// An agent's name in quotes.
  package func quoted(_ agent: AgentIndex) -> String { Wording.quoted(system[agent].name) }

  /// A handoff's name in quotes.
  package func quoted(_ handoff: HandoffIndex) -> String { Wording.quoted(name(of: handoff)) }

  /// The name of a handoff's sender in quotes, declared or not.
  package func quotedSender(of handoff: HandoffIndex) -> String { Wording.quoted(system[handoff].from) }

  /// The name of a handoff's receiver in quotes, declared or not.
  package func quotedReceiver(of handoff: HandoffIndex) -> String { Wording.quoted(system[handoff].to) }

  /// Some agents' names in quotes; the first ones and a count where there are many.
  package func list(_ agents: [AgentIndex]) -> String {
    Wording.list(agents.prefix(4).map { quoted($0) }, of: agents.count)
  }

  /// One lap of a loop: `"a" -> "b" -> "a"`; the middle is left out of a long one.
  package func lapText(_ loop: HandoffLoop) -> String {
    let stops = loop.lap.map { quoted(graph.edges[Int($0)].target) }
    guard let start = stops.last else { return "" }
    guard stops.count > 8 else { return ([start] + stops).joined(separator: " -> ") }
    let beginning = ([start] + stops.prefix(4)).joined(separator: " -> ")
    return beginning + " -> … -> " + start + " (\(stops.count) handoffs)"
  }

  /// The name of an edge.
  package func name(ofEdge position: Int32) -> String {
    let edge = graph.edges[Int(position)]
    return edge.isReturn ? index.returnName(of: edge.handoff) : index.name(of: edge.handoff)
  }

  /// The names of the handoffs along a way through the routes.
  func handoffNames(along way: [Int]) -> [String] {
    // The step from a loop to the taker of the run limit is no handoff.
    way.map { routes.labels[$0] }.filter { $0 >= 0 }.map { name(ofEdge: $0) }
  }

  /// The agents that produce a contract, in declaration order.
  package func producers(of contract: ContractIndex) -> [AgentIndex] {
    system.agentIndices.filter { role(of: $0).contract == contract }
  }

  /// The declared agents at both ends of a handoff, in declaration order.
  package func ends(of handoff: HandoffIndex) -> [AgentIndex] {
    Set([sender(of: handoff), receiver(of: handoff)].compactMap(\.self)).sorted()
  }
}

extension AgentSystem {
  /// The language that the system was declared in: only locations in manifests have a column.
  ///
  /// What nobody located, such as a system that an importer made, will be read as a manifest.
  package var language: Term.Language {
    guard let declaredAt else { return .manifest }
    return declaredAt.column == nil && declaredAt.pointer == nil ? .swift : .manifest
  }
}
