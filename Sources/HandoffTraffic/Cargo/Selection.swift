import HandoffContracts
import HandoffSchema

/// Looks at the handoffs that answer one outcome of an agent, in declaration order.
struct Selection {
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
  static let guardLimit = 256
  static let tooManyGuards = "more than \(guardLimit) guards bear on it"

  private let takesFirstMatch: Bool
  private let offered: PayloadSet
  /// What the handoffs so far may leave.
  private(set) var leftover: Leftover
  /// What was left to the members of parallel groups when their turn came.
  private var members: [(group: String, taken: PayloadSet)] = []

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
    if takesFirstMatch, let group { members.append((group, set.intersection(offered))) }
  }

  /// It is taken when it is the first to match, or when one of its parallel group is.
  private mutating func taken(by candidate: Candidate) -> [PayloadSet]? {
    var taken: [PayloadSet] = []
    func add(_ set: PayloadSet) { if !taken.contains(set) { taken.append(set) } }
    if let group = candidate.group {
      for member in members where member.group.hasSameCodePoints(as: group) {
        add(member.taken.matching(candidate.guards))
      }
    }
    switch leftover {
    case .nothing: break
    case .tooManyGuards: return nil
    case .some(let free):
      add(free.matching(candidate.guards))
      if let group = candidate.group { members.append((group, free.matching(candidate.guards))) }
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
