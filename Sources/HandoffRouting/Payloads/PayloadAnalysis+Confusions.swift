import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Looks for payloads that say that the work is not done and that may also arrive as finished work.
extension PayloadAnalysis {
  /// What a handoff on output brings.
  private struct Finished {
    var handoff: HandoffIndex
    var brought: PayloadSet
  }

  /// Looks at the handoffs of an agent on failures and limits.
  mutating func look(atConfusionsOf agent: AgentIndex) {
    let live = traffic.index.handoffs(from: agent).filter { structure.standing(of: $0) == .live }
    let failing = live.filter {
      let trigger = structure.traits(of: $0).trigger
      return (trigger.isFailure || trigger == .limit) && !structure.isRetry($0)
    }
    guard !failing.isEmpty else { return }
    let receivers = Set(failing.compactMap { traffic.index.target(of: $0) })
    var finished: [AgentIndex: [HandoffIndex]] = [:]
    for handoff in live where structure.traits(of: handoff).trigger == .output {
      guard let receiver = traffic.index.target(of: handoff), receivers.contains(receiver) else { continue }
      finished[receiver, default: []].append(handoff)
    }
    // As they are written, for what a limit hands on, and closed, for failures.
    var brought: [AgentIndex: [Bool: [[Finished]]]] = [:]
    for handoff in failing {
      guard let receiver = traffic.index.target(of: handoff), let rivals = finished[receiver] else {
        continue
      }
      for delivery in traffic.cargo(of: handoff).deliveries where delivery.set.base != nil {
        let isFailure = delivery.cause != .output
        let known = brought[receiver]?[isFailure] ?? self.brought(by: rivals, closed: isFailure)
        brought[receiver, default: [:]][isFailure] = known
        guard !isConfused(handoff, traffic.whole(delivery), with: known) else { break }
      }
    }
  }

  /// What handoffs on output bring as it arrives; together what begins with the same schema.
  private mutating func brought(by handoffs: [HandoffIndex], closed: Bool) -> [[Finished]] {
    var places: [SchemaNumber: Int] = [:]
    var groups: [[Finished]] = []
    for handoff in handoffs {
      for var delivery in traffic.cargo(of: handoff).deliveries {
        guard let output = delivery.set.base else { continue }
        if closed {
          // An open output may have any member, the failure's tag as well: only those that it names count.
          if allowsEverything(output) { continue }
          delivery.set.base = traffic.questions.closed(output)
        }
        let set = traffic.whole(delivery)
        guard let base = set.base else { continue }
        let place = places[base] ?? groups.count
        if place == groups.count {
          places[base] = place
          groups.append([])
        }
        groups[place].append(Finished(handoff: handoff, brought: set))
      }
    }
    return groups
  }

  /// Notes a payload that a handoff and one on output bring alike; says whether there is one.
  private mutating func isConfused(
    _ handoff: HandoffIndex, _ failed: PayloadSet, with groups: [[Finished]]
  ) -> Bool {
    for group in groups {
      // What the contracts tell apart needs no look at guards.
      if case .none = traffic.questions.existence(in: failed.matching(group.first?.brought.base)) { continue }
      for other in group {
        guard confusionsLeft > 0 else {
          doubt(handoff, "whether the same payload may come as finished work", Self.tooManyConfusions)
          return false
        }
        confusionsLeft -= 1
        let both = failed.intersection(other.brought)
        switch traffic.questions.existence(in: both) {
        case .none: continue
        case .some(let payload):
          facts[handoff].confusion = PayloadFacts.Confusion(
            payload: traffic.questions.payload(of: both) ?? payload, finished: other.handoff)
          return true
        case .unknown(let reason):
          doubt(
            handoff, "whether the same payload may come as finished work by \(quoted(other.handoff))",
            "\(reason)")
        }
      }
    }
    return false
  }
}
