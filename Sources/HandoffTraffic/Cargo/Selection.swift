import HandoffContracts
import HandoffSchema

/// Looks at the handoffs that answer one outcome of an agent, in declaration order.
package struct Selection {
  /// What the look at a handoff needs to know of it.
  struct Candidate {
    /// The schemas that a payload must match.
    var guards: [SchemaNumber]
    /// Whether nothing but its guard keeps it, or one on the limit in its stead, from being taken.
    var leaves: Leaving
    var group: String?
  }

  /// What a handoff leaves to later ones of what matches its guard.
  enum Leaving {
    /// Nothing: it takes all.
    case nothing
    /// Everything: it may not be taken.
    case everything
    /// What matches all schemas of none of these: it has a limit, and then these guards decide.
    case unless([[SchemaNumber]])
  }

  /// The most guards that are taken together in one question; with more it is left open.
  package static let guardLimit = 256
  package static let tooManyGuards = "more than \(guardLimit) guards bear on it"

  private let takesFirstMatch: Bool
  private let offered: PayloadSet
  /// What the handoffs so far may leave.
  private(set) var leftover: Leftover
  /// What the members of parallel groups take.
  private var groups: [ExactString: Group] = [:]

  /// What the members of a parallel group take, as a union.
  private struct Group {
    /// What earlier members take of more than is free now.
    var settled: [PayloadSet] = []
    /// What was free when the latest member's turn came; `nil` after a member with a payload of its own.
    var free: PayloadSet?
    /// What members take of that: a later one that meets the same takes it anyway.
    var current: [PayloadSet] = []

    /// Adds what a member takes; with more sets than are taken together it is only known that there are more.
    mutating func add(_ set: PayloadSet, of free: PayloadSet?) {
      if free == nil || free != self.free {
        settled += current
        current = []
        self.free = free
      }
      if settled.count + current.count <= Selection.guardLimit, !current.contains(set) { current.append(set) }
    }
  }

  init(of offered: PayloadSet, takesFirstMatch: Bool) {
    self.offered = offered
    self.takesFirstMatch = takesFirstMatch
    leftover = .some(offered)
  }

  /// Looks at the next handoff.
  mutating func look(at candidate: Candidate, for cause: Cause) -> Sending {
    let matched = offered.matching(candidate.guards)
    var sending = Sending(cause: cause, offered: offered, matched: matched, taken: [matched])
    if takesFirstMatch { sending.taken = taken(by: candidate) }
    leave(candidate)
    return sending
  }

  /// Notes that a handoff with a payload of its own is taken, and with it its parallel group.
  mutating func open(_ group: String?, with set: PayloadSet) {
    if takesFirstMatch, let group {
      groups[ExactString(group), default: Group()].add(set.intersection(offered), of: nil)
    }
  }

  /// It is taken when it is the first to match, or when one of its parallel group is.
  private mutating func taken(by candidate: Candidate) -> [PayloadSet]? {
    var taken: [PayloadSet] = []
    func add(_ set: PayloadSet) { if !taken.contains(set) { taken.append(set) } }
    let name = candidate.group.map { ExactString($0) }
    if let group = name.flatMap({ groups[$0] }) {
      var others = group.settled
      // What is free now holds all that members took of it.
      if leftover != group.free.map(Leftover.some) { others += group.current }
      guard others.count <= Self.guardLimit else { return nil }
      for set in others { add(set.matching(candidate.guards)) }
    }
    switch leftover {
    case .nothing: break
    case .tooManyGuards: return nil
    case .some(let free):
      add(free.matching(candidate.guards))
      if let name { groups[name, default: Group()].add(free.matching(candidate.guards), of: free) }
    }
    return taken
  }

  private mutating func leave(_ candidate: Candidate) {
    guard case .some(var free) = leftover else { return }
    switch candidate.leaves {
    case .everything: return
    case .nothing:
      guard !candidate.guards.isEmpty else {
        leftover = .nothing
        return
      }
      free = free.avoiding(candidate.guards)
    case .unless(let guards):
      for other in guards where free.outside.count <= Self.guardLimit {
        free = free.avoiding(candidate.guards + other)
      }
    }
    leftover = free.outside.count <= Self.guardLimit ? .some(free) : .tooManyGuards
  }
}
