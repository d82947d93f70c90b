import HandoffContracts
import HandoffSchema

/// Makes the handoffs of one run out of what dialects say of its spans.
struct RunAssembly {
  private struct Row {
    var time: UInt64
    var from: String
    var to: String
    var mode: TracedHandoff.Mode
    var payload: JSONValue?
    var failure: String?
    var evidence: TracedHandoff.Evidence
    var spans: [String]
    var location: SourceLocation?
  }

  private let run: String
  private let names: TracedNames
  private let facts: RunFacts
  private let places: Workplaces
  private let requests: Requests
  private var rows: [Row] = []
  private var remarks: [TraceRemark] = []
  private var reached: Set<Int> = []
  private var left: Set<Int> = []
  /// What each workplace was reached with.
  private var received: [Int: JSONValue] = [:]
  /// The workplaces of each name in order of time.
  private var byName: [ExactString: [Int]] = [:]
  /// Handoffs that nothing has confirmed yet.
  private var unconfirmed: [[ExactString]: Int] = [:]
  /// Those who were seen, by how tools spell them.
  private var byFolded: [ExactString: String] = [:]
  private var outputs: [ExactString: [(time: UInt64, value: JSONValue)]] = [:]

  init(_ run: String, _ facts: [TraceFact], _ names: TracedNames) {
    self.run = run
    self.names = names
    let facts = RunFacts(facts)
    self.facts = facts
    places = Workplaces(facts, names)
    requests = Requests(facts, places, names)
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
    answers()
    infer()
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

  private mutating func index() {
    for (index, place) in places.all.enumerated() where !place.isDropped {
      byName[ExactString(place.name), default: []].append(index)
      byFolded[ExactString(TransferNames.folded(place.name))] = place.name
    }
    for key in byName.keys { byName[key]?.sort { (places.all[$0].start, $0) < (places.all[$1].start, $1) } }
    for fact in facts.facts {
      guard case .said(let said) = fact.content, let agent = said.agent, let output = said.output else {
        continue
      }
      outputs[ExactString(names.declared(agent) ?? agent), default: []].append((fact.start, output))
    }
  }

  private func agents(of handoffs: [TracedHandoff]) -> [String] {
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

  /// What the trace says of the end of the run as a whole, where no agent's failure says it.
  private mutating func runFailures() {
    guard ends().isEmpty else { return }
    for (index, fact) in facts.facts.enumerated() {
      switch fact.content {
      case .ended(let failure, let message): remark(.runFailed(failure: failure, message: message), fact)
      case .visit(let visit) where visit.kind == .container && places.workplace(around: index) == nil:
        if let failure = visit.failure { remark(.runFailed(failure: failure, message: visit.message), fact) }
      default: break
      }
    }
  }

  /// Failures that nobody took up.
  private func ends() -> [TracedRun.End] {
    places.all.indices.compactMap { index in
      let place = places.all[index]
      guard let failure = place.visit.failure, !place.isDropped, !left.contains(index), !places.isFrame(index)
      else {
        return nil
      }
      return TracedRun.End(agent: place.name, failure: failure, location: facts.facts[place.fact].location)
    }
  }

  /// The declared agent that a name stands for, with or without the server that a tool belongs to.
  private func resolved(_ name: String) -> String {
    if let declared = names.declared(path: [name]) { return declared }
    guard let dot = name.lastIndex(of: "."),
      let tool = names.declared(String(name[name.index(after: dot)...]))
    else {
      return name
    }
    return tool
  }
}

// MARK: - What the trace names

extension RunAssembly {
  private mutating func transfers() {
    for (index, fact) in facts.facts.enumerated() {
      guard case .transfer(let transfer) = fact.content else { continue }
      let around = places.workplace(around: index)
      let to = party(transfer.to, around, other: transfer.from)
      guard let named = party(transfer.from, around, other: transfer.to) else { continue }
      let sender = latest(named, before: fact.start) ?? around
      let from = left(named, sender)
      guard let to else {
        remark(.transferFailed(from: from, to: nil, why: transfer.error ?? "it names no receiver"), fact)
        continue
      }
      let target = arrival(of: to, after: fact.start)
      if let why = transfer.error, target == nil {
        remark(.transferFailed(from: from, to: to, why: why), fact)
        continue
      }
      for name in transfer.dropped { remark(.transferDropped(from: from, to: resolved(name)), fact) }
      if transfer.confirms, confirm(from, to) { continue }
      if !transfer.confirms { unconfirmed[[ExactString(from), ExactString(to)], default: 0] += 1 }
      let payload =
        transfer.payload
        ?? requests.arguments(to: to, from: around ?? sender, from, before: max(fact.start, fact.end))
      reach(target, from: sender, with: payload)
      rows.append(
        Row(
          time: fact.start, from: from, to: entered(to, target), mode: transfer.mode, payload: payload,
          failure: transfer.failure, evidence: transfer.evidence, spans: [fact.span], location: fact.location)
      )
    }
  }

  /// Whether a handoff was named before; it is then confirmed, once.
  private mutating func confirm(_ from: String, _ to: String) -> Bool {
    let pair = [ExactString(from), ExactString(to)]
    guard let waiting = unconfirmed[pair], waiting > 0 else { return false }
    unconfirmed[pair] = waiting - 1
    return true
  }

  private func party(_ party: TraceFact.Party?, _ around: Int?, other: TraceFact.Party?) -> String? {
    switch party {
    case nil: nil
    case .agent(let name)?: resolved(name)
    case .owner?: around.map { places.all[$0].name }
    case .human?:
      if case .agent(let agent)? = other { names.human(after: resolved(agent)) ?? "human" } else { "human" }
    case .caller?:
      if case .agent(let agent)? = other { names.caller(of: resolved(agent)) ?? "caller" } else { "caller" }
    }
  }

  /// The first workplace of a name that began at a time or later and is not known to have been reached.
  private func arrival(of name: String, after time: UInt64) -> Int? {
    let candidates = byName[ExactString(name)] ?? []
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if places.all[candidates[middle]].start < time { low = middle + 1 } else { high = middle }
    }
    return candidates[low...].first { !reached.contains($0) }
  }

  /// The last workplace of a name that began before a time.
  private func latest(_ name: String, before time: UInt64) -> Int? {
    let candidates = byName[ExactString(name)] ?? []
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if places.all[candidates[middle]].start <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? candidates[low - 1] : nil
  }

  private mutating func reach(_ target: Int?, from sender: Int?, with payload: JSONValue?) {
    if let sender { left.insert(sender) }
    guard let target else { return }
    reached.insert(target)
    if let payload { received[target] = payload }
    if places.isFrame(target), !places.all[target].isDeclared,
      let first = places.sequence([target]).first?.place
    {
      reached.insert(first)
      if let payload { received[first] = payload }
    }
  }

  /// The name of whoever is entered: of a frame that nobody declares, the first inside.
  private func entered(_ name: String, _ target: Int?) -> String {
    guard let target, places.isFrame(target), !places.all[target].isDeclared,
      let first = places.sequence([target]).first
    else { return name }
    return places.all[first.place].name
  }

  /// The name of whoever left: of a frame that nobody declares, the last inside.
  private func left(_ name: String, _ sender: Int?) -> String {
    guard let sender, places.isFrame(sender), !places.all[sender].isDeclared,
      places.all[sender].name.hasSameCodePoints(as: name), let last = places.sequence([sender]).last
    else { return name }
    return places.all[last.place].name
  }

  private mutating func remark(_ kind: TraceRemark.Kind, _ fact: TraceFact) {
    remarks.append(TraceRemark(kind: kind, run: run, location: fact.location))
  }
}

// MARK: - Tools

extension RunAssembly {
  private mutating func calls() {
    for (index, fact) in facts.facts.enumerated() {
      guard case .call(let call) = fact.content, let around = places.workplace(around: index) else {
        continue
      }
      let from = places.all[around].name
      let arguments =
        call.arguments ?? requests.arguments(of: call.name, in: around, from, before: fact.start)
      if let inside = places.called[index] {
        through(call, fact, from, around, places.sequence(inside), arguments)
      } else if let to = receiver(of: call, arguments) {
        toward(to, call, fact, from, around, arguments)
      }
    }
  }

