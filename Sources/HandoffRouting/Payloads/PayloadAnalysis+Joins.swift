import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension PayloadAnalysis {
  /// Looks whether an agent that waits for nobody refuses what each of several branches brings, and takes it in one object.
  ///
  /// Only branches that one agent starts together can be waited for.
  mutating func look(atForgottenJoinOf agent: AgentIndex) {
    guard system[agent].join == nil,
      let accepted = traffic.questions.schema(at: .accepts(agent: agent.rawValue))
    else { return }
    let refused = traffic.index.handoffs(to: agent).filter {
      facts[$0].refusal != nil && structure.traits(of: $0).trigger == .output
    }
    guard refused.count > 1, let first = refused.first.flatMap({ traffic.index.source(of: $0) }) else {
      return
    }
    let starts = parallelGroups(leadingTo: first)
    var startsTogether: [AgentIndex: Bool] = [:]
    let together = refused.filter { handoff in
      guard let sender = traffic.index.source(of: handoff) else { return false }
      if let known = startsTogether[sender] { return known }
      let answer = !parallelGroups(leadingTo: sender).isDisjoint(with: starts)
      startsTogether[sender] = answer
      return answer
    }
    var members: JSONObject = [:]
    for handoff in together {
      guard case .object(let object)? = facts[handoff].refusal?.payload else { return }
      for member in object { members[member.key] = member.value }
    }
    guard together.count > 1, Set(together.map { traffic.index.source(of: $0) }).count > 1,
      traffic.questions[accepted].isValid(.object(members))
    else { return }
    facts[agent].unjoined = together
  }

  private struct ParallelGroup: Hashable {
    var sender: AgentIndex
    var name: ExactString
  }

  /// The groups of handoffs taken together of which one leads to an agent.
  private func parallelGroups(leadingTo agent: AgentIndex) -> Set<ParallelGroup> {
    var groups: Set<ParallelGroup> = []
    for handoff in traffic.index.handoffs(to: agent) {
      guard let name = system[handoff].parallel, let sender = traffic.index.source(of: handoff) else {
        continue
      }
      groups.insert(ParallelGroup(sender: sender, name: ExactString(name)))
    }
    return groups
  }
}
