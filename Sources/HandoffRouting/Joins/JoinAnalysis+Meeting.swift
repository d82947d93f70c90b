import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Whether two branches arrive in one run.
extension JoinAnalysis {
  private static let memberPairLimit = 256
  /// What a question about two handoffs counts beside the edges that are looked at.
  private static let questionCost = 500

  /// Whether one run may take two branches; true where that is not found out.
  mutating func goTogether(_ one: Int, _ other: Int, _ ways: JoinWays, _ facts: inout JoinFacts) -> Bool {
    let (first, second) = (ways.ways[one], ways.ways[other])
    if first.isFromEntry, second.isFromEntry, first.starts.count > 1 || first.starts != second.starts {
      return true
    }
    // Both lists are in the order of the groups.
    var left = ways.crossings[one][...]
    var right = ways.crossings[other][...]
    while let toFirst = left.first, let toSecond = right.first {
      guard stepsLeft > 0 else { return true }
      stepsLeft -= 1
      if toFirst.fork != toSecond.fork {
        if toFirst.fork < toSecond.fork { left.removeFirst() } else { right.removeFirst() }
        continue
      }
      left.removeFirst()
      right.removeFirst()
      guard toFirst.members.count * toSecond.members.count <= Self.memberPairLimit else {
        facts.omit("a group leads to its branches in more than \(Self.memberPairLimit) pairs of handoffs")
        return true
      }
      for one in toFirst.members {
        for other in toSecond.members where one != other && areTakenTogether(one, other) { return true }
      }
    }
    // One visit for each element makes as many tokens.
    return eachSenders.contains { agent in
      first.distance[agent] != nil && second.distance[agent] != nil
        && index.handoffs(from: agent).contains {
          system.handoffs[$0.rawValue].each != nil && leads($0, along: first) && leads($0, along: second)
        }
    }
  }

  /// Whether some payload takes both handoffs of a group.
  private mutating func areTakenTogether(_ one: HandoffIndex, _ other: HandoffIndex) -> Bool {
    var asked = 0
    defer { stepsLeft -= 1 + asked * Self.questionCost }
    return traffic.areTakenTogether(one, other, questions: &asked)
  }

  /// The nearest agent that hands on by one handoff towards one branch, and by another towards the other.
  mutating func fork(between first: JoinWay, _ second: JoinWay) -> JoinFacts.Fork? {
    func distance(_ agent: AgentIndex) -> Int { (first.distance[agent] ?? 0) + (second.distance[agent] ?? 0) }
    let common = first.agents.filter { second.distance[$0] != nil }
      .sorted { (distance($0), $0) < (distance($1), $1) }
    for agent in common {
      let towardsSecond = handoffs(from: agent, along: second)
      for one in handoffs(from: agent, along: first) {
        guard let other = towardsSecond.first(where: { $0 != one }) else { continue }
        let payload = traffic.sendings(on: one).first?.taken?.first.flatMap {
          traffic.questions.payload(of: $0)
        }
        return JoinFacts.Fork(agent: agent, first: one, second: other, payload: payload)
      }
    }
    return nil
  }

  private func handoffs(from agent: AgentIndex, along way: JoinWay) -> [HandoffIndex] {
    index.handoffs(from: agent).filter { structure.standing(of: $0) == .live && leads($0, along: way) }
  }
}
