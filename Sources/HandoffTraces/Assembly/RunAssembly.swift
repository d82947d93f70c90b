import HandoffContracts
import HandoffSchema

/// Makes the handoffs of one run out of what dialects say of its spans.
struct RunAssembly {
  /// One handoff, before all are put in order.
  struct Row {
    var time: UInt64
    var from: String
    var to: String
    var mode: TracedHandoff.Mode
    var payload: JSONValue?
    var failure: String?
    var evidence: TracedHandoff.Evidence
    var spans: [String]
    var location: SourceLocation?
    /// Who called a tool for it, where control was to pass, and whether anybody was reached.
    var attempt: (sender: Int, isTaken: Bool)?
  }

  /// A handoff whose receiver the trace does not name.
  struct OpenEnd {
    var fact: TraceFact
    /// `nil` for a person whom nothing names.
    var sender: Int?
    var payload: JSONValue?
  }

  let run: String
  let names: TracedNames
  let facts: RunFacts
  let places: Workplaces
  let requests: Requests
  var rows: [Row] = []
  var remarks: [TraceRemark] = []
  var reached: Set<Int> = []
  var left: Set<Int> = []
  /// What each workplace was reached with.
  var received: [Int: JSONValue] = [:]
  /// The workplaces of each name in order of time.
  var byName: [ExactString: [Int]] = [:]
  /// Handoffs that nothing has confirmed yet.
  var unconfirmed: [[ExactString]: Int] = [:]
  /// Rows of those that only confirm one, until the tool is met that was called for them.
  var confirmations: [[ExactString]: [Int]] = [:]
  /// Those who were seen, by how tools spell them.
  var byFolded: [ExactString: String] = [:]
  var outputs: [ExactString: [(time: UInt64, value: JSONValue)]] = [:]
  /// Handoffs whose receiver is not named.
  var openEnds: [OpenEnd] = []
  /// When each workplace last said or called something.
  var lastWork: [Int: UInt64] = [:]
  /// The stops of everything that follows each other: the run's own, then those inside each call.
  let groups: [[Workplaces.Stop]]

  init(_ run: String, _ facts: [TraceFact], _ names: TracedNames) {
    self.run = run
    self.names = names
    let facts = RunFacts(facts)
    self.facts = facts
    places = Workplaces(facts, names)
    requests = Requests(facts, places, names)
    let places = places
    groups = ([places.roots] + places.called.keys.sorted().map { places.called[$0] ?? [] }).map {
      places.sequence($0)
    }
  }

  /// How many spans lie inside themselves.
  var circles: Int { facts.circles }

  /// The run in the normal form.
  ///
  /// - Complexity: O(*n* log *n*) in the number of facts, for few declared senders of each agent.
  mutating func assembled() -> TracedRun {
    index()
    transfers()
    calls()
    drops()
    answers()
    follow()
    infer()
    undelivered()
    retries()
    narrations()
    runFailures()
    let order = rows.indices.sorted { (rows[$0].time, $0) < (rows[$1].time, $1) }
    var result = TracedRun(name: run)
    for (step, index) in order.enumerated() {
      let row = rows[index]
      result.handoffs.append(
        TracedHandoff(
          run: run, step: step + 1, from: row.from, to: row.to, mode: row.mode, payload: row.payload,
          failure: row.failure, evidence: row.evidence, spans: row.spans.filter { !$0.isEmpty },
          location: row.location))
    }
    result.remarks = remarks
    result.failures = ends()
    result.agents = agents(of: result.handoffs)
    return result
  }

  mutating func index() {
    for (index, place) in places.all.enumerated() where !place.isDropped {
      byName[ExactString(place.name), default: []].append(index)
      byFolded[ExactString(TransferNames.folded(place.name))] = place.name
    }
    for key in byName.keys { byName[key]?.sort { (places.all[$0].start, $0) < (places.all[$1].start, $1) } }
    for (index, fact) in facts.facts.enumerated() {
      switch fact.content {
      case .said(let said):
        if let place = places.workplace(around: index) { lastWork[place] = fact.start }
        guard let agent = said.agent, let output = said.output else { continue }
        outputs[ExactString(names.declared(agent) ?? agent), default: []].append((fact.start, output))
      case .call: if let place = places.workplace(around: index) { lastWork[place] = fact.start }
      default: break
      }
    }
  }

  func agents(of handoffs: [TracedHandoff]) -> [String] {
    var seen: Set<ExactString> = []
    var agents: [String] = []
    func add(_ name: String) { if seen.insert(ExactString(name)).inserted { agents.append(name) } }
    for index in places.all.indices.sorted(by: { (places.all[$0].start, $0) < (places.all[$1].start, $1) })
    where !places.all[index].isDropped && !(places.isFrame(index) && !places.all[index].isDeclared) {
      add(places.all[index].name)
    }
    for handoff in handoffs {
      add(handoff.from)
      add(handoff.to)
    }
    return agents
  }

  /// The declared agent that a name stands for, with or without the server that a tool belongs to.
  func resolved(_ name: String) -> String {
    if let declared = names.declared(path: [name]) { return declared }
    guard let dot = name.lastIndex(of: "."),
      let tool = names.declared(String(name[name.index(after: dot)...]))
    else {
      return name
    }
    return tool
  }
}
