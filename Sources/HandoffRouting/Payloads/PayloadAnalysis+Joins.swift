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
    let starts = traffic.index.handoffs(to: first).filter { system[$0].parallel != nil }
    let together = refused.filter { handoff in
      guard let sender = traffic.index.source(of: handoff) else { return false }
      return traffic.index.handoffs(to: sender).contains { start in
        starts.contains {
          traffic.index.source(of: $0) == traffic.index.source(of: start)
            && system[$0].isParallel(to: system[start])
        }
      }
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
}
