public import HandoffContracts
import HandoffSchema

/// Holds recorded handoffs against the declaration, record by record.
///
/// Where a payload may go is asked of the ``Router``, what it has to be of what the recorder asks too. Memory grows with
/// the number of runs and of handoffs in them, not with payloads. Records of different runs may be mixed; those of one run
/// come in the order in which they happened.
public struct Verifier {
  let router: Router
  // Kept beside the router and by index, so that nothing large is copied for each record.
  let system: AgentSystem
  let index: SystemIndex
  let runLimit: Int?
  let handoffLimits: [Int?]
  let agentLimits: [Int?]
  let judge: RecordJudge
  /// The declared handoffs between two agents, by their indices.
  let between: [UInt64: [HandoffIndex]]
  /// The agents of which a payload decides where it goes.
  let decidesByPayload: [Bool]
  /// Whether a handoff counts for what may come next in its run: for its own limit, or because a payload decides.
  let countsHandoffs: [Bool]
  var runs = RunNames()
  var tallies: [RunTally] = []
  var moves = MoveLog()
  var taken: [Int]
  var invalid: [Int]
  var checked: [Int]
  var returned: [HandoffIndex: Int] = [:]
  var records = 0
  var problems = VerificationProblems()
  var isComplete = true
  var listing: VerificationListing?
  var inferred = 0
  var withoutPayload = 0
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
    runLimit = system.limits?.handoffs
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

  static func key(_ from: AgentIndex, _ to: AgentIndex) -> UInt64 {
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
  mutating func note(_ record: HandoffRecord, _ run: Int) {
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

  mutating func run(of trace: String) -> Int {
    let run = runs.insert(trace)
    if run == tallies.count { tallies.append(RunTally()) }
    return run
  }

  /// Whether the work goes to whoever gets it at the run's limit, which takes no declared handoff.
  func isRunLimit(_ record: HandoffRecord, _ run: Int) -> Bool {
    guard record.reason == .limit, let limits = system.limits, let taker = limits.onLimit,
      let target = record.to
    else { return false }
    return taker.hasSameCodePoints(as: target) && tallies[run].taken >= limits.handoffs
  }
}