  /// A call inside which agents ran.
  private mutating func through(
    _ call: TraceFact.Call, _ fact: TraceFact, _ from: String, _ around: Int, _ stops: [Workplaces.Stop],
    _ arguments: JSONValue?
  ) {
    guard let first = stops.first, let last = stops.last else { return }
    reach(first.place, from: call.passesControl ? around : nil, with: arguments)
    rows.append(
      Row(
        time: fact.start, from: from, to: places.all[first.place].name,
        mode: call.passesControl ? .pass : .call,
        payload: arguments, evidence: .observed, spans: [fact.span], location: fact.location))
    guard !call.passesControl else { return }
    left.insert(last.place)
    let answer = places.all[last.place]
    rows.append(
      Row(
        time: fact.end, from: answer.name, to: from, mode: .giveBack,
        payload: answer.visit.output ?? call.result,
        failure: call.failure ?? answer.visit.failure, evidence: .observed, spans: [fact.span],
        location: fact.location))
  }

  /// A call that names whom it hands over to.
  private mutating func toward(
    _ to: String, _ call: TraceFact.Call, _ fact: TraceFact, _ from: String, _ around: Int,
    _ arguments: JSONValue?
  ) {
    let target = arrival(of: to, after: fact.start)
    if let why = call.failure, target == nil, !call.answers {
      return remark(.transferFailed(from: from, to: to, why: why), fact)
    }
    let answers =
      call.answers || names.declared(call.name).map { $0.hasSameCodePoints(as: to) } ?? false
      || TransferNames.answering.contains { $0.hasSameCodePoints(as: call.name) }
    reach(target, from: answers ? nil : around, with: arguments)
    rows.append(
      Row(
        time: fact.start, from: from, to: entered(to, target), mode: answers ? .call : .pass,
        payload: arguments,
        evidence: .observed, spans: [fact.span], location: fact.location))
    guard answers else { return }
    if let target { left.insert(target) }
    rows.append(
      Row(
        time: fact.end, from: to, to: from, mode: .giveBack, payload: call.result, failure: call.failure,
        evidence: .observed, spans: [fact.span], location: fact.location))
  }

