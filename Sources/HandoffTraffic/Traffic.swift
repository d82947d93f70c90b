package import HandoffContracts
import HandoffSchema

/// The one account of what travels in an agent system: which payloads each handoff, each return and each join brings.
///
/// Whoever reasons about payloads asks it: audit, campaign, verifier, fixtures. `docs/semantics.md` states the meaning,
/// and a law holds it together with the router, which says the same of one payload at a time.
package struct Traffic: Sendable {
  package let system: AgentSystem
  package let structure: SystemStructure
  /// Questions about sets of payloads.
  package var questions: PayloadQuestions
  /// By agent.
  private var sendings: [AgentSendings]
  /// For each handoff that a join waits for: the join.
  private var joins: [HandoffIndex: AgentIndex] = [:]
  private var memory = Memory()

  private struct Memory {
    var joined: [AgentIndex: Cargo] = [:]
    var work: [AgentIndex: Cargo] = [:]
    var arrivals: [AgentIndex: Cargo] = [:]
  }

  package var index: SystemIndex { structure.index }

  /// Works out what travels in a system.
  ///
  /// - Parameters:
  ///   - system: The system.
  ///   - producersAreClosed: Whether outputs are taken to have only members that their contracts name.
  /// - Complexity: O(*n*) on average in the number of agents, handoffs, failures and named kinds.
  package init(_ system: AgentSystem, producersAreClosed: Bool = false) {
    self.init(system, SystemStructure(system), producersAreClosed: producersAreClosed)
  }

  /// Works out what travels in a system whose structure is known.
  package init(_ system: AgentSystem, _ structure: SystemStructure, producersAreClosed: Bool = false) {
    self.system = system
    self.structure = structure
    questions = PayloadQuestions(system, structure.index, producersAreClosed: producersAreClosed)
    sendings = []
    sendings.reserveCapacity(system.agents.count)
    for agent in system.agentIndices {
      sendings.append(AgentSendingsBuilder.sendings(of: agent, in: system, structure, &questions))
    }
    for agent in system.agentIndices where system[agent].join != nil {
      for handoff in branches(ofJoinAt: agent).flatMap(\.handoffs) { joins[handoff] = agent }
    }
    passOnAtLimits()
  }

  /// The join that waits for a handoff, or `nil`.
  package func join(awaiting handoff: HandoffIndex) -> AgentIndex? { joins[handoff] }
}

// MARK: - Handoffs

extension Traffic {
  /// With which payloads a handoff may be taken; nothing for one that takes no part in anything.
  package func sendings(on handoff: HandoffIndex) -> [Sending] {
    guard let sender = index.source(of: handoff) else { return [] }
    return sendings[sender.rawValue].byHandoff[handoff] ?? []
  }

  /// What a handoff brings to its receiver, where it does not wait for other branches.
  package mutating func cargo(of handoff: HandoffIndex) -> Cargo {
    if structure.isRetry(handoff), let sender = index.source(of: handoff) {
      // A retry starts the agent again with the work that it was given; what came back to it meanwhile is no part of that.
      return isTaken(handoff) ? work(givenTo: sender) : Cargo()
    }
    return plainCargo(of: handoff)
  }

  func plainCargo(of handoff: HandoffIndex) -> Cargo {
    var cargo = Cargo()
    for sending in sendings(on: handoff) {
      guard let taken = sending.taken else {
        cargo.omission = sending.omission
        continue
      }
      for set in taken {
        cargo.add(
          Delivery(cause: sending.cause, set: set, each: system[handoff].each, isExact: sending.isExact))
      }
    }
    return cargo
  }

  /// Whether some payload takes the handoff, as far as that can be told.
  package mutating func isTaken(_ handoff: HandoffIndex) -> Bool {
    for sending in sendings(on: handoff) {
      guard let taken = sending.taken else { return true }
      for set in taken {
        if case .none = questions.existence(in: set) { continue }
        return true
      }
    }
    return false
  }

  /// Whether some output of an agent may be left by all its handoffs, so that the agent keeps it, ends or gives it back.
  package mutating func mayKeepOutput(_ agent: AgentIndex) -> Bool {
    !structure.role(of: agent).takesFirstMatch || mayHold(sendings[agent.rawValue].leftOutputs)
  }

  /// Whether some failure of an agent may be left by all its handoffs once their limits are reached.
  package mutating func mayKeep(_ failure: FailureIndex, of agent: AgentIndex) -> Bool {
    mayHold(sendings[agent.rawValue].leftFailures[failure.rawValue])
  }

  private mutating func mayHold(_ leftover: Leftover) -> Bool {
    switch leftover {
    case .nothing: return false
    case .tooManyGuards: return true
    case .some(let set):
      if case .none = questions.existence(in: set) { return false }
      return true
    }
  }
}

// MARK: - Returns

extension Traffic {
  /// What comes back along a handoff to its sender; nothing where control does not come back.
  package mutating func returned(along handoff: HandoffIndex) -> Cargo {
    guard structure.returns(handoff), let receiver = index.target(of: handoff) else { return Cargo() }
    let role = structure.role(of: receiver)
    guard let contract = role.contract else {
      return Cargo([Delivery(cause: .output, set: PayloadSet(base: nil))])
    }
    var cargo = Cargo()
    func add(_ leftover: Leftover, _ cause: Cause) {
      switch leftover {
      case .nothing: break
      case .some(let set): cargo.add(Delivery(cause: cause, set: set))
      case .tooManyGuards: cargo.omission = Selection.tooManyGuards
      }
    }
    let own = sendings[receiver.rawValue]
    // Where a choice is made, giving back is one of the possibilities.
    add(role.takesFirstMatch ? own.leftOutputs : outputs(of: contract), .output)
    for (index, leftover) in own.leftFailures.enumerated() { add(leftover, .failure(FailureIndex(index))) }
    return cargo
  }

