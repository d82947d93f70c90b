import HandoffSchema

/// Finds out for each stop of a sequence who sent it there, where nothing recorded says so.
///
/// What a graph was in (its round), what is declared and what ran at the same time decide, in this order. Everything that is
/// found so is inferred, and says that.
struct Arrivals {
  /// One way that was inferred.
  struct Way {
    /// Stops of the sequence.
    var from: Int
    var to: Int
    var mode: TracedHandoff.Mode = .pass
  }

  /// The most stops that are taken for the senders of one where only time tells.
  private static let mostSenders = 64

  private let names: TracedNames
  private let places: Workplaces
  private let stops: [Workplaces.Stop]
  /// The stop at which each name was last seen, and those that nothing followed yet.
  private var last: [ExactString: Int] = [:]
  private var open: [ExactString: [Int]] = [:]
  private var waves: [Int] = []
  /// When the machinery began to work that sent the stop that is looked at; senders had ended before.
  private var bound = UInt64.max
  /// Those who are known to have handed over to somebody else.
  private let left: Set<Int>

  init(_ stops: [Workplaces.Stop], _ places: Workplaces, _ names: TracedNames, left: Set<Int>) {
    self.stops = stops
    self.left = left
    self.places = places
    self.names = names
    var wave = -1
    var end: UInt64 = 0
    waves = stops.map { stop in
      if wave < 0 || stop.start >= end {
        wave += 1
        end = stop.end
      } else {
        end = max(end, stop.end)
      }
      return wave
    }
  }

  private func name(_ stop: Int) -> String { places.all[stops[stop].place].name }
  private func visit(_ stop: Int) -> TraceFact.Visit { places.all[stops[stop].place].visit }

  /// The ways into all stops that are not known to have been reached otherwise.
  ///
  /// - Parameters:
  ///   - reached: Which workplaces are known to have been reached.
  ///   - senders: Who sent something just before a stop, where that is recorded without its target.
  /// - Returns: The ways, by their ends in order of time.
  /// - Complexity: O(*n* · *d*) in the number of stops and of declared senders of one.
  mutating func ways(
    reached: Set<Int>, senders: (UInt64) -> [String]
  ) -> [Way] {
    var ways: [Way] = []
    for stop in stops.indices {
      if !reached.contains(stops[stop].place) {
        let sent = senders(stops[stop].start)
        var sources = named(sent, before: stop)
        bound = sources.isEmpty ? places.machinery(sent, before: stops[stop].start) ?? .max : .max
        if sources.isEmpty { sources = byType(stop) }
        if sources.isEmpty { sources = names.isKnown ? declared(stop) : byTime(stop) }
        for way in sources {
          close(way.from)
          ways.append(way)
        }
      }
      let key = ExactString(name(stop))
      last[key] = stop
      if !left.contains(stops[stop].place) { open[key, default: []].append(stop) }
    }
    return ways
  }

  private mutating func close(_ stop: Int) {
    open[ExactString(name(stop))]?.removeAll { $0 == stop }
  }

  private func named(_ senders: [String], before stop: Int) -> [Way] {
    senders.compactMap { sender in
      let name = names.declared(sender) ?? sender
      return last[ExactString(name)].map { Way(from: $0, to: stop) }
    }
  }

  /// The stop that sent what a stop started with, by its type.
  private func byType(_ stop: Int) -> [Way] {
    guard let type = visit(stop).startedBy else { return [] }
    var best: Int?
    for stops in open.values {
      for candidate in stops where visit(candidate).sent.map({ $0.hasSameCodePoints(as: type) }) ?? false {
        best = max(best ?? candidate, candidate)
      }
    }
    return best.map { [Way(from: $0, to: stop)] } ?? []
  }

  /// Whether a stop had ended, or lay around another one, when that began.
  private func precedes(_ earlier: Int, _ later: Int) -> Bool {
    stops[earlier].end <= stops[later].start || stops[earlier].end >= stops[later].end
  }

  private mutating func declared(_ stop: Int) -> [Way] {
    let sources = names.sources(of: name(stop))
    let since = last[ExactString(name(stop))] ?? 0
    let round = visit(stop).step
    var waiting: [Way] = []
    var passed: [Way] = []
    for source in sources {
      let key = ExactString(source.name)
      for from in open[key] ?? [] where from >= since && isBefore(from, stop, round) {
        waiting.append(Way(from: from, to: stop, mode: source.mode))
      }
      if let from = last[key], isBefore(from, stop, round) {
        passed.append(Way(from: from, to: stop, mode: source.mode))
      }
    }
    waiting.removeAll { stops[$0.from].end > bound }
    passed.removeAll { stops[$0.from].end > bound }
    if !waiting.isEmpty {
      // Somebody who waits for nobody was started by the last of them.
      return waiting.sorted { $0.from < $1.from }
    }
    if let mine = continued(by: stop, since: passed.map(\.from).max()) {
      close(mine)
      return []
    }
    if let latest = passed.max(by: { $0.from < $1.from }), isJustBefore(latest.from, stop, round) {
      return [latest]
    }
    if names.isEntry(name(stop)) { return [] }
    return byTime(stop)
  }

