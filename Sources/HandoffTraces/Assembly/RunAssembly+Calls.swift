import HandoffSchema

// Handoffs through tools.
extension RunAssembly {
  /// The most stops that are looked at for whoever followed.
  private static let mostFollowers = 64

  mutating func calls() {
    for (index, fact) in facts.facts.enumerated() {
      guard case .call(let call) = fact.content, let around = places.workplace(around: index) else {
        continue
      }
      let from = places.all[around].name
      let arguments =
        call.arguments ?? requests.arguments(of: call.name, in: around, from, before: fact.start)
      if let inside = places.called[index] {
        through(call, fact, from, around, places.sequence(inside), arguments)
      } else if let to = receiver(of: call, from, arguments) {
        toward(to, call, fact, from, around, arguments)
      } else if call.failure == nil, Self.handsOver(call) {
        openEnds.append(OpenEnd(fact: fact, sender: around, payload: arguments))
      }
    }
  }

  /// A call inside which agents ran.
  mutating func through(
    _ call: TraceFact.Call, _ fact: TraceFact, _ from: String, _ around: Int, _ stops: [Workplaces.Stop],
    _ arguments: JSONValue?
  ) {
    // Agents that are only recorded meanwhile may as well have run beside the call.
    let evidence: TracedHandoff.Evidence = call.gathers ? .inferred : .observed
    guard let first = stops.first, let last = stops.last else { return }
    reach(first.place, from: call.passesControl ? around : nil, with: arguments)
    rows.append(
      Row(
        time: fact.start, from: from, to: places.all[first.place].name,
        mode: call.passesControl ? .pass : .call,
        payload: arguments, evidence: evidence, spans: [fact.span], location: fact.location))
    guard !call.passesControl else { return }
    left.insert(last.place)
    let answer = places.all[last.place]
    rows.append(
      Row(
        time: fact.end, from: answer.name, to: from, mode: .giveBack,
        payload: answer.visit.output ?? call.result,
        failure: call.failure ?? answer.visit.failure, evidence: evidence, spans: [fact.span],
        location: fact.location))
  }

  /// A call that names whom it hands over to.
  mutating func toward(
    _ to: String, _ call: TraceFact.Call, _ fact: TraceFact, _ from: String, _ around: Int,
    _ arguments: JSONValue?
  ) {
    if settles(fact, from, to, around, arguments) { return }
    let target = arrival(of: to, after: fact.start)
    if let why = call.failure, target == nil, !call.answers {
      return remark(.transferFailed(from: from, to: to, why: why), fact)
    }
    if target == nil, !call.answers {
      switch outcome(of: call, to, from, around, fact) {
      case .noHandoff: return
      case .refused:
        return remark(.transferFailed(from: from, to: to, why: "nobody of that name took it"), fact)
      case .pending: break
      }
    }
    let answers =
      call.answers || names.declared(call.name).map { $0.hasSameCodePoints(as: to) } ?? false
      || TransferNames.answering.contains { $0.hasSameCodePoints(as: call.name) }
    reach(target, from: answers ? nil : around, with: arguments)
    rows.append(
      Row(
        time: fact.start, from: from, to: entered(to, target), mode: answers ? .call : .pass,
        payload: arguments, evidence: .observed, spans: [fact.span], location: fact.location,
        attempt: answers ? nil : (around, target != nil)))
    guard answers else { return }
    if let target { left.insert(target) }
    rows.append(
      Row(
        time: fact.end, from: to, to: from, mode: .giveBack, payload: call.result, failure: call.failure,
        evidence: .observed, spans: [fact.span], location: fact.location))
  }

