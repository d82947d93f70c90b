import HandoffContracts
import HandoffSchema

// Where work goes.
extension Verifier {
  mutating func stray(_ message: String, _ record: HandoffRecord, _ location: SourceLocation?) {
    let name = ExactString("\(record.from)->\(record.to ?? "")")
    problems.add(
      .transitionUndeclared, message, about: .handoff(name), at: location, isInferred: record.isInferred)
  }

  func subject(_ handoff: HandoffIndex) -> VerificationProblems.Subject {
    .handoff(ExactString(index.name(of: handoff)))
  }

  /// The handoff that a record is of; `nil` where none of those that it may be of would be taken, which is told.
  mutating func handoff(
    for record: HandoffRecord, among possible: [HandoffIndex], _ from: AgentIndex, _ run: Int,
    _ location: SourceLocation?
  ) -> HandoffIndex? {
    var answering = possible.filter { judge.answers($0, record.reason) }
    // The words of a foreign trace for reasons are its own.
    if answering.isEmpty, record.isForeign { answering = possible }
    guard let first = answering.first else {
      problems.add(
        .handoffUnexpected, "\(quoted(index.name(of: possible[0]))) was taken \(words(record.reason))",
        about: subject(possible[0]), at: location)
      return nil
    }
    // Only what the sender offered, whole, can be asked where it goes.
    guard decidesByPayload[from.rawValue], !record.isRedacted, !record.isUnjudged,
      let payload = record.payload,
      answering.allSatisfy(judge.carriesWhatIsOffered),
      let routing = try? router.routing(
        of: Visit(of: from, outcome(of: record.reason), payload: payload),
        after: RunCounts(handoffs: tallies[run].handoffs.all))
    else { return first }
    let enabled = Set(routing.enabled.map(\.handoff))
    if let taken = answering.first(where: enabled.contains) { return taken }
    guard let why = routing.refused.first(where: { $0.handoff == first })?.reason,
      let words = refusal(of: first, why, payload)
    else { return first }
    problems.add(
      .handoffUnexpected, "\(quoted(index.name(of: first))) was taken \(words)", about: subject(first),
      at: location, payload: payload)
    return first
  }

  func outcome(of reason: HandoffRecord.Reason) -> Visit.Outcome {
    switch reason {
    case .failure(let kind): .failure(kind)
    case .none: .none
    case .limit: .limit
    case .output, .giveBack: .output
    }
  }

  /// What speaks against a handoff that was taken; `nil` for what is told elsewhere or cannot be known.
  func refusal(
    of handoff: HandoffIndex, _ reason: RefusedHandoff.Reason, _ payload: JSONValue
  ) -> String? {
    switch reason {
    case .guard:
      let schema = try? router.schemas.schema(at: .guard(handoff: handoff.rawValue))
      return schema?.verdict(on: payload) == false ? "with a payload that its guard refuses" : nil
    case .earlier(let other): return "although \(quoted(index.name(of: other))) comes first for this payload"
    case .otherOutcome, .payload, .condition, .limit, .runLimit: return nil
    }
  }

  mutating func giveBack(
    _ record: HandoffRecord, _ from: AgentIndex, _ to: AgentIndex, _ location: SourceLocation?
  ) {
    let calls = between[Self.key(to, from)] ?? []
    // A handoff back may be declared as such, and a trace need not know that it answers a call.
    if record.isForeign, !calls.contains(where: { system[$0].givesControlBack }),
      let back = between[Self.key(from, to)]?.first
    {
      taken[back.rawValue] += 1
      return
    }
    let answered =
      calls.first { system[$0].givesControlBack }
      ?? (record.isForeign ? call(from: to, answeredBy: from) : nil)
    guard let call = answered else {
      return problems.add(
        .transitionUndeclared,
        "control went back from \(quoted(record.from)) to \(quoted(system[to].name)), which no handoff declares",
        about: .handoff(ExactString("\(system[to].name)<-\(record.from)")), at: location,
        isInferred: record.isInferred)
    }
    returned[call, default: 0] += 1
  }

  /// The call of an agent in whose work another one took over, and so answers.
  func call(from caller: AgentIndex, answeredBy agent: AgentIndex) -> HandoffIndex? {
    index.handoffs(from: caller).first { call in
      guard system[call].givesControlBack, let first = index.target(of: call) else { return false }
      var seen: Set<AgentIndex> = [first]
      var pending = [first]
      while let next = pending.popLast() {
        if next == agent { return true }
        for handoff in index.handoffs(from: next) where !system[handoff].givesControlBack {
          if let target = index.target(of: handoff), target != caller, seen.insert(target).inserted {
            pending.append(target)
          }
        }
      }
      return false
    }
  }

  mutating func end(
    _ record: HandoffRecord, _ from: AgentIndex, _ location: SourceLocation?
  ) {
    guard case .failure(let kind) = record.reason else {
      return endTooEarly(record, from, location)
    }
    let isKnown = !record.isForeign || judge.declares(kind, of: from)
    let answer = index.handoffs(from: from).first { handoff in
      guard index.takesPart(handoff, in: system) else { return false }
      // What was taken as often as it may be answers no more.
      let run = runs.number(of: record.trace)
      if let limit = system[handoff].limit, run.map({ tallies[$0].handoffs[handoff] }) ?? 0 >= limit {
        return false
      }
      return isKnown ? system[handoff].trigger.answers(kind) : judge.answersFailures(handoff)
    }
    guard let answer else {
      guard record.isForeign else { return }
      return problems.add(
        .runFailed,
        "a run ended at the failure \(quoted(kind)) of \(quoted(record.from)), and nothing is left that answers it",
        about: .agent(ExactString(record.from)), at: location)
    }
    problems.add(
      .failureUnanswered,
      "a run ended at the failure \(quoted(kind)) of \(quoted(record.from)), for which "
        + "\(quoted(index.name(of: answer))) is declared", about: subject(answer), at: location)
  }

  /// Tells of a run that ended with the output of an agent that may not end it.
  ///
  /// Not where a limit may have ended it, where control goes back to a caller, or where not all handoffs are known.
  private mutating func endTooEarly(
    _ record: HandoffRecord, _ from: AgentIndex, _ location: SourceLocation?
  ) {
    let agent = system[from]
    guard record.reason == .output || record.reason == .none, !record.isForeign, agent.finishes == .no,
      agent.kind != .human, let run = runs.number(of: record.trace),
      system.limits.map({ tallies[run].taken < $0.handoffs }) ?? true,
      !index.handoffs(to: from).contains(where: { system[$0].givesControlBack })
    else { return }
    let handoffs = index.handoffs(from: from)
    let mayBeExhausted = handoffs.contains { handoff in
      !index.takesPart(handoff, in: system)
        || system[handoff].limit.map { tallies[run].handoffs[handoff] >= $0 } ?? false
    }
    guard !mayBeExhausted, let answer = handoffs.first(where: { system[$0].trigger == .output }) else {
      return
    }
    problems.add(
      .transitionUndeclared,
      "a run ended at \(quoted(record.from)), which may not end it; its output goes on, such as by "
        + quoted(index.name(of: answer)), about: .agent(ExactString(record.from)), at: location)
  }
}
