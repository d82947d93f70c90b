public import HandoffContracts
import HandoffSchema

/// Holds recorded handoffs against the declaration, record by record.
///
/// Where a payload may go is asked of the ``Router``, what it has to be of what the recorder asks too. Memory grows with
/// the number of runs and of handoffs in them, not with payloads. Records of different runs may be mixed; those of one run
/// come in the order in which they happened.
public struct Verifier {
  private let router: Router
  // Kept beside the router and by index, so that nothing large is copied for each record.
  private let system: AgentSystem
  private let index: SystemIndex
  private let handoffLimits: [Int?]
  private let agentLimits: [Int?]
  private let judge: RecordJudge
  /// The declared handoffs between two agents, by their indices.
  private let between: [UInt64: [HandoffIndex]]
  /// The agents of which a payload decides where it goes.
  private let decidesByPayload: [Bool]
  /// Whether a handoff counts for what may come next in its run: for its own limit, or because a payload decides.
  private let countsHandoffs: [Bool]
  private var runs = RunNames()
  private var tallies: [RunTally] = []
  private var moves = MoveLog()
  private var taken: [Int]
  private var invalid: [Int]
  private var checked: [Int]
  private var returned: [HandoffIndex: Int] = [:]
  private var records = 0
  var problems = VerificationProblems()
  private var isComplete = true
  private var listing: VerificationListing?
  private var inferred = 0
  private var withoutPayload = 0
  var dialects: [VerificationReport.Reading] = []
  var unread: [VerificationReport.Reading] = []

  /// Prepares a system.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - lists: Whether every handoff is kept for the report, within a bound.
  /// - Complexity: O(*n*) on average in the number of contracts, agents and handoffs.
  public init(_ system: AgentSystem, lists: Bool = false) {
    listing = lists ? VerificationListing() : nil
    let router = Router(system)
    let index = router.index
    let zeros = [Int](repeating: 0, count: system.handoffs.count)
    (taken, invalid, checked) = (zeros, zeros, zeros)
    var between: [UInt64: [HandoffIndex]] = [:]
    for handoff in system.handoffIndices where index.takesPart(handoff, in: system) {
      guard let from = index.source(of: handoff), let to = index.target(of: handoff) else { continue }
      between[Self.key(from, to), default: []].append(handoff)
    }
    self.between = between
    self.system = system
    self.index = index
    let handoffLimits = system.handoffs.map(\.limit)
    self.handoffLimits = handoffLimits
    agentLimits = system.agents.map { $0.limitResets ? nil : $0.limit }
    let decidesByPayload = system.agentIndices.map { agent in
      index.handoffs(from: agent).contains { system[$0].when != nil }
    }
    self.decidesByPayload = decidesByPayload
    let countsAll = decidesByPayload.contains(true)
    countsHandoffs = handoffLimits.map { countsAll || $0 != nil }
    judge = RecordJudge(system: system, index: index, schemas: router.schemas)
    self.router = router
  }

  private static func key(_ from: AgentIndex, _ to: AgentIndex) -> UInt64 {
    UInt64(from.rawValue) << 32 | UInt64(to.rawValue)
  }
}

// MARK: - Reading

