import HandoffSchema

// Handoffs that only order and nesting tell.
extension RunAssembly {
  /// People who were asked and answered.
  mutating func answers() {
    for (index, place) in places.all.enumerated() where place.visit.asks && !place.isDropped {
      // What lies around stopped with it.
      guard !places.isFrame(index), !place.children.contains(where: { places.all[$0].visit.asks }) else {
        continue
      }
      let fact = facts.facts[place.fact]
      rows.append(
        Row(
          time: place.end, from: place.name, to: names.human(after: place.name) ?? "human", mode: .pass,
          evidence: .observed, spans: [fact.span], location: fact.location))
      left.insert(index)
    }
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

  mutating func infer() {
    let deliveries = deliveries()
    for stops in groups where stops.count > 1 {
      var arrivals = Arrivals(stops, places, names, left: left)
      for way in arrivals.ways(reached: reached, senders: { deliveries.senders(before: $0) }) {
        infer(stops[way.from], stops[way.to], way.mode)
      }
    }
  }

  mutating func infer(_ from: Workplaces.Stop, _ to: Workplaces.Stop, _ mode: TracedHandoff.Mode) {
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

  func said(by name: String, before time: UInt64) -> JSONValue? {
    outputs[ExactString(name)]?.last { $0.time <= time }?.value
  }

  func deliveries() -> Deliveries {
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

  /// What was sent on when the run was cut short, where it can have gone one way only.
  mutating func undelivered() {
    guard names.isKnown, endsByItself else { return }
    var ways: [ExactString: [ExactString: Int]] = [:]
    for row in rows where row.mode == .pass {
      ways[ExactString(row.from), default: [:]][ExactString(row.to), default: 0] += 1
    }
    for (index, place) in places.all.enumerated()
    where !place.isDropped && place.visit.hasSent && !left.contains(index) && !places.isFrame(index) {
      let targets = names.targets(of: place.name)
      let name = ExactString(place.name)
      // Whoever has sent everything everywhere so far is taken to do that.
      let earlier = (byName[name] ?? []).filter { $0 != index && left.contains($0) }.count
      let goesEverywhere = earlier > 0 && targets.allSatisfy { ways[name]?[ExactString($0)] == earlier }
      guard targets.count == 1 || goesEverywhere else { continue }
      let fact = facts.facts[place.fact]
      for target in targets {
        rows.append(
          Row(
            time: place.end, from: place.name, to: target, mode: .pass, payload: place.visit.output,
            evidence: .inferred, spans: [fact.span], location: fact.location))
      }
    }
  }

  /// Whether the run as a whole failed, and nobody in it did.
  private var endsByItself: Bool {
    guard !places.all.contains(where: { $0.visit.failure != nil && $0.visit.kind != .container }) else {
      return false
    }
    return facts.facts.contains { fact in
      switch fact.content {
      case .ended: true
      case .visit(let visit): visit.kind == .container && visit.failure != nil
      default: false
      }
    }
  }

  /// Attempts that were made again.
  mutating func retries() {
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
}
