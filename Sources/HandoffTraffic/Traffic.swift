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
  /// With which payloads handoffs may be taken.
  private var sendings: SendingBook
  /// By agent what its handoffs leave.
  private var leftovers: [AgentLeftovers]
  private let entries: Set<AgentIndex>
  /// For each handoff that a join waits for: the join.
  private var joins: [HandoffIndex: AgentIndex] = [:]
  private var memory = Memory()

  private struct Memory {
    var joined: [AgentIndex: Cargo] = [:]
    var work: [AgentIndex: Cargo] = [:]
    var arrivals: [AgentIndex: Cargo] = [:]
    /// By the numbers of sendings.
    var plain: [Int32: Cargo] = [:]
  }

  package var index: SystemIndex { _read { yield structure.index } }

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
    entries = Set(system.entry.compactMap { [structure] in structure.index.agent(named: $0) })
    sendings = SendingBook(handoffCount: system.handoffs.count)
    leftovers = []
    leftovers.reserveCapacity(system.agents.count)
    for agent in system.agentIndices {
      let own = AgentSendingsBuilder.sendings(of: agent, in: system, structure, &questions)
      own.byHandoff.forEach { sendings.note($1, on: $0) }
      leftovers.append(own.left)
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
  package func sendings(on handoff: HandoffIndex) -> [Sending] { sendings[handoff] }

  /// A number that handoffs share on which the same sendings may be taken, in the same order.
  package func sendingsNumber(of handoff: HandoffIndex) -> Int32 { sendings.number(of: handoff) }

  /// What a handoff brings to its receiver, where it does not wait for other branches.
  package mutating func cargo(of handoff: HandoffIndex) -> Cargo {
    if structure.isRetry(handoff), let sender = index.source(of: handoff) {
      // A retry starts the agent again with the work that it was given; what came back to it meanwhile is no part of that.
      return isTaken(handoff) ? work(givenTo: sender) : Cargo()
    }
    return sharedCargo(of: handoff)
  }

  /// As ``plainCargo(of:)``, which is put together once for all handoffs that carry the same.
  private mutating func sharedCargo(of handoff: HandoffIndex) -> Cargo {
    if structure.traits(of: handoff).isTakenApart { return plainCargo(of: handoff) }
    let number = sendingsNumber(of: handoff)
    if let known = memory.plain[number] { return known }
    let cargo = plainCargo(of: handoff)
    memory.plain[number] = cargo
    return cargo
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
    if case .no = taking(of: handoff) { false } else { true }
  }

  /// Whether some payload takes the handoff, for one cause where one is given.
  package mutating func taking(of handoff: HandoffIndex, on cause: Cause? = nil) -> Possibility {
    var doubt: String?
    for sending in sendings(on: handoff) where cause == nil || cause == sending.cause {
      guard let taken = sending.taken else {
        doubt = doubt ?? sending.omission
        continue
      }
      for set in taken {
        switch questions.existence(in: set) {
        case .none: continue
        case .some: return .yes
        case .unknown(let reason): doubt = doubt ?? "\(reason)"
        }
      }
    }
    return doubt.map { .undecided(because: $0) } ?? .no
  }

  /// What the handoffs of an agent may leave of its outputs, where the first one that matches is taken.
  package func leftOutputs(of agent: AgentIndex) -> Leftover { leftovers[agent.rawValue].outputs }

  /// Whether some output of an agent may be left by all its handoffs, so that the agent keeps it, ends or gives it back.
  package mutating func keepsOutput(_ agent: AgentIndex) -> Possibility {
    structure.role(of: agent).takesFirstMatch ? holds(leftovers[agent.rawValue].outputs) : .yes
  }

  /// Whether some failure of an agent may be left by all its handoffs once their limits are reached.
  package mutating func keeps(_ failure: FailureIndex, of agent: AgentIndex) -> Possibility {
    holds(leftovers[agent.rawValue].failures[failure.rawValue])
  }

  private mutating func holds(_ leftover: Leftover) -> Possibility {
    switch leftover {
    case .nothing: return .no
    case .tooManyGuards: return .undecided(because: Selection.tooManyGuards)
    case .some(let set):
      switch questions.existence(in: set) {
      case .none: return .no
      case .some: return .yes
      case .unknown(let reason): return .undecided(because: "\(reason)")
      }
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
    let own = leftovers[receiver.rawValue]
    // Where a choice is made, giving back is one of the possibilities.
    add(role.takesFirstMatch ? own.outputs : outputs(of: contract), .output)
    for (index, leftover) in own.failures.enumerated() { add(leftover, .failure(FailureIndex(index))) }
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
    if entries.contains(agent) {
      cargo.add(Delivery(cause: .input, set: PayloadSet(base: questions.schema(at: .input))))
    }
    if system.limits?.onLimit.flatMap({ index.agent(named: $0) }) == agent {
      cargo.add(Delivery(cause: .runLimit, set: PayloadSet(base: nil)))
    }
    let awaited = Set(branches(ofJoinAt: agent).flatMap(\.handoffs))
    for handoff in index.handoffs(to: agent) where !structure.isRetry(handoff) && !awaited.contains(handoff) {
      cargo.add(sharedCargo(of: handoff))
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

  /// The payloads of a delivery as they arrive, as one set.
  package mutating func whole(_ delivery: Delivery) -> PayloadSet { questions.received(delivery).set }
}

// MARK: - Limits of agents

extension Traffic {
  /// Lets agents that were visited as often as their limits allow hand on what arrives.
  private mutating func passOnAtLimits() {
    var followed = LimitArrivals(system, structure)
    guard !followed.agents.isEmpty else { return }
    for agent in followed.agents { followed.add(arrivals(at: agent), to: agent, &questions) }
    while let (arrival, agent) = followed.next() {
      let found = AgentSendingsBuilder.sendings(
        ofArriving: arrival.set, at: agent, in: system, structure, &questions)
      for handoff in index.handoffs(from: agent) {
        for var sending in found[handoff] {
          sending.isExact = arrival.isExact
          add(sending, to: handoff, &followed)
        }
      }
    }
    // What was not followed is told where it would have been handed on.
    for (agent, omission) in followed.omissions {
      for handoff in index.handoffs(from: agent) where structure.traits(of: handoff).trigger == .limit {
        sendings.append(.unknown(.arrival, omission), to: handoff)
      }
    }
    memory = Memory()
  }

  /// Adds what a handoff on the limit carries; that may reach another agent with a limit.
  private mutating func add(_ sending: Sending, to handoff: HandoffIndex, _ followed: inout LimitArrivals) {
    sendings.append(sending, to: handoff)
    guard let target = index.target(of: handoff), followed.contains(target) else { return }
    if joins[handoff] == target {
      memory.joined[target] = nil
      followed.addRound(of: joined(at: target), at: target, &questions)
      return
    }
    guard let taken = sending.taken else { return followed.omit(sending.omission, at: target) }
    for set in taken {
      let delivery = Delivery(
        cause: .arrival, set: set, each: system[handoff].each, isExact: sending.isExact)
      followed.add(questions.received(delivery), to: target)
    }
  }
}