  /// Whom a tool hands over to: as the framework marks it, as an argument says, or as its name says.
  private func receiver(of call: TraceFact.Call, _ arguments: JSONValue?) -> String? {
    if let destination = call.destination { return resolved(destination) }
    // An agent that is used as a tool under its own name.
    if let agent = names.declared(call.name) { return agent }
    let folded = TransferNames.folded(call.name)
    if TransferNames.generic.contains(folded) {
      for name in TransferNames.receivers {
        if let receiver = arguments?[name]?.stringValue, !receiver.isEmpty { return resolved(receiver) }
      }
    }
    for prefix in TransferNames.prefixes where folded.hasPrefix(prefix) {
      let rest = String(folded.dropFirst(prefix.count))
      if let known = names.declared(path: [rest]) { return known }
      if let seen = byFolded[ExactString(rest)] { return seen }
      // `to_` begins other tools, too: only the longer ones say enough without a known agent.
      if prefix != "to_", prefix != "route_to_", prefix != "escalate_to_" { return rest }
    }
    return nil
  }
}

// MARK: - What only order and nesting tell

extension RunAssembly {
  /// People who were asked and answered.
  private mutating func answers() {
    for (index, place) in places.all.enumerated() where place.visit.isAnswer && !place.isDropped {
      let fact = facts.facts[place.fact]
      let human = names.human(after: place.name) ?? "human"
      for (from, to, payload) in [(place.name, human, nil), (human, place.name, place.visit.input)] {
        rows.append(
          Row(
            time: fact.start, from: from, to: to, mode: .pass, payload: payload, evidence: .inferred,
            spans: [fact.span], location: fact.location))
      }
      reached.insert(index)
    }
  }

