import HandoffSchema

/// What models asked for, by whose work it was: where the arguments of a handoff are written down that its own span has not.
struct Requests {
  private struct Entry {
    var start: UInt64
    var requests: [TraceFact.Said.Request]
  }

  private var byPlace: [Int: [Entry]] = [:]
  private var byName: [ExactString: [Entry]] = [:]
  /// The tools that ran, by whose work it was.
  private var ran: [Int: Set<ExactString>] = [:]

  init(_ run: RunFacts, _ places: Workplaces, _ names: TracedNames) {
    for (index, fact) in run.facts.enumerated() {
      switch fact.content {
      case .said(let said) where !said.requests.isEmpty:
        let entry = Entry(start: fact.start, requests: said.requests)
        if let agent = said.agent {
          byName[ExactString(names.declared(agent) ?? agent), default: []].append(entry)
        } else if let place = places.workplace(around: index) {
          byPlace[place, default: []].append(entry)
        }
      case .call(let call):
        if let place = places.workplace(around: index), call.destination == nil {
          ran[place, default: []].insert(ExactString(call.name))
        }
      default: break
      }
    }
  }

  /// The arguments of a call by its name, of the last time that it was asked for.
  func arguments(of tool: String, in place: Int, _ name: String, before time: UInt64) -> JSONValue? {
    for entry in (byPlace[place] ?? []).reversed() where entry.start <= time {
      if let request = entry.requests.first(where: { $0.name.hasSameCodePoints(as: tool) }) {
        return request.arguments
      }
    }
    // A team's messages tell of a call after it has run.
    let told = byName[ExactString(name)] ?? []
    for entry in told.filter({ $0.start >= time }) + told.reversed() {
      if let request = entry.requests.first(where: { $0.name.hasSameCodePoints(as: tool) }) {
        return request.arguments
      }
    }
    return nil
  }

  /// The arguments of the request that led to a receiver: the one that names it, or the only one that no tool answered.
  func arguments(to receiver: String, from place: Int?, _ name: String, before time: UInt64) -> JSONValue? {
    let entries = place.flatMap { byPlace[$0] } ?? byName[ExactString(name)] ?? []
    guard let entry = entries.last(where: { $0.start <= time }) ?? (place == nil ? entries.last : nil) else {
      return nil
    }
    let folded = TransferNames.folded(receiver)
    if let named = entry.requests.first(where: { TransferNames.folded($0.name).hasSuffix("_" + folded) }) {
      return named.arguments
    }
    let known = place.flatMap { ran[$0] } ?? []
    let unanswered = entry.requests.filter { !known.contains(ExactString($0.name)) }
    return unanswered.count == 1 ? unanswered[0].arguments : nil
  }
}
