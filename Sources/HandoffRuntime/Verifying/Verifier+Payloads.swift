import HandoffContracts
import HandoffSchema

// Payloads and limits.
extension Verifier {
  mutating func look(at record: HandoffRecord, _ handoff: HandoffIndex, _ location: SourceLocation?) {
    // What is not there whole was judged by the recorder, while it was.
    let whole = record.isRedacted ? nil : record.payload
    if record.isUnjudged { return }
    // A failure by a name of the framework's own is none that the contract describes.
    if record.isForeign, case .failure(let kind) = record.reason,
      !(index.source(of: handoff).map { judge.declares(kind, of: $0) } ?? false)
    {
      return
    }
    let verdict =
      whole.map { judge.verdict(on: $0, record, along: [handoff]) } ?? record.verdict ?? .unchecked
    guard verdict != .unchecked else { return }
    checked[handoff.rawValue] += 1
    guard verdict == .violation else { return }
    invalid[handoff.rawValue] += 1
    // Why is worked out for the first one only.
    if problems.recount(.payloadInvalid, subject(handoff)) { return }
    let name = quoted(index.name(of: handoff))
    var why = ""
    if let whole, let schema = judge.promised(record, along: [handoff]),
      let violation = schema.violations(in: whole).first
    {
      why = ": \(violation)"
    }
    problems.add(
      .payloadInvalid, "a payload on \(name) breaks what \(quoted(record.from)) promises\(why)",
      about: subject(handoff), at: location, payload: whole)
  }

  mutating func count(
    _ handoff: HandoffIndex, _ to: AgentIndex, _ run: Int, _ location: SourceLocation?
  ) {
    tallies[run].take(handoff, at: location, in: &moves)
    visit(to, run)
    let times = countsHandoffs[handoff.rawValue] ? tallies[run].count(handoff) : 0
    if let limit = handoffLimits[handoff.rawValue], times - 1 == limit {
      problems.add(
        .limitExceeded, "\(quoted(index.name(of: handoff))) was taken more than \(limit) times in one run",
        about: subject(handoff), at: location)
    }
    if let limit = runLimit, tallies[run].taken - 1 == limit {
      problems.add(
        .limitExceeded, "a run had more than the \(limit) handoffs that it may have", about: .run,
        at: location)
    }
  }

  mutating func visit(_ agent: AgentIndex, _ run: Int) {
    if agentLimits[agent.rawValue] != nil { tallies[run].visit(agent) }
  }

  /// An agent that was visited as often as it may be takes its handoff on the limit; whatever else it does, it ran again.
  mutating func leave(
    _ agent: AgentIndex, _ record: HandoffRecord, _ run: Int, _ location: SourceLocation?
  ) {
    guard let limit = agentLimits[agent.rawValue] else { return }
    let visits = tallies[run].visitsOnLeaving(agent)
    guard visits > limit, record.reason != .limit else { return }
    problems.add(
      .limitExceeded, "\(quoted(system[agent].name)) ran more than \(limit) times in one run",
      about: .agent(ExactString(system[agent].name)), at: location)
  }
}
