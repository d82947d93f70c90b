public import HandoffContracts
import HandoffSchema

/// Holds recorded handoffs against the declaration, record by record.
///
/// Memory grows with the number of runs and of handoffs in them, not with payloads. Records of different runs may be
/// mixed; those of one run come in the order in which they happened.
public struct Verifier {
  let system: AgentSystem
  let index: SystemIndex
  private let schemas: SystemSchemas
  private var runs: [ExactString: Int] = [:]
  private var tallies: [RunTally] = []
  private var taken: [Int]
  private var invalid: [Int]
  private var checked: [Int]
  private var returned: [HandoffIndex: Int] = [:]
  private var records = 0
  private var problems = VerificationProblems()
  private var isComplete = true
  /// The declared handoffs between two agents, by their indices.
  private let between: [UInt64: [HandoffIndex]]

  /// Prepares a system.
  ///
  /// - Complexity: O(*n*) on average in the number of contracts, agents and handoffs.
  public init(_ system: AgentSystem) {
    self.system = system
    let index = SystemIndex(system)
    self.index = index
    schemas = SystemSchemas(system)
    let zeros = [Int](repeating: 0, count: system.handoffs.count)
    (taken, invalid, checked) = (zeros, zeros, zeros)
    var between: [UInt64: [HandoffIndex]] = [:]
    for handoff in system.handoffIndices where index.takesPart(handoff, in: system) {
      guard let from = index.source(of: handoff), let to = index.target(of: handoff) else { continue }
      between[Self.key(from, to), default: []].append(handoff)
    }
    self.between = between
  }

