import HandoffContracts
import HandoffSchema

// Handoffs that the trace names.
extension RunAssembly {
  mutating func transfers() {
    for (index, fact) in facts.facts.enumerated() {
      guard case .transfer(let transfer) = fact.content else { continue }
      let around = places.workplace(around: index)
      if case .next? = transfer.to {
        openEnds.append(
          OpenEnd(fact: fact, sender: transfer.from == .human ? nil : around, payload: transfer.payload))
        continue
      }
      let to = party(transfer.to, around, other: transfer.from)
      guard let named = party(transfer.from, around, other: transfer.to) else { continue }
      let sender = latest(named, before: fact.start) ?? around
      let from = left(named, sender)
      guard let to else {
        remark(.transferFailed(from: from, to: nil, why: transfer.error ?? "it names no receiver"), fact)
        continue
      }
      let target = transfer.to == .owner ? around : arrival(of: to, after: fact.start)
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
      if transfer.confirms {
        confirmations[[ExactString(from), ExactString(to)], default: []].append(rows.count)
      }
      rows.append(
        Row(
          time: fact.start, from: from, to: entered(to, target), mode: transfer.mode, payload: payload,
          failure: transfer.failure, evidence: transfer.evidence, spans: [fact.span], location: fact.location)
      )
    }
  }

  /// Whether a handoff was named before; it is then confirmed, once.
  mutating func confirm(_ from: String, _ to: String) -> Bool {
    let pair = [ExactString(from), ExactString(to)]
    guard let waiting = unconfirmed[pair], waiting > 0 else { return false }
    unconfirmed[pair] = waiting - 1
    return true
  }

  func party(_ party: TraceFact.Party?, _ around: Int?, other: TraceFact.Party?) -> String? {
    switch party {
    case nil: nil
    case .agent(let name)?: resolved(name)
    case .owner?: around.map { places.all[$0].name }
    case .next?: nil
    case .human?:
      switch other {
      case .agent(let agent)?: names.human(after: resolved(agent)) ?? "human"
      case .owner?: around.flatMap { names.human(after: places.all[$0].name) } ?? "human"
      default: "human"
      }
    case .caller?:
      if case .agent(let agent)? = other { names.caller(of: resolved(agent)) ?? "caller" } else { "caller" }
    }
  }

  /// The first workplace of a name that began at a time or later and is not known to have been reached.
  func arrival(of name: String, after time: UInt64) -> Int? {
    let candidates = byName[ExactString(name)] ?? []
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if places.all[candidates[middle]].start < time { low = middle + 1 } else { high = middle }
    }
    return candidates[low...].first { !reached.contains($0) }
  }

  /// The last workplace of a name that began before a time.
  func latest(_ name: String, before time: UInt64) -> Int? {
    let candidates = byName[ExactString(name)] ?? []
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if places.all[candidates[middle]].start <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? candidates[low - 1] : nil
  }

  mutating func reach(_ target: Int?, from sender: Int?, with payload: JSONValue?) {
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
  func entered(_ name: String, _ target: Int?) -> String {
    guard let target, places.isFrame(target), !places.all[target].isDeclared,
      let first = places.sequence([target]).first
    else { return name }
    return places.all[first.place].name
  }

  /// The name of whoever left: of a frame that nobody declares, the last inside.
  func left(_ name: String, _ sender: Int?) -> String {
    guard let sender, places.isFrame(sender), !places.all[sender].isDeclared,
      places.all[sender].name.hasSameCodePoints(as: name), let last = places.sequence([sender]).last
    else { return name }
    return places.all[last.place].name
  }

  mutating func remark(_ kind: TraceRemark.Kind, _ fact: TraceFact) {
    remarks.append(TraceRemark(kind: kind, run: run, location: fact.location))
  }
}
