import HandoffFuzzing
import HandoffSchema

extension CheckReport {
  /// Why reports cannot be joined.
  package enum MergeError: Error, Sendable, Hashable {
    case noShard(position: Int)
    case otherRun(position: Int)
    case twice(shard: Int)
  }

  /// Joins the reports of the shards of one run; what is missing makes it incomplete.
  ///
  /// Counts and coverage are those of the whole run. A cause that several shards met is told once: shards know the same
  /// cause by a way in which both met it, or by a member that nobody looks at.
  ///
  /// - Parameter parts: The reports, in any order, at least one.
  /// - Returns: The report of the whole.
  /// - Throws: ``MergeError`` where they are not parts of one run.
  package static func merged(_ parts: [CheckReport]) throws(MergeError) -> CheckReport {
    for (position, part) in parts.enumerated() where part.shard == nil {
      throw .noShard(position: position)
    }
    let ordered = parts.enumerated().sorted {
      ($0.element.shard?.index ?? 0) < ($1.element.shard?.index ?? 0)
    }
    guard var whole = ordered.first?.element, let shard = whole.shard else { throw .noShard(position: 0) }
    for (position, part) in ordered where !part.isOfSameRun(as: whole) { throw .otherRun(position: position) }
    let indices = ordered.compactMap(\.element.shard?.index)
    if let same = zip(indices, indices.dropFirst()).first(where: { $0 == $1 })?.0 {
      throw .twice(shard: same)
    }
    let missing = (1...shard.of).filter { !indices.contains($0) }
    whole.shard = nil
    whole.complete = missing.isEmpty && ordered.allSatisfy(\.element.complete)
    for index in whole.handoffs.indices {
      let results = ordered.map(\.element.handoffs[index])
      guard results.contains(where: { $0.notRun == nil }) else { continue }
      whole.handoffs[index].notRun = results.lazy.compactMap(\.notRun).first
      whole.handoffs[index].campaign = CampaignReport(merging: results.map(\.campaign), missing: missing)
    }
    return whole
  }

  private func isOfSameRun(as other: CheckReport) -> Bool {
    system.hasSameCodePoints(as: other.system) && seed == other.seed && shard?.of == other.shard?.of
      && handoffs.count == other.handoffs.count
      && zip(handoffs, other.handoffs).allSatisfy {
        $0.campaign.handoff.hasSameCodePoints(as: $1.campaign.handoff)
      }
  }
}

extension CampaignReport {
  fileprivate init(merging parts: [CampaignReport], missing: [Int]) {
    var shortfalls: [String] = []
    for line in parts.flatMap(\.shortfalls)
    where !shortfalls.contains(where: { $0.hasSameCodePoints(as: line) }) {
      shortfalls.append(line)
    }
    if !missing.isEmpty {
      let list =
        missing.prefix(10).map(String.init).joined(separator: ", ") + (missing.count > 10 ? ", …" : "")
      shortfalls.append("no report of \(missing.count == 1 ? "shard" : "shards") \(list)")
    }
    let failures = parts.reduce(into: FailureJoining()) { $0.add($1.failures) }.failures
    let open = parts.lazy.compactMap { part -> String? in
      if case .undecided(let reason) = part.verdict { reason } else { nil }
    }.first
    let verdict: Verdict =
      !failures.isEmpty
      ? .incompatible
      : open.map(Verdict.undecided) ?? (missing.isEmpty ? .compatible : .undecided("shards are missing"))
    self.init(
      handoff: parts[0].handoff, verdict: verdict, seed: parts[0].seed,
      cases: parts.reduce(0) { $0 + $1.cases }, coverage: CampaignCoverage(merging: parts.map(\.coverage)),
      failures: failures, isComplete: missing.isEmpty && parts.allSatisfy(\.isComplete),
      shortfalls: shortfalls)
  }
}

extension CampaignCoverage {
  /// A goal was tried where one part tried it, and missed where all of them missed it.
  fileprivate init(merging parts: [CampaignCoverage]) {
    self.init(reached: 0, of: 0, missed: [])
    tried = Self.union(parts.map(\.tried))
    escaped = Self.union(parts.map(\.escaped))
    let all = Set(tried.map { ExactString($0) })
    let lost = Set(escaped.map { ExactString($0) })
    refused = Self.union(parts.map(\.refused)).filter { !lost.contains(ExactString($0)) }
    caught = refused.count
    // A part that had no payload for it knows more than one that did not come to it.
    unreachable = Self.union(of: parts.map(\.unreachable)).filter { !all.contains(ExactString($0.goal)) }
    let out = Set(unreachable.map { ExactString($0.goal) })
    let names = parts.map { Set($0.missed.map { ExactString($0.goal) }) }
    missed = Self.union(of: parts.map(\.missed)).filter { item in
      let name = ExactString(item.goal)
      return !all.contains(name) && !out.contains(name) && names.allSatisfy { $0.contains(name) }
    }
    reached = tried.count
    of = reached + missed.count
    let (caughtNames, missedNames) = (
      Set(refused.map { ExactString($0) }), Set(missed.map { ExactString($0.goal) })
    )
    modes = FailureMode.allCases.compactMap { mode in
      let goals = Self.union(parts.map { $0.goalsByMode.first { $0.mode == mode }?.goals ?? [] })
        .map { ExactString($0) }
      guard !goals.isEmpty else { return nil }
      return ModeShare(
        mode: mode, caught: goals.count(where: caughtNames.contains),
        escaped: goals.count(where: lost.contains), missed: goals.count(where: missedNames.contains))
    }.filter { $0.caught + $0.escaped + $0.missed > 0 }
  }

  private static func union(_ lists: [[String]]) -> [String] {
    var seen: Set<ExactString> = []
    return lists.joined().filter { seen.insert(ExactString($0)).inserted }
  }

  private static func union(of lists: [[Missed]]) -> [Missed] {
    var seen: Set<ExactString> = []
    let told = lists.joined().filter { !$0.isUntried } + lists.joined().filter(\.isUntried)
    let best = Dictionary(told.map { (ExactString($0.goal), $0) }) { first, _ in first }
    return lists.joined().filter { seen.insert(ExactString($0.goal)).inserted }.map {
      best[ExactString($0.goal)] ?? $0
    }
  }
}