  /// Whom a tool hands over to: as the framework marks it, as an argument says, or as its name says.
  func receiver(of call: TraceFact.Call, _ from: String, _ arguments: JSONValue?) -> String? {
    if let destination = call.destination { return resolved(destination) }
    // An agent that is used as a tool under its own name.
    if let agent = names.declared(call.name) { return agent }
    if let type = call.type, let agent = names.target(of: from, taking: type) { return agent }
    let folded = TransferNames.folded(call.name)
    if TransferNames.generic.contains(folded) {
      for name in TransferNames.receivers {
        guard let receiver = arguments?[name]?.stringValue, !receiver.isEmpty else { continue }
        let agent = resolved(receiver)
        let isAgent = names.declared(agent) != nil || byName[ExactString(agent)] != nil
        if isAgent || !TransferNames.ambiguous.contains(folded) { return agent }
      }
      // Its name says only that it hands over.
      return nil
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

  /// Whether a handoff is known already that a tool was called for.
  private mutating func settles(
    _ fact: TraceFact, _ from: String, _ to: String, _ around: Int, _ arguments: JSONValue?
  ) -> Bool {
    let pair = [ExactString(from), ExactString(to)]
    guard let row = confirmations[pair]?.first(where: { rows[$0].time >= fact.start }) else { return false }
    confirmations[pair]?.removeAll { $0 == row }
    rows[row].time = fact.start
    rows[row].payload = rows[row].payload ?? arguments
    rows[row].spans.insert(fact.span, at: 0)
    rows[row].attempt = (around, true)
    return true
  }

  /// Whether a tool hands over to somebody whom only an argument names.
  static func handsOver(_ call: TraceFact.Call) -> Bool {
    let folded = TransferNames.folded(call.name)
    return TransferNames.generic.contains(folded) && !TransferNames.answering.contains(folded)
      && !TransferNames.ambiguous.contains(folded)
  }

  /// What became of a handoff that reached nobody.
  private enum Outcome {
    /// The run ended before its receiver began.
    case pending
    /// It did not come about.
    case refused
    /// The tool only sounds as if it handed over.
    case noHandoff
  }

  private func outcome(
    of call: TraceFact.Call, _ to: String, _ from: String, _ sender: Int, _ fact: TraceFact
  ) -> Outcome {
    let goesOn = lastWork[sender].map { $0 > fact.start && $0 >= fact.end } ?? false
    let isKnown = names.isKnown ? names.declared(to) != nil : byName[ExactString(to)] != nil
    if !isKnown {
      // Tools that name their receiver in an argument hand over, and to nobody here; others may move anything.
      if TransferNames.generic.contains(TransferNames.folded(call.name)) {
        return names.isKnown || goesOn ? .refused : .pending
      }
      return goesOn ? .noHandoff : .pending
    }
    guard names.isKnown, goesOn else { return .pending }
    return names.sources(of: to).contains { $0.name.hasSameCodePoints(as: from) } ? .pending : .refused
  }

  /// Of several handoffs that one piece of work asked for those that reached nobody, where another one did.
  mutating func drops() {
    var taken: [Int: Int] = [:]
    for row in rows {
      if let attempt = row.attempt, attempt.isTaken { taken[attempt.sender, default: 0] += 1 }
    }
    guard !taken.isEmpty else { return }
    rows.removeAll { row in
      guard let attempt = row.attempt, !attempt.isTaken, taken[attempt.sender] != nil else { return false }
      remarks.append(
        TraceRemark(kind: .transferDropped(from: row.from, to: row.to), run: run, location: row.location))
      return true
    }
  }

  /// Handoffs without a named receiver: whoever begins to work next, where that is nobody's doing.
  mutating func follow() {
    guard !openEnds.isEmpty else { return }
    var groupOf: [Int: (group: Int, stop: Int)] = [:]
    for (group, stops) in groups.enumerated() {
      for (stop, entry) in stops.enumerated() where groupOf[entry.place] == nil {
        groupOf[entry.place] = (group, stop)
      }
    }
    for end in openEnds.sorted(by: { $0.fact.start < $1.fact.start }) {
      let origin = end.sender.flatMap { groupOf[$0] }
      let from = end.sender.map { places.all[$0].name }
      guard let target = next(after: end, in: groups[origin?.group ?? 0], from) else {
        if let from {
          remark(
            .transferFailed(from: from, to: nil, why: "it names no receiver, and nobody followed"), end.fact)
        }
        continue
      }
      let to = places.all[target].name
      reach(target, from: end.sender, with: end.payload)
      rows.append(
        Row(
          time: end.fact.start, from: from ?? names.human(after: to) ?? "human", to: to, mode: .pass,
          payload: end.payload, evidence: .inferred, spans: [end.fact.span], location: end.fact.location))
    }
  }

  /// The first stop that began at an open end's time or later, is nobody's yet and not its sender: a declared one first.
  private func next(after end: OpenEnd, in stops: [Workplaces.Stop], _ from: String?) -> Int? {
    var (low, high) = (0, stops.count)
    while low < high {
      let middle = (low + high) / 2
      if stops[middle].start < end.fact.start { low = middle + 1 } else { high = middle }
    }
    let free = stops[low...].lazy.filter { $0.place != end.sender && !reached.contains($0.place) }.prefix(
      Self.mostFollowers)
    let declared = free.first { stop in
      from.map { from in
        names.sources(of: places.all[stop.place].name).contains { $0.name.hasSameCodePoints(as: from) }
      } ?? true
    }
    return (declared ?? free.first)?.place
  }
}
