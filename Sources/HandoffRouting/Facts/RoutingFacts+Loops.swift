import HandoffContracts

extension RoutingFacts {
  /// A stem of more handoffs than this is left out of the witness, and the message says so.
  static let longestStem = 100

  /// The loops in which a payload can circulate, as far as that is decided, and to which an entry leads.
  func liveLoops(_ isIncluded: (HandoffLoop.Ending) -> Bool) -> [HandoffLoop] {
    loops.filter { $0.isReached && $0.isDecided && isIncluded($0.ending) }
  }

  /// What an observation about a loop names: its agents, the handoffs among them, and one lap.
  package func observation(
    of loop: HandoffLoop, _ message: String, remedy: String
  ) -> Observation {
    let handoffs = Set(loop.edges.map { graph.edges[Int($0)].handoff }).sorted()
    var witness = Finding.Witness(payload: loop.payload, path: loop.lap.map { name(ofEdge: $0) })
    var start: AgentIndex? = loop.lap.last.map { graph.edges[Int($0)].target } ?? loop.first
    if !loop.isReached { start = nil }
    if let stem = loop.stem, stem.count <= Self.longestStem {
      witness.stem = stem.map { name(ofEdge: $0) }
      start = nil
    }
    var found = Observation(
      at: .agent(loop.first), message, remedy: remedy, agents: loop.agents, handoffs: handoffs,
      witness: witness, start: start)
    switch loop.certainty {
    case .replayed: found.basis = .replayed
    case .structural: found.basis = .structural
    case .possible(let reason), .undecided(let reason):
      found.basis = .structural
      found.unknowns = [reason]
    }
    return found
  }

  /// The agents of a loop as the subject of a sentence: `"a" and "b" can hand work around without end: …`.
  package func circulation(_ loop: HandoffLoop) -> String {
    "\(list(loop.agents)) \(deed(of: loop)) without end: \(lapText(loop))\(particulars(of: loop))"
  }

  /// What the agents of a loop can do.
  func deed(of loop: HandoffLoop) -> String {
    let can = if case .possible = loop.certainty { "may be able to" } else { "can" }
    return loop.agents.count == 1 ? "\(can) hand work to itself" : "\(can) hand work around"
  }

  /// With which payloads, on how many laps, and what is not known.
  func particulars(of loop: HandoffLoop) -> String {
    var text = ""
    if let payloads = loop.payloads { text += ", with every payload that has \(payloads)" }
    if loop.laps.number > 1 {
      text +=
        loop.laps.isExact ? ", one of \(loop.laps.number) laps" : ", one of at least \(loop.laps.number) laps"
    }
    if case .possible(let reason) = loop.certainty { text += " (\(reason))" }
    return text
  }

  /// The handoff that closes the lap, in quotes: the natural one to limit.
  package func closingHandoff(_ loop: HandoffLoop) -> String {
    loop.lap.last.map { quoted(graph.edges[Int($0)].handoff) } ?? ""
  }

  /// What makes an end of a loop, as a sentence.
  func mendText(_ loop: HandoffLoop) -> String {
    switch loop.mend {
    case .handoffs(let handoffs):
      """
      Limit \(Wording.list(handoffs.map { quoted($0) })) (\(spelled(.limit))), with an \(spelled(.onLimit)) handoff beside \
      \(handoffs.count == 1 ? "it" : "each") that leads out: then nothing goes round for ever.
      """
    case .agent(let agent):
      """
      Limit the visits to \(quoted(agent)) (\(spelled(.agentLimit))), with an \(spelled(.onLimit)) handoff of it that leads \
      out: then nothing goes round for ever.
      """
    case .everyAgent, nil:
      "No limit on few handoffs or on one agent makes an end of it: limit the visits to each of its agents (\(spelled(.agentLimit)))."
    }
  }
}

extension HandoffLoop {
  /// Whether it was decided that a payload can circulate, or may.
  var isDecided: Bool { if case .undecided = certainty { false } else { true } }
}
