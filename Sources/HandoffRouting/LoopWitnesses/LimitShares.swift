import HandoffContracts
import HandoffRuntime
import HandoffTraffic

/// What handoffs with limits take of what one agent hands on, and what they leave to others, when a run has got so far.
struct LimitShares {
  private let table: FieldTable
  private let counts: RunCounts
  /// The ways along handoffs with limits, and those that stand in for them.
  private let limited: [LoopWay]
  private let standIns: [LoopWay]

  /// Sorts out the ways of one agent.
  init(_ table: FieldTable, _ ways: [LoopWay], _ counts: RunCounts, _ traffic: Traffic) {
    self.table = table
    self.counts = counts
    func along(_ isMeant: (HandoffIndex, HandoffTraits) -> Bool) -> [LoopWay] {
      ways.filter { way in
        guard let handoff = way.handoff, !way.isReturn else { return false }
        return isMeant(handoff, traffic.structure.traits(of: handoff))
      }
    }
    limited = along { $1.isLimited && $1.trigger != .limit }
    standIns = along { $1.trigger == .limit }
  }

  /// How much there is to look at for one set of payloads.
  var size: Int { limited.count * (1 + standIns.count) }

  /// What of something that is sent takes a way.
  func left(
    of sent: PayloadBox, by way: LoopWay, _ book: inout RegionBook, _ traffic: Traffic
  ) -> [PayloadBox] {
    guard let handoff = way.handoff, way.cause != .arrival else { return [sent] }
    if way.isReturn {
      return sent.subtracting(taken(insteadOfReturning: way, &book, traffic), in: table)
    }
    guard traffic.structure.traits(of: handoff).trigger == .limit else {
      return sent.subtracting(taken(before: handoff, way, &book, traffic), in: table)
    }
    // It stands in for those that are spent.
    var boxes: [PayloadBox] = []
    for limited in limited where limited.cause == way.cause {
      guard let other = limited.handoff, CountedRuns.isSpent(other, counts, traffic) else { continue }
      let before = taken(before: other, limited, &book, traffic)
      for box in region(of: limited, &book, traffic).boxes {
        boxes += sent.intersection(box).subtracting(before, in: table)
      }
    }
    return PayloadRegion(boxes).boxes
  }

  private func region(of way: LoopWay, _ book: inout RegionBook, _ traffic: Traffic) -> PayloadRegion {
    var sets = way.sets
    // What a retry brings is not what takes it.
    if let handoff = way.handoff, traffic.structure.isRetry(handoff) {
      sets = traffic.sendings(on: handoff).first { $0.cause == way.cause }?.taken
    }
    return sets.map { book.region(of: $0, traffic.questions) } ?? .unknown
  }

  /// What earlier handoffs with limits, or what stands in for them, are sure to take.
  private func taken(
    before handoff: HandoffIndex, _ way: LoopWay, _ book: inout RegionBook, _ traffic: Traffic
  ) -> [PayloadBox] {
    let traits = traffic.structure.traits(of: handoff)
    guard traffic.structure.role(of: way.sender).takesFirstMatch, !traits.isTyped,
      !isTaken(withEarlierOf: handoff, way.sender, traffic)
    else { return [] }
    return taken(for: way.cause, &book, traffic) { other in
      other < handoff && (traffic.structure.traits(of: other).trigger == .none) == (traits.trigger == .none)
    }
  }

  /// What handoffs with limits, or what stands in for them, are sure to take, so that control does not come back.
  private func taken(
    insteadOfReturning way: LoopWay, _ book: inout RegionBook, _ traffic: Traffic
  ) -> [PayloadBox] {
    let handoffs = traffic.index.handoffs(from: way.sender)
    guard traffic.structure.role(of: way.sender).takesFirstMatch,
      !handoffs.contains(where: { traffic.structure.traits(of: $0).trigger == .none })
    else { return [] }
    return taken(for: way.cause, &book, traffic) { _ in true }
  }

  private func taken(
    for cause: Cause, _ book: inout RegionBook, _ traffic: Traffic, by isMeant: (HandoffIndex) -> Bool
  ) -> [PayloadBox] {
    var taken: [PayloadBox] = []
    for limited in limited where limited.cause == cause {
      guard let other = limited.handoff, isMeant(other) else { continue }
      let own = sure(limited, &book, traffic)
      guard CountedRuns.isSpent(other, counts, traffic) else {
        taken += own
        continue
      }
      for stand in standIns {
        guard let limit = stand.handoff, !CountedRuns.isSpent(limit, counts, traffic) else { continue }
        for box in sure(stand, &book, traffic) { taken += own.map { $0.intersection(box) } }
      }
    }
    return taken.filter { !$0.isEmpty }
  }

  /// Whether a handoff may be taken together with one before it, whatever others take.
  private func isTaken(withEarlierOf handoff: HandoffIndex, _ sender: AgentIndex, _ traffic: Traffic) -> Bool
  {
    traffic.index.handoffs(from: sender).contains {
      $0 < handoff && traffic.system[$0].isParallel(to: traffic.system[handoff])
    }
  }

  /// The payloads that surely take a way when it is looked at.
  private func sure(_ way: LoopWay, _ book: inout RegionBook, _ traffic: Traffic) -> [PayloadBox] {
    guard let handoff = way.handoff, traffic.structure.traits(of: handoff).dependsOnGuardOnly else {
      return []
    }
    return region(of: way, &book, traffic).boxes.filter { !$0.isFree }
  }
}
