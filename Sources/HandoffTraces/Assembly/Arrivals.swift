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
        var sources = named(senders(stops[stop].start), before: stop)
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

  private func declared(_ stop: Int) -> [Way] {
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
    if !waiting.isEmpty {
      // Somebody who waits for nobody was started by the last of them.
      return waiting.sorted { $0.from < $1.from }
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
    if let round, let earlier = visit(from).step { return earlier < round }
    return precedes(from, stop)
  }

  private func isJustBefore(_ from: Int, _ stop: Int, _ round: Int?) -> Bool {
    guard let round, let earlier = visit(from).step else { return true }
    return earlier == round - 1
  }

  /// Everybody of the round before, or of those that ran at the same time before, who is not known to have handed over.
  private func byTime(_ stop: Int) -> [Way] {
    let ways = allByTime(stop)
    let free = ways.filter { !left.contains(stops[$0.from].place) }
    return free.isEmpty ? ways : free
  }

  private func allByTime(_ stop: Int) -> [Way] {
    if let round = visit(stop).step {
      let known = stops[..<stop].indices.reversed().lazy.filter { visit($0).step.map { $0 < round } ?? false }
      guard let latest = known.first.flatMap({ visit($0).step }) else { return [] }
      let before = known.prefix { visit($0).step == latest }.prefix(Self.mostSenders)
      return before.reversed().map { Way(from: $0, to: stop) }
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
