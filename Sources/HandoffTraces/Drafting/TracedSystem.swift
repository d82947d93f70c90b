public import HandoffContracts
public import HandoffRuntime
import HandoffSchema

/// Drafts a system from what its runs did: who handed over to whom, how often, and what travelled.
///
/// It says what was seen, and nothing more: what never happened in these runs is missing.
public struct TracedSystem {
  private struct Edge {
    var from: String
    var to: String
    var mode: TracedHandoff.Mode
    var failures: [String]
    var seen = 0
    var observed = 0
    var withoutFailure = 0
    var survey = ContractSurvey()
  }

  private var agents: [String] = []
  private var seen: [ExactString: Int] = [:]
  private var surveys: [ExactString: ContractSurvey] = [:]
  private var edges: [Edge] = []
  private var edgeIndices: [[ExactString]: Int] = [:]
  private var entries: [String] = []
  private var ends: [String] = []
  /// How many runs were looked at.
  public private(set) var runs = 0
  /// The last agent of each run whose records come one by one.
  private var recorded: [ExactString: String] = [:]

  /// A draft of nothing yet.
  public init() {}

  /// Looks at a run.
  ///
  /// - Complexity: O(*n*) on average in the size of the run.
  public mutating func add(_ run: TracedRun) {
    runs += 1
    for name in run.agents { note(name) }
    if let first = run.agents.first { Self.insert(first, &entries) }
    var left: Set<ExactString> = []
    for handoff in run.handoffs where handoff.mode == .pass { left.insert(ExactString(handoff.from)) }
    for handoff in run.handoffs { add(handoff) }
    // Whoever worked and handed over to nobody may end a run; one who only answers a caller does not.
    let called = Set(run.handoffs.filter { $0.mode == .giveBack }.map { ExactString($0.from) })
    for name in run.agents where !left.contains(ExactString(name)) && !called.contains(ExactString(name)) {
      Self.insert(name, &ends)
    }
  }

  /// Looks at a record of our own recorder.
  ///
  /// - Complexity: O(*n*) on average in the size of the payload.
  public mutating func add(_ record: HandoffRecord) {
    if recorded[ExactString(record.trace)] == nil {
      runs += 1
      Self.insert(record.from, &entries)
    }
    note(record.from)
    recorded[ExactString(record.trace)] = record.to ?? record.from
    guard let to = record.to else { return }
    note(to)
    var handoff = TracedHandoff(
      run: record.trace, step: 1, from: record.from, to: to,
      mode: record.reason == .giveBack ? .giveBack : .pass,
      payload: record.isRedacted || record.verdict == .violation ? nil : record.payload, evidence: .observed,
      spans: [])
    if case .failure(let kind) = record.reason { handoff.failure = kind }
    add(handoff)
  }

  private mutating func note(_ name: String) {
    if seen[ExactString(name)] == nil { agents.append(name) }
    seen[ExactString(name), default: 0] += 1
  }

  private static func insert(_ name: String, _ names: inout [String]) {
    if !names.contains(where: { $0.hasSameCodePoints(as: name) }) { names.append(name) }
  }

  private mutating func add(_ handoff: TracedHandoff) {
    if handoff.mode != .call {
      survey(of: handoff.from) { survey in
        if let failure = handoff.failure {
          survey.add(handoff.payload, failure: failure)
        } else if let payload = handoff.payload {
          survey.add(payload)
        }
      }
    }
    guard handoff.mode != .giveBack else { return note(return: handoff) }
    let key = [ExactString(handoff.from), ExactString(handoff.to), ExactString(handoff.mode.rawValue)]
    let index = edgeIndices[key] ?? edges.count
    if index == edges.count {
      edgeIndices[key] = index
      edges.append(Edge(from: handoff.from, to: handoff.to, mode: handoff.mode, failures: []))
    }
    edges[index].seen += 1
    if handoff.evidence == .observed { edges[index].observed += 1 }
    if let failure = handoff.failure {
      Self.insert(failure, &edges[index].failures)
    } else {
      edges[index].withoutFailure += 1
    }
    if handoff.mode == .call, let payload = handoff.payload { edges[index].survey.add(payload) }
  }

  /// A way back makes the way there one that returns.
  private mutating func note(return handoff: TracedHandoff) {
    let pass = [
      ExactString(handoff.to), ExactString(handoff.from), ExactString(TracedHandoff.Mode.pass.rawValue),
    ]
    if let index = edgeIndices[pass] { edges[index].mode = .call }
  }

  private mutating func survey(of name: String, _ change: (inout ContractSurvey) -> Void) {
    change(&surveys[ExactString(name), default: ContractSurvey()])
  }
}

extension TracedSystem {
  /// Whether anything was seen.
  public var isEmpty: Bool { agents.isEmpty }

  /// The handoffs that nothing recorded: they follow from the order of other things.
  public var inferred: [String] {
    edges.filter { $0.observed == 0 }.map { "\($0.from)->\($0.to)" }
  }

  /// The system as far as it was seen: a draft to edit.
  ///
  /// - Parameter name: What it is called.
  /// - Returns: The system.
  /// - Complexity: O(*n*) in the number of agents and handoffs.
  public func system(named name: String) -> AgentSystem {
    var contracts: [Contract] = []
    let agents = self.agents.map { name -> Agent in
      var agent = Agent(name: name, kind: name == "human" || name == "user" ? .human : .agent)
      if let survey = surveys[ExactString(name)], survey.count > 0 {
        contracts.append(survey.contract(name))
        agent.produces = name
      }
      if agent.kind == .agent,
        ends.contains(where: { $0.hasSameCodePoints(as: name) })
          || recorded.values.contains(where: { $0.hasSameCodePoints(as: name) })
      {
        agent.finishes = .implied
      }
      agent.extensions["x-seen"] = JSONValue(integerLiteral: seen[ExactString(name)] ?? 0)
      return agent
    }
    return AgentSystem(
      name: name, entry: entries, contracts: contracts, agents: agents, handoffs: edges.flatMap(handoffs))
  }

  private func handoffs(of edge: Edge) -> [Handoff] {
    var handoff = Handoff(from: edge.from, to: edge.to, evidence: edge.observed > 0 ? .observed : .declared)
    if edge.mode == .call {
      handoff.pattern = .supervisor
      if edge.survey.count > 0 {
        handoff.payload = .schema(edge.survey.contract("").output)
      }
    }
    handoff.extensions["x-seen"] = JSONValue(integerLiteral: edge.seen)
    if edge.observed == 0 { handoff.extensions["x-evidence"] = "inferred" }
    guard !edge.failures.isEmpty else { return [handoff] }
    var failing = handoff
    failing.trigger = .failures(edge.failures)
    failing.payload = nil
    failing.pattern = nil
    failing.extensions["x-seen"] = JSONValue(integerLiteral: edge.seen - edge.withoutFailure)
    handoff.extensions["x-seen"] = JSONValue(integerLiteral: edge.withoutFailure)
    return edge.withoutFailure > 0 ? [handoff, failing] : [failing]
  }
}