extension Verifier {
  /// Reads one line of a recording; a blank one is passed over.
  ///
  /// - Parameters:
  ///   - line: The text, without its end.
  ///   - location: Where it stands, for what is found in it.
  /// - Complexity: O(*n*) in the length of the line, for schemas without alternatives.
  public mutating func read(_ line: [UInt8], at location: SourceLocation? = nil) {
    guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONDocument(parsing: line).value
    } catch {
      return refuse("it is not JSON: \(error.reason)", location)
    }
    do throws(HandoffRecord.Malformed) {
      add(try HandoffRecord(value), at: location)
    } catch {
      refuse(error.description, location)
    }
  }

  /// Notes a line that cannot be read at all.
  public mutating func refuse(_ reason: String, _ location: SourceLocation?) {
    isComplete = false
    problems.add(.recordUnreadable, "a line is no record: \(reason)", about: .run, at: location)
  }

  /// Takes a record in.
  public mutating func add(_ record: HandoffRecord, at location: SourceLocation? = nil) {
    records += 1
    if record.isInferred { inferred += 1 }
    let run = run(of: record.trace)
    note(record, run)
    guard let from = index.agent(named: record.from) else {
      return stray(
        "work came from \(quoted(record.from)), which is not declared", record, location)
    }
    leave(from, record, run, location)
    guard let target = record.to else { return end(record, from, location) }
    guard let to = index.agent(named: target) else {
      return stray("work went to \(quoted(target)), which is not declared", record, location)
    }
    if record.reason == .giveBack { return giveBack(record, from, to, location) }
    if isRunLimit(record, run) {
      visit(to, run)
      return
    }
    let possible = judge.handoffs(of: record, among: between[Self.key(from, to)] ?? [])
    if possible.isEmpty, record.isForeign,
      between[Self.key(to, from)]?.contains(where: { system[$0].givesControlBack }) ?? false
    {
      // A trace need not know that somebody answers whoever called.
      return giveBack(record, from, to, location)
    }
    guard let first = possible.first else {
      let name = record.handoff.map { " of the name \(quoted($0))" } ?? ""
      return stray(
        "no handoff\(name) is declared from \(quoted(record.from)) to \(quoted(target))", record, location)
    }
    let handoff = handoff(for: record, among: possible, from, run, location) ?? first
    taken[handoff.rawValue] += 1
    look(at: record, handoff, location)
    count(handoff, to, run, location)
  }

  /// Counts and lists what happened, whatever is to be said of it.
  private mutating func note(_ record: HandoffRecord, _ run: Int) {
    guard let to = record.to else { return }
    let step = tallies[run].step()
    if record.reason != .giveBack, record.payload == nil, record.verdict == nil { withoutPayload += 1 }
    guard listing != nil else { return }
    let isCall = index.agent(named: record.from).flatMap { from in
      index.agent(named: to).map {
        between[Self.key(from, $0)]?.contains { system[$0].givesControlBack } ?? false
      }
    }
    var entry = VerificationReport.Entry(
      run: record.trace, step: step, from: record.from, to: to,
      mode: isCall ?? false ? "return_to_caller" : "pass_control", payload: record.payload, failure: nil,
      isInferred: record.isInferred)
    if record.reason == .giveBack { entry.mode = "return" }
    if let mode = record.mode { entry.mode = mode }
    if case .failure(let kind) = record.reason { entry.failure = kind }
    entry.failure = entry.failure ?? record.failure
    listing?.add(entry)
  }

  private mutating func run(of trace: String) -> Int {
    let run = runs.insert(trace)
    if run == tallies.count { tallies.append(RunTally()) }
    return run
  }

  /// Whether the work goes to whoever gets it at the run's limit, which takes no declared handoff.
  private func isRunLimit(_ record: HandoffRecord, _ run: Int) -> Bool {
    guard record.reason == .limit, let limits = system.limits, let taker = limits.onLimit,
      let target = record.to
    else { return false }
    return taker.hasSameCodePoints(as: target) && tallies[run].taken >= limits.handoffs
  }
}

// MARK: - Where work goes

extension Verifier {
  private mutating func stray(_ message: String, _ record: HandoffRecord, _ location: SourceLocation?) {
    let name = ExactString("\(record.from)->\(record.to ?? "")")
    problems.add(
      .transitionUndeclared, message, about: .handoff(name), at: location, isInferred: record.isInferred)
  }

  private func subject(_ handoff: HandoffIndex) -> VerificationProblems.Subject {
    .handoff(ExactString(index.name(of: handoff)))
  }

