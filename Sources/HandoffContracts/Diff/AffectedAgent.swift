internal import HandoffSchema

/// An agent that has to be looked at because of a changed contract.
public struct AffectedAgent: Sendable, Hashable {
  /// Why it has to be looked at.
  public enum Role: String, Sendable, Hashable {
    /// It returns payloads of the contract.
    case writer
    /// It receives payloads of the contract.
    case reader
    /// It receives fields of such payloads that agents on the way copied.
    case downstream
  }

  /// The agent's name.
  public var agent: String
  /// Why.
  public var role: Role
  /// The handoffs, and the way back of one with a result, that lead there from an agent that returns such payloads, in
  /// order; empty for that agent.
  public var path: [String]

  /// Makes an entry.
  public init(agent: String, role: Role, path: [String]) {
    self.agent = agent
    self.role = role
    self.path = path
  }
}

extension AgentSystem {
  /// The agents that a change of a contract's parts reaches, nearest first, each by a shortest path.
  ///
  /// A payload reaches the targets of the handoffs that answer the changed parts; typed ones carry the output of the
  /// contract that they name and no other. Beyond a reader only agents are listed that get fields which those on the
  /// way copy (`preserves`, `adds`, `copies`).
  ///
  /// - Complexity: O(*n*) in the number of agents and handoffs, beside the lengths of the paths.
  func affected(by contract: String, parts: [ContractPart], using index: SystemIndex) -> [AffectedAgent] {
    var affected: [AffectedAgent] = []
    var seen = [Bool](repeating: false, count: agents.count)
    var queue: [(agent: AgentIndex, path: [String], isWriter: Bool)] = []
    for writer in agentIndices where self[writer].produces?.hasSameCodePoints(as: contract) == true {
      affected.append(AffectedAgent(agent: self[writer].name, role: .writer, path: []))
      queue.append((writer, [], true))
    }
    let namesOutput = { (acceptance: Agent.Acceptance?) -> Bool in
      guard parts.contains(.output), case .contract(let name) = acceptance else { return false }
      return name.hasSameCodePoints(as: contract)
    }
    for (reader, way) in readersByName(where: namesOutput, using: index) where !seen[reader.rawValue] {
      seen[reader.rawValue] = true
      affected.append(AffectedAgent(agent: self[reader].name, role: .reader, path: [way]))
      queue.append((reader, [way], false))
    }
    var next = 0
    while next < queue.count {
      let (agent, path, isWriter) = queue[next]
      next += 1
      guard isWriter || self[agent].passesFieldsOn else { continue }
      for handoff in index.handoffs(from: agent) {
        guard self[handoff].payload == nil,
          !isWriter || parts.contains(where: { self[handoff].trigger.answers($0) }),
          let target = index.target(of: handoff), !seen[target.rawValue]
        else { continue }
        seen[target.rawValue] = true
        let way = path + [index.name(of: handoff)]
        affected.append(
          AffectedAgent(agent: self[target].name, role: isWriter ? .reader : .downstream, path: way))
        queue.append((target, way, false))
      }
    }
    // Agents that accept the contract's output by name although no handoff brings it to them.
    for (position, agent) in agents.enumerated() where !seen[position] && namesOutput(agent.accepts) {
      affected.append(AffectedAgent(agent: agent.name, role: .reader, path: []))
    }
    return affected
  }

  /// Who receives by handoffs whose `payload` or `result` names the contract, and the name of the way there.
  private func readersByName(
    where namesContract: (Agent.Acceptance?) -> Bool, using index: SystemIndex
  ) -> [(AgentIndex, String)] {
    var readers: [(AgentIndex, String)] = []
    // By position: a copy of every handoff would cost more than the question.
    for handoff in handoffIndices {
      if namesContract(handoffs[handoff.rawValue].payload), let target = index.target(of: handoff) {
        readers.append((target, index.name(of: handoff)))
      }
      if namesContract(handoffs[handoff.rawValue].result), let sender = index.source(of: handoff) {
        readers.append((sender, index.returnName(of: handoff)))
      }
    }
    return readers
  }
}

extension Agent {
  fileprivate var passesFieldsOn: Bool {
    if case .everything = preserves { return true }
    return preserves != .fields([]) || !adds.isEmpty || !copies.isEmpty
  }
}

extension Handoff.Trigger {
  fileprivate func answers(_ part: ContractPart) -> Bool {
    switch (self, part) {
    case (.failures(let kinds), .failure(let kind)): kinds.contains { $0.hasSameCodePoints(as: kind) }
    case (.anyFailure, .failure), (.output, .output), (.limit, _), (.none, .output): true
    default: false
    }
  }
}