  private mutating func infer() {
    let deliveries = deliveries()
    for group in [places.roots] + places.called.keys.sorted().map({ places.called[$0] ?? [] }) {
      let stops = places.sequence(group)
      var arrivals = Arrivals(stops, places, names, left: left)
      for way in arrivals.ways(reached: reached, senders: { deliveries.senders(before: $0) }) {
        infer(stops[way.from], stops[way.to], way.mode)
      }
    }
  }

  private mutating func infer(_ from: Workplaces.Stop, _ to: Workplaces.Stop, _ mode: TracedHandoff.Mode) {
    let (sender, receiver) = (places.all[from.place], places.all[to.place])
    left.insert(from.place)
    let payload =
      sender.visit.output ?? said(by: sender.name, before: to.start)
      ?? requests.arguments(to: receiver.name, from: from.place, sender.name, before: sender.end)
    if let payload { received[to.place] = payload }
    let fact = facts.facts[receiver.fact]
    rows.append(
      Row(
        time: to.start, from: sender.name, to: receiver.name, mode: mode, payload: payload,
        failure: sender.visit.failure, evidence: .inferred,
        spans: [facts.facts[sender.fact].span, fact.span], location: fact.location))
  }

  private func said(by name: String, before time: UInt64) -> JSONValue? {
    outputs[ExactString(name)]?.last { $0.time <= time }?.value
  }

  private func deliveries() -> Deliveries {
    var deliveries = Deliveries()
    for (index, fact) in facts.facts.enumerated() {
      switch fact.content {
      case .delivery(let delivery) where !delivery.isDropped: deliveries.add(delivery.source, at: fact.start)
      case .visit: if places.workplace(around: index) != nil { deliveries.visit(at: fact.start) }
      default: break
      }
    }
    return deliveries
  }

  /// Attempts that were made again.
  private mutating func retries() {
    var typed: [Int: (time: UInt64, isAnswered: Bool)] = [:]
    var times: [(place: Int, time: UInt64)] = places.all.indices.flatMap { place in
      places.all[place].visit.retries.map { (place, $0) }
    }
    for (index, fact) in facts.facts.enumerated() {
      guard let place = places.workplace(around: index) else { continue }
      switch fact.content {
      case .said(let said) where said.isTyped:
        // An answer that no tool took up, and another one after it.
        if let before = typed[place], !before.isAnswered { times.append((place, fact.start)) }
        typed[place] = said.requests.isEmpty ? nil : (fact.start, false)
      case .call: typed[place]?.isAnswered = true
      default: break
      }
    }
    for (place, time) in times {
      let fact = facts.facts[places.all[place].fact]
      rows.append(
        Row(
          time: time, from: places.all[place].name, to: places.all[place].name, mode: .pass,
          payload: received[place],
          evidence: .inferred, spans: [fact.span], location: fact.location))
    }
  }

  /// Handoffs that were only told of.
  private mutating func narrations() {
    let known = names.all.isEmpty ? agents(of: []) : names.all
    let narration = Narration(known)
    for (index, fact) in facts.facts.enumerated() {
      guard case .said(let said) = fact.content, said.requests.isEmpty, let text = said.text,
        let to = narration.receiver(in: text)
      else { continue }
      guard
        let from = said.agent.map(resolved) ?? places.workplace(around: index).map({ places.all[$0].name }),
        !from.hasSameCodePoints(as: to),
        !rows.contains(where: { $0.to.hasSameCodePoints(as: to) && $0.time >= fact.start })
      else { continue }
      remark(.narrated(from: from, to: to, text: text), fact)
    }
  }
}