  /// The handoff that a record is of; `nil` where none of those that it may be of would be taken, which is told.
  private mutating func handoff(
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

  private func outcome(of reason: HandoffRecord.Reason) -> Visit.Outcome {
    switch reason {
    case .failure(let kind): .failure(kind)
    case .none: .none
    case .limit: .limit
    case .output, .giveBack: .output
    }
  }

  /// What speaks against a handoff that was taken; `nil` for what is told elsewhere or cannot be known.
  private func refusal(
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

  private mutating func giveBack(
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
  private func call(from caller: AgentIndex, answeredBy agent: AgentIndex) -> HandoffIndex? {
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

  private mutating func end(
    _ record: HandoffRecord, _ from: AgentIndex, _ location: SourceLocation?
  ) {
    guard case .failure(let kind) = record.reason else { return }
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
}

// MARK: - Payloads and limits

extension Verifier {
  private mutating func look(at record: HandoffRecord, _ handoff: HandoffIndex, _ location: SourceLocation?) {
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

  private mutating func count(
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
    if let limit = system.limits?.handoffs, tallies[run].taken - 1 == limit {
      problems.add(
        .limitExceeded, "a run had more than the \(limit) handoffs that it may have", about: .run,
        at: location)
    }
  }

  private mutating func visit(_ agent: AgentIndex, _ run: Int) {
    if agentLimits[agent.rawValue] != nil { tallies[run].visit(agent) }
  }

  /// An agent that was visited as often as it may be takes its handoff on the limit; whatever else it does, it ran again.
  private mutating func leave(
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

// MARK: - The report

extension Verifier {
  /// What was found so far.
  ///
  /// - Parameter tellsUnseen: Whether declared handoffs that were never seen are a finding; ``VerificationReport/counts`` has
  ///   them anyway.
  /// - Returns: The report.
  /// - Complexity: O(*n*) in the number of records and declared handoffs.
  public func report(tellsUnseen: Bool = false) -> VerificationReport {
    var problems = problems
    var isComplete = isComplete
    for (run, tally) in tallies.enumerated() {
      if let lap = tally.lap(in: moves, where: isUnboundedLap) {
        let names = lap.handoffs.map { index.name(of: $0) }
        problems.add(
          .loopObserved,
          "the run \(quoted(runs[run])) went round \(names.joined(separator: ", ")) \(lap.times) times in a row",
          about: .lap(names.map { ExactString($0) }), at: lap.location)
      }
      if tally.isCut {
        isComplete = false
        problems.add(
          .loopObserved,
          "laps were looked for among the first \(RunTally.lapMemory) handoffs of the run \(quoted(runs[run])) only",
          about: .run, at: nil)
      }
    }
    if tellsUnseen { noteUnseen(&problems) }
    var counts = system.handoffIndices.map {
      VerificationReport.Count(
        handoff: index.name(of: $0), taken: taken[$0.rawValue], invalid: invalid[$0.rawValue],
        checked: checked[$0.rawValue])
    }
    for handoff in returned.keys.sorted() {
      counts.append(
        VerificationReport.Count(
          handoff: index.returnName(of: handoff), taken: returned[handoff] ?? 0, invalid: 0, checked: 0))
    }
    return VerificationReport(
      system: system.name, records: records, traces: tallies.count, counts: counts,
      findings: problems.findings, entries: listing?.entries ?? [], unlisted: listing?.left ?? 0,
      inferred: inferred,
      withoutPayload: withoutPayload, dialects: dialects, unread: unread, complete: isComplete)
  }

  /// One note for all declared handoffs that were never seen, where anything was seen at all.
  private func noteUnseen(_ problems: inout VerificationProblems) {
    guard records > 0 else { return }
    let unseen = system.handoffIndices.filter { taken[$0.rawValue] == 0 && index.takesPart($0, in: system) }
    guard !unseen.isEmpty else { return }
    let names = unseen.prefix(Self.mostNamed).map { quoted(index.name(of: $0)) }.joined(separator: ", ")
    let more = unseen.count > Self.mostNamed ? " and \(unseen.count - Self.mostNamed) more" : ""
    let verb = unseen.count == 1 ? "was" : "were"
    problems.add(
      .handoffUnseen, "\(Counted.text(unseen.count, "declared handoff")) \(verb) never seen: \(names)\(more)",
      about: .run, at: nil)
  }

  /// The most names that one message lists.
  private static let mostNamed = 12

  /// Whether handoffs lead back to where they begin, and no limit of theirs bounds that.
  private func isUnboundedLap(_ handoffs: ArraySlice<HandoffIndex>) -> Bool {
    guard let first = handoffs.first, let last = handoffs.last else { return false }
    return index.target(of: last) == index.source(of: first)
      && zip(handoffs, handoffs.dropFirst()).allSatisfy { index.target(of: $0) == index.source(of: $1) }
      && !handoffs.contains { system[$0].limit != nil }
  }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }

  private func words(_ reason: HandoffRecord.Reason) -> String {
    switch reason {
    case .output: "on an output, which it does not answer"
    case .none: "although no target was named, which it does not answer"
    case .limit: "at a limit, which it does not answer"
    case .failure(let kind): "on the failure \"\(kind)\", which it does not answer"
    case .giveBack: "as a way back"
    }
  }
}
