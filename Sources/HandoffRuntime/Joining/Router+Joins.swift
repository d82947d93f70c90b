public import HandoffContracts
internal import HandoffSchema

extension Router {
  /// The branches that an agent waits for: those that its join names, in that order, or the output handoffs that
  /// lead to it from other agents, in declaration order; several from one sender are one branch.
  ///
  /// - Parameter agent: The agent.
  /// - Returns: The branches; none for an agent that waits for nothing.
  /// - Complexity: O(*n*) on average in the number of handoffs that lead to the agent and of names in the join.
  public func branches(of agent: AgentIndex) -> [JoinBranch] {
    index.branches(ofJoinAt: agent, in: system).map { JoinBranch($0) }
  }

  /// What an agent gets of the payloads that have arrived for its next visit.
  ///
  /// A handoff on a failure, on a limit or without a target brings the branch of its sender too. What is no
  /// branch of the join, and a second payload of one branch, does not count. An agent that waits for nothing gets
  /// the first payload as it is.
  ///
  /// - Parameters:
  ///   - agent: The agent.
  ///   - arrivals: What has arrived since its last visit, in the order of arrival.
  /// - Returns: The payload, or why there is none.
  /// - Complexity: O(*n*) on average in the size of the payloads, and that of ``branches(of:)``.
  public func joined(at agent: AgentIndex, _ arrivals: [JoinArrival]) -> JoinedPayload {
    guard let join = system[agent].join else {
      return arrivals.first.map { .payload($0.payload) } ?? .waiting(more: 1, of: [])
    }
    let branches = index.branches(ofJoinAt: agent, in: system)
    let needed = max(join.needed(of: branches.count), 1)
    let positions = Dictionary(uniqueKeysWithValues: branches.indices.map { (branches[$0].sender, $0) })
    var brought = [JSONValue?](repeating: nil, count: branches.count)
    var count = 0
    for arrival in arrivals where count < needed {
      guard let sender = index.source(of: arrival.handoff), let position = positions[sender],
        branches[position].isBrought(by: arrival.handoff), brought[position] == nil
      else { continue }
      brought[position] = arrival.payload
      count += 1
    }
    guard count >= needed else {
      let missing = branches.indices.filter { brought[$0] == nil }.map { JoinBranch(branches[$0]) }
      return .waiting(more: needed - count, of: missing)
    }
    let parts = branches.indices.compactMap { position in
      brought[position].map { (sender: branches[position].sender, payload: $0) }
    }
    return switch join.receives {
    case .list: .payload(.array(parts.map(\.payload)))
    case .bySender:
      .payload(.object(JSONObject(parts.map { .init(key: system[$0.sender].name, value: $0.payload) })))
    case .merged: merged(parts)
    }
  }

  private func merged(_ parts: [(sender: AgentIndex, payload: JSONValue)]) -> JoinedPayload {
    var members: JSONObject = [:]
    var bringers: [ExactString: AgentIndex] = [:]
    for part in parts {
      guard case .object(let object) = part.payload else { return .notAnObject(part.sender) }
      for member in object {
        if let bringer = bringers[ExactString(member.key)], members[member.key] != member.value {
          return .conflict(member: member.key, bringer, part.sender)
        }
        members[member.key] = member.value
        bringers[ExactString(member.key)] = bringers[ExactString(member.key)] ?? part.sender
      }
    }
    return .payload(.object(members))
  }
}