  private static func key(_ from: AgentIndex, _ to: AgentIndex) -> UInt64 {
    UInt64(from.rawValue) << 32 | UInt64(to.rawValue)
  }

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
    problems.add(.recordUnreadable, "a line is no record: \(reason)", subject: "", at: location)
  }

  /// Takes a record in.
  public mutating func add(_ record: HandoffRecord, at location: SourceLocation? = nil) {
    records += 1
    let run = run(of: record.trace)
    guard let from = index.agent(named: record.from) else {
      return problems.add(
        .transitionUndeclared, "work came from \(quoted(record.from)), which is not declared",
        subject: "\(record.from)->\(record.to ?? "")", at: location)
    }
    guard let target = record.to else { return end(record, from, location) }
    guard let to = index.agent(named: target) else {
      return problems.add(
        .transitionUndeclared, "work went to \(quoted(target)), which is not declared",
        subject: "\(record.from)->\(target)", at: location)
    }
    if record.reason == .giveBack { return giveBack(record, from, to, location) }
    let candidates = between[Self.key(from, to)] ?? []
    guard !candidates.isEmpty else {
      return problems.add(
        .transitionUndeclared, "no handoff is declared from \(quoted(record.from)) to \(quoted(target))",
        subject: "\(record.from)->\(target)", at: location)
    }
    let handoff = handoff(for: record, among: candidates, location)
    taken[handoff.rawValue] += 1
    judge(record, handoff, from, location)
    count(handoff, to, run, location)
  }

  // MARK: - One record

  private mutating func run(of trace: String) -> Int {
    if let known = runs[ExactString(trace)] { return known }
    runs[ExactString(trace)] = tallies.count
    tallies.append(RunTally())
    return tallies.count - 1
  }

  /// The handoff that the record is of: the one that it names, or the first that answers what happened.
  private mutating func handoff(
    for record: HandoffRecord, among candidates: [HandoffIndex], _ location: SourceLocation?
  ) -> HandoffIndex {
    let named = record.handoff.flatMap { name in
      candidates.first { index.name(of: $0).hasSameCodePoints(as: name) }
    }
    let possible = named.map { [$0] } ?? candidates
    let answering = possible.filter { answers($0, record.reason) }
    guard let first = answering.first else {
      problems.add(
        .handoffUnexpected, "\(quoted(index.name(of: possible[0]))) was taken \(words(record.reason))",
        subject: index.name(of: possible[0]), at: location)
      return possible[0]
    }
    guard let payload = record.payload, !system[first].isTyped else { return first }
    if let matching = answering.first(where: { matchesGuard($0, payload) }) { return matching }
    problems.add(
      .handoffUnexpected, "\(quoted(index.name(of: first))) was taken with a payload that its guard refuses",
      subject: index.name(of: first), at: location)
    return first
  }

  private func answers(_ handoff: HandoffIndex, _ reason: HandoffRecord.Reason) -> Bool {
    switch (system[handoff].trigger, reason) {
    // An output for which no target was named is an output.
    case (.output, .output), (.none, .none), (.none, .output), (.output, .none), (.limit, .limit): true
    case (let trigger, .failure(let kind)): trigger.answers(kind)
    default: false
    }
  }

  private func matchesGuard(_ handoff: HandoffIndex, _ payload: JSONValue) -> Bool {
    let schema = try? schemas.schema(at: .guard(handoff: handoff.rawValue))
    return schema?.isValid(payload) ?? true
  }

  private mutating func judge(
    _ record: HandoffRecord, _ handoff: HandoffIndex, _ from: AgentIndex, _ location: SourceLocation?
  ) {
    guard let payload = record.payload else {
      // A recorder that keeps no payload has judged it.
      guard let verdict = record.verdict, verdict != .unchecked else { return }
      checked[handoff.rawValue] += 1
      guard verdict == .violation else { return }
      invalid[handoff.rawValue] += 1
      let name = index.name(of: handoff)
      return problems.add(
        .payloadInvalid, "a payload on \(quoted(name)) broke the contract of \(quoted(record.from))",
        subject: name, at: location)
    }
    guard let schema = promised(record, handoff, from) else { return }
    checked[handoff.rawValue] += 1
    guard !schema.isValid(payload) else { return }
    invalid[handoff.rawValue] += 1
    let name = index.name(of: handoff)
    // Why is worked out for the first one only.
    if problems.recount(.payloadInvalid, subject: name) { return }
    let why = schema.violations(in: payload).first.map { "\($0)" } ?? "it is refused"
    problems.add(
      .payloadInvalid,
      "a payload on \(quoted(name)) breaks the contract of \(quoted(record.from)): \(why)", subject: name,
      at: location, payload: payload)
  }

  /// The schema of what a handoff may carry; `nil` where nothing is said of it.
  private func promised(
    _ record: HandoffRecord, _ handoff: HandoffIndex, _ from: AgentIndex
  ) -> Schema? {
    if system[handoff].isTyped { return try? schemas.schema(at: .payload(handoff: handoff.rawValue)) }
    // What is carried is an element, and what a retry or a limit carries is what somebody else gave.
    guard system[handoff].each == nil, system[handoff].trigger != .limit, !index.isRetry(handoff, in: system),
      let contract = system[from].produces
    else { return nil }
    guard case .failure(let kind) = record.reason else { return try? schemas.output(of: contract) }
    return try? schemas.failure(kind, of: contract)
  }

  private mutating func count(
    _ handoff: HandoffIndex, _ to: AgentIndex, _ run: Int, _ location: SourceLocation?
  ) {
    let (times, visits) = (tallies[run].take(handoff), tallies[run].visit(to))
    if let limit = system[handoff].limit, times == limit + 1 {
      problems.add(
        .limitExceeded, "\(quoted(index.name(of: handoff))) was taken more than \(limit) times in one run",
        subject: index.name(of: handoff), at: location)
    }
    if let limit = system[to].limit, !system[to].limitResets, visits == limit + 1,
      system[handoff].trigger != .limit
    {
      problems.add(
        .limitExceeded, "\(quoted(system[to].name)) was visited more than \(limit) times in one run",
        subject: system[to].name, at: location)
    }
    if let limit = system.limits?.handoffs, tallies[run].taken == limit + 1 {
      problems.add(
        .limitExceeded, "a run had more than the \(limit) handoffs that it may have", subject: system.name,
        at: location)
    }
  }

  private mutating func giveBack(
    _ record: HandoffRecord, _ from: AgentIndex, _ to: AgentIndex, _ location: SourceLocation?
  ) {
    let calls = between[Self.key(to, from)] ?? []
    guard let call = calls.first(where: { system[$0].givesControlBack }) else {
      return problems.add(
        .transitionUndeclared,
        "control went back from \(quoted(record.from)) to \(quoted(system[to].name)), which no handoff declares",
        subject: "\(system[to].name)<-\(record.from)", at: location)
    }
    returned[call, default: 0] += 1
  }

  private mutating func end(
    _ record: HandoffRecord, _ from: AgentIndex, _ location: SourceLocation?
  ) {
    guard case .failure(let kind) = record.reason else { return }
    let answer = index.handoffs(from: from).first {
      index.takesPart($0, in: system) && system[$0].trigger.answers(kind)
    }
    guard let answer else { return }
    let name = index.name(of: answer)
    problems.add(
      .failureUnanswered,
      "a run ended at the failure \(quoted(kind)) of \(quoted(record.from)), for which \(quoted(name)) is declared",
      subject: name, at: location)
  }

  // MARK: - The report

  /// What was found so far.
  ///
  /// - Complexity: O(*n*) in the number of records and declared handoffs.
  public func report() -> VerificationReport {
    var problems = problems
    var isComplete = isComplete
    for tally in tallies {
      if let lap = tally.lap(where: isUnboundedLap) {
        let names = lap.handoffs.map { index.name(of: $0) }
        problems.add(
          .loopObserved, "a run went round \(names.joined(separator: ", ")) \(lap.times) times in a row",
          subject: names.sorted().joined(separator: ", "), at: nil, path: names)
      }
      if tally.isCut { isComplete = false }
    }
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
      findings: problems.findings, complete: isComplete)
  }

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

extension Handoff {
  /// Whether it carries something else than the sender's output.
  fileprivate var isTyped: Bool { payload != nil }
}