  private func isBefore(_ from: Int, _ stop: Int, _ round: Int?) -> Bool {
    // What sent something else did not start it; what sent nothing by its type may have sent anything.
    if let type = visit(stop).startedBy, let sent = visit(from).sent, sent != "NoneType",
      !sent.hasSameCodePoints(as: type)
    {
      return false
    }
    if let (earlier, round) = rounds(from, stop) { return earlier < round }
    return precedes(from, stop)
  }

  private func isJustBefore(_ from: Int, _ stop: Int, _ round: Int?) -> Bool {
    guard let (earlier, round) = rounds(from, stop) else { return true }
    return earlier == round - 1
  }

  /// The rounds of two stops in the innermost graph that both are part of: each graph counts its own.
  private func rounds(_ from: Int, _ to: Int) -> (Int, Int)? {
    let (one, other) = (places.all[stops[from].place], places.all[stops[to].place])
    if one.host == other.host {
      guard let earlier = one.visit.step, let later = other.visit.step else { return nil }
      return (earlier, later)
    }
    let (from, to) = (places.line(of: stops[from].place), places.line(of: stops[to].place))
    for (left, right) in zip(from, to) where left != right {
      guard let earlier = places.all[left].visit.step, let later = places.all[right].visit.step else {
        return nil
      }
      return (earlier, later)
    }
    return nil
  }

  /// The stop with which an agent goes on, because nobody sent for it since.
  private func continued(by stop: Int, since sender: Int?) -> Int? {
    let visit = visit(stop)
    guard visit.kind == .agent, visit.step == nil, visit.startedBy == nil,
      let mine = last[ExactString(name(stop))],
      open[ExactString(name(stop))]?.contains(mine) ?? false, stops[mine].end <= stops[stop].start
    else { return nil }
    return sender.map { $0 < mine } ?? false ? mine : nil
  }

  /// Everybody of the round before, or of those that ran at the same time before, who is not known to have handed over.
  private func byTime(_ stop: Int) -> [Way] {
    let ways = allByTime(stop).filter { way in
      // An agent after itself goes on; only a graph has ways from a node to itself.
      let isItself = visit(stop).kind == .agent && name(way.from).hasSameCodePoints(as: name(stop))
      return stops[way.from].end <= bound && !isItself
    }
    let free = ways.filter { !left.contains(stops[$0.from].place) }
    return free.isEmpty ? ways : free
  }

  /// Of several stops inside another graph than a stop is part of, those of that graph's last round.
  private func lastInside(_ before: [Int], _ stop: Int) -> [Int] {
    let host = places.all[stops[stop].place].host
    var last: [Int: Int] = [:]
    for from in before {
      let place = places.all[stops[from].place]
      if let inside = place.host, inside != host {
        last[inside] = max(last[inside] ?? 0, place.visit.step ?? 0)
      }
    }
    return before.filter { from in
      let place = places.all[stops[from].place]
      guard let inside = place.host, let step = last[inside] else { return true }
      return place.visit.step.map { $0 == step } ?? true
    }
  }

  private func allByTime(_ stop: Int) -> [Way] {
    if visit(stop).step != nil {
      let known = stops[..<stop].indices.reversed().lazy.filter {
        rounds($0, stop).map { $0.0 < $0.1 } ?? false
      }
      guard let latest = known.first, let round = rounds(latest, stop) else { return [] }
      let before = known.prefix { rounds($0, stop).map { $0 == round } ?? false }.prefix(Self.mostSenders)
      return lastInside(before.reversed(), stop).map { Way(from: $0, to: stop) }
    }
    guard waves[stop] > 0 else {
      // Inside somebody else's work.
      return stops[..<stop].indices.last { stops[$0].end >= stops[stop].end }.map {
        [Way(from: $0, to: stop)]
      } ?? []
    }
    let earlier = stops[..<stop].indices.reversed().lazy.filter { waves[$0] < waves[stop] }
    let before = earlier.prefix { waves[$0] == waves[stop] - 1 }.prefix(Self.mostSenders)
    return before.reversed().map { Way(from: $0, to: stop) }
  }
}
