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
  /// The handoffs, and the ways back of those that give control back, that lead there from an agent that returns such
  /// payloads, in order; empty for that agent.
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
  /// A payload reaches the targets of the handoffs that answer the changed parts, and along handoffs that give control
  /// back the agents that handed off; typed handoffs carry what their own schema says and nothing else. What is said
  /// by references to the contract counts like what names it. Beyond a reader only agents are listed that get fields
  /// which those on the way copy (`preserves`, `adds`, `copies`).
  ///
  /// - Complexity: O(*n*) in the number of agents and handoffs and the size of their schemas, beside the lengths of the
  ///   paths.
  func affected(by contract: String, parts: [ContractPart], using index: SystemIndex) -> [AffectedAgent] {
    let references = ContractReferences(to: contract, parts, in: self)
    var affected: [AffectedAgent] = []
    var seen = [Bool](repeating: false, count: agents.count)
    var queue: [(agent: AgentIndex, path: [String], isWriter: Bool)] = []
    for writer in agentIndices where self[writer].produces?.hasSameCodePoints(as: contract) == true {
      affected.append(AffectedAgent(agent: self[writer].name, role: .writer, path: []))
      queue.append((writer, [], true))
    }
    for (reader, way) in readers(of: references, using: index) where !seen[reader.rawValue] {
      seen[reader.rawValue] = true
      affected.append(AffectedAgent(agent: self[reader].name, role: .reader, path: [way]))
      queue.append((reader, [way], false))
    }
    var next = 0
    while next < queue.count {
      let (agent, path, isWriter) = queue[next]
      next += 1
      guard isWriter || self[agent].passesFieldsOn else { continue }
      for way in ways(from: agent, carrying: isWriter ? parts : nil, using: index)
      where !seen[way.receiver.rawValue] {
        seen[way.receiver.rawValue] = true
        let name = way.isReturn ? index.returnName(of: way.handoff) : index.name(of: way.handoff)
        affected.append(
          AffectedAgent(
            agent: self[way.receiver].name, role: isWriter ? .reader : .downstream, path: path + [name]))
        queue.append((way.receiver, path + [name], false))
      }
    }
    // Agents that say by the contract what they accept although no handoff brings it to them.
    for (position, agent) in agents.enumerated() where !seen[position] && references.lead(from: agent.accepts)
    {
      affected.append(AffectedAgent(agent: agent.name, role: .reader, path: []))
    }
    return affected
  }

  /// A handoff, or the way back along one, and who receives by it.
  private typealias Way = (handoff: HandoffIndex, isReturn: Bool, receiver: AgentIndex)

  /// The ways that what an agent returns takes, first along its handoffs, then back to those that handed off to it.
  ///
  /// - `parts`: What of its contract; everything it returns where absent.
  private func ways(
    from agent: AgentIndex, carrying parts: [ContractPart]?, using index: SystemIndex
  ) -> [Way] {
    var ways: [Way] = []
    let outgoing = index.handoffs(from: agent)
    // By position: a copy of every handoff would cost more than the question.
    for handoff in outgoing where handoffs[handoff.rawValue].payload == nil {
      let trigger = handoffs[handoff.rawValue].trigger
      guard parts.map({ $0.contains(where: trigger.answers) }) ?? true, let target = index.target(of: handoff)
      else { continue }
      ways.append((handoff, false, target))
    }
    // A failure that the agent hands off itself does not come back.
    let comesBack =
      parts.map { parts in
        parts.contains { part in
          part == .output || !outgoing.contains { handoffs[$0.rawValue].trigger.answers(part) }
        }
      } ?? true
    guard comesBack else { return ways }
    for handoff in index.handoffs(to: agent) where handoffs[handoff.rawValue].givesControlBack {
      if let caller = index.source(of: handoff) { ways.append((handoff, true, caller)) }
    }
    return ways
  }

  /// Who receives by handoffs that say by the contract what they carry, take back or wait for, and the name of the way.
  private func readers(
    of references: ContractReferences, using index: SystemIndex
  ) -> [(AgentIndex, String)] {
    var readers: [(AgentIndex, String)] = []
    for handoff in handoffIndices {
      let isNamed =
        references.lead(from: handoffs[handoff.rawValue].payload)
        || handoffs[handoff.rawValue].when.map { references.lead(from: $0) } ?? false
      if isNamed, let target = index.target(of: handoff) { readers.append((target, index.name(of: handoff))) }
      if references.lead(from: handoffs[handoff.rawValue].result), let sender = index.source(of: handoff) {
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
