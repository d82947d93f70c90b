internal import HandoffSchema

extension AgentSystem {
  /// The names of the handoffs in declaration order: `A->B`, a second one between the same two `A->B#2`.
  ///
  /// Every name is unique: where an agent is itself called `B#2`, counting goes on until a name is free.
  ///
  /// - Complexity: O(*n*) on average, where *n* is the number of handoffs.
  public var handoffNames: [String] {
    var names: [String] = []
    names.reserveCapacity(handoffs.count)
    var taken: Set<ExactString> = []
    taken.reserveCapacity(handoffs.count)
    // The last number given; only for names that occurred more than once.
    var counts: [ExactString: Int] = [:]
    for handoff in handoffs {
      let base = "\(handoff.from)->\(handoff.to)"
      var name = base
      if !taken.insert(ExactString(name)).inserted {
        var number = counts[ExactString(base)] ?? 1
        repeat {
          number += 1
          name = "\(base)#\(number)"
        } while !taken.insert(ExactString(name)).inserted
        counts[ExactString(base)] = number
      }
      names.append(name)
    }
    return names
  }

  /// The first agent of a name, or `nil` where none is declared; see ``SystemIndex`` for many questions.
  ///
  /// - Complexity: O(*n*), where *n* is the number of agents.
  public func agent(named name: String) -> Agent? {
    agents.first { $0.name.hasSameCodePoints(as: name) }
  }

  /// The first contract of a name, or `nil` where none is declared; see ``SystemIndex`` for many questions.
  ///
  /// - Complexity: O(*n*), where *n* is the number of contracts.
  public func contract(named name: String) -> Contract? {
    contracts.first { $0.name.hasSameCodePoints(as: name) }
  }
}
