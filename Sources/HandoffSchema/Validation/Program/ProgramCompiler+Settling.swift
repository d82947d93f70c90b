// What types settle through schemas for the same value: of `anyOf: [{type: string}, …]` a text needs no look at all.
extension ProgramCompiler {
  /// Each goes one level further up; what lies deeper is found out by running.
  private static let settlingPasses = 3
  /// What the collecting road needs more applications for is not settled: it allows ten times as many as the fast one
  /// counts, and both must meet their caps at the same values.
  private static let settledApplications = 8
  /// Containers are looked at, for what was evaluated.
  private static let scalars: UInt16 = [TapeNode.Kind.null, .false, .true, .number, .string].reduce(
    TapeNode.classBit(.number, .notPlainInteger)
  ) { $0 | TapeNode.classBit($1) }

  /// Notes which classes of values nodes accept or refuse because of what the types of their parts settle.
  mutating func settleByParts() {
    var costs = [Int](repeating: 1, count: nodes.count)
    for (id, _) in ownAccepted { costs[id + Self.reserved] = Self.settledApplications + 1 }
    for _ in 0..<Self.settlingPasses {
      var hasChanged = false
      // Parts mostly come behind what they are parts of.
      for (id, own) in ownAccepted.reversed() {
        let place = id + Self.reserved
        let logic = logics[Int(nodes[place].logic)]
        let cost = applications(of: logic, costs)
        if cost > Self.settledApplications { continue }
        if costs[place] != cost { hasChanged = true }
        costs[place] = cost
        let parts = settlement(of: logic)
        let (accepted, refused) = (nodes[place].accepted, nodes[place].refused)
        nodes[place].refused |= parts.refused
        nodes[place].accepted |= own & parts.accepted & Self.scalars & ~nodes[place].refused
        if nodes[place].accepted != accepted || nodes[place].refused != refused { hasChanged = true }
      }
      if !hasChanged { return }
    }
  }

  /// How many applications the collecting road needs at most for a value, one that is too many for all beyond the cap.
  private func applications(of logic: ProgramLogic, _ costs: [Int]) -> Int {
    var count = 1
    func add(_ reference: ProgramReference) {
      if !reference.isNone { count += costs[reference.node] + reference.hops }
    }
    for list in [logic.all, logic.any.schemas, logic.one.schemas] {
      guard list.count <= Self.settledApplications else { return Self.settledApplications + 1 }
      for place in list.indices { add(references[place]) }
    }
    for reference in [logic.not, logic.condition, logic.then, logic.otherwise] { add(reference) }
    return count
  }

  private typealias Settled = (accepted: UInt16, refused: UInt16)

  private func settled(_ reference: ProgramReference) -> Settled {
    (nodes[reference.node].accepted, nodes[reference.node].refused)
  }

  private func settlement(of logic: ProgramLogic) -> Settled {
    var result: Settled = (logic.dynamic < 0 ? .max : 0, 0)
    func require(_ part: Settled) {
      result.accepted &= part.accepted
      result.refused |= part.refused
    }
    for place in logic.all.indices { require(settled(references[place])) }
    if logic.any.schemas.count > 0 { require(disjunction(logic.any.schemas)) }
    if logic.one.schemas.count > 0 { require(exclusion(logic.one.schemas)) }
    if !logic.not.isNone {
      let part = settled(logic.not)
      require((part.refused, part.accepted))
    }
    if !logic.condition.isNone {
      let (condition, then, otherwise) = (
        settled(logic.condition), settled(logic.then), settled(logic.otherwise)
      )
      func either(_ then: UInt16, _ otherwise: UInt16) -> UInt16 {
        condition.accepted & then | condition.refused & otherwise | then & otherwise
      }
      require((either(then.accepted, otherwise.accepted), either(then.refused, otherwise.refused)))
    }
    return result
  }

  private func disjunction(_ schemas: ProgramRange) -> Settled {
    schemas.indices.reduce((0, .max)) { result, place in
      let part = settled(references[place])
      return (result.0 | part.accepted, result.1 & part.refused)
    }
  }

  /// Of schemas exactly one of which must hold.
  private func exclusion(_ schemas: ProgramRange) -> Settled {
    var (one, several, open): (UInt16, UInt16, UInt16) = (0, 0, 0)
    var refused = UInt16.max
    for place in schemas.indices {
      let part = settled(references[place])
      several |= one & part.accepted
      one |= part.accepted
      open |= ~(part.accepted | part.refused)
      refused &= part.refused
    }
    return (one & ~several & ~open, refused | several)
  }
}