  private mutating func outputs(of contract: ContractIndex) -> Leftover {
    questions.sent(.output(contract: contract.rawValue)).map { .some(PayloadSet(base: $0)) } ?? .nothing
  }
}

// MARK: - Arrivals

extension Traffic {
  /// Everything that an agent may be started with, retries aside.
  package mutating func arrivals(at agent: AgentIndex) -> Cargo {
    if let known = memory.arrivals[agent] { return known }
    var cargo = work(givenTo: agent)
    for handoff in index.handoffs(from: agent) { cargo.add(returned(along: handoff)) }
    memory.arrivals[agent] = cargo
    return cargo
  }

  /// Everything that an agent may be started with but what comes back to it: the run's input, and what handoffs bring.
  package mutating func work(givenTo agent: AgentIndex) -> Cargo {
    if let known = memory.work[agent] { return known }
    var cargo = Cargo()
    if system.entry.contains(where: { index.agent(named: $0) == agent }) {
      cargo.add(Delivery(cause: .arrival, set: PayloadSet(base: questions.schema(at: .input))))
    }
    if system.limits?.onLimit.flatMap({ index.agent(named: $0) }) == agent {
      // At the run's limit it gets whatever was on its way anywhere.
      cargo.add(Delivery(cause: .arrival, set: PayloadSet(base: nil)))
    }
    let awaited = Set(branches(ofJoinAt: agent).flatMap(\.handoffs))
    for handoff in index.handoffs(to: agent) where !structure.isRetry(handoff) && !awaited.contains(handoff) {
      cargo.add(plainCargo(of: handoff))
    }
    if !awaited.isEmpty { cargo.add(joined(at: agent)) }
    memory.work[agent] = cargo
    return cargo
  }

  /// What a join makes of its branches, worked out once.
  package mutating func joined(at agent: AgentIndex) -> Cargo {
    if let known = memory.joined[agent] { return known }
    let branches = branches(ofJoinAt: agent)
    guard let join = system[agent].join, !branches.isEmpty else { return Cargo() }
    let cargos = branches.map(cargo(ofBranch:))
    let joined = JoinBuilder(join, names: branches.map { system[$0.sender].name }).joined(cargos, &questions)
    memory.joined[agent] = joined
    return joined
  }
}

// MARK: - Limits of agents

extension Traffic {
  /// The most sets of payloads that are followed from one agent to the next at a limit.
  private static let followedSets = 4_096
  private static let tooManySets =
    "more than \(followedSets) sets of payloads arrive at agents that were visited too often"

  /// An agent that was visited as often as its limit allows hands on what arrives; that may reach another such agent.
  private mutating func passOnAtLimits() {
    let limited = system.agentIndices.filter { agent in
      system[agent].limit != nil
        && index.handoffs(from: agent).contains { structure.traits(of: $0).trigger == .limit }
    }
    guard !limited.isEmpty else { return }
    var seen: Set<Arrival> = []
    var waiting: [Arrival] = []
    for agent in limited {
      let isRetried = index.handoffs(from: agent).contains { structure.isRetry($0) }
      for delivery in arrivals(at: agent).deliveries {
        // The first payload of a run arrives when nothing was visited yet, unless a retry brings it again.
        guard isRetried || !isInput(delivery, of: agent) else { continue }
        let arrival = Arrival(agent: agent, set: whole(delivery), isExact: delivery.isExact)
        if seen.insert(arrival).inserted { waiting.append(arrival) }
      }
    }
    var next = 0
    while next < waiting.count, next < Self.followedSets {
      let arrival = waiting[next]
      next += 1
      let found = AgentSendingsBuilder.sendings(
        ofArriving: arrival.set, at: arrival.agent, in: system, structure, &questions)
      for handoff in index.handoffs(from: arrival.agent) {
        for var sending in found[handoff] ?? [] {
          sending.isExact = arrival.isExact
          sendings[arrival.agent.rawValue].add(sending, to: handoff)
          guard let target = index.target(of: handoff), limited.contains(target) else { continue }
          for set in sending.taken ?? [] {
            let onward = Arrival(agent: target, set: set, isExact: arrival.isExact)
            if seen.insert(onward).inserted { waiting.append(onward) }
          }
        }
      }
    }
    // What was not followed is told where it would have been handed on.
    for arrival in waiting[next...] {
      for handoff in index.handoffs(from: arrival.agent) where structure.traits(of: handoff).trigger == .limit
      {
        let unknown = PayloadSet(base: nil)
        sendings[arrival.agent.rawValue].add(
          Sending(
            cause: .arrival, offered: unknown, matched: unknown, taken: nil, omission: Self.tooManySets),
          to: handoff)
      }
    }
    memory = Memory()
  }

  private struct Arrival: Hashable {
    var agent: AgentIndex
    var set: PayloadSet
    var isExact: Bool
  }

  private mutating func isInput(_ delivery: Delivery, of agent: AgentIndex) -> Bool {
    delivery.cause == .arrival && delivery.set == PayloadSet(base: questions.schema(at: .input))
      && system.entry.contains { index.agent(named: $0) == agent }
  }

  /// The payloads of a delivery as they arrive, as one set.
  package mutating func whole(_ delivery: Delivery) -> PayloadSet {
    guard let pointer = delivery.each else { return delivery.set }
    return PayloadSet(base: questions.schema(.parts(pointer, of: delivery.set)))
  }
}
