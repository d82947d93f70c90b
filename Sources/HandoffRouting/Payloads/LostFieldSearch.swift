import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Looks for members that are lost on the way, from each agent that needs one backward to whoever sends it.
///
/// Only what declarations say counts. An agent loses a member where no output of it can have the member, or where it says
/// which members it keeps, this one is not among them, and its contract does not name it.
struct LostFieldSearch {
  private let system: AgentSystem
  private var effects: [AgentIndex: PayloadEffects] = [:]
  private let awaited: Set<HandoffIndex>
  /// The members that every payload of a schema has.
  private var demands: [SchemaNumber: [JSONPointer]] = [:]
  private var stepsLeft = Self.stepLimit
  private(set) var found: [LostField] = []

  /// How many handoffs may be looked at in all.
  private static let stepLimit = 200_000
  static let tooManySteps = "more than \(stepLimit) handoffs lead to members that agents need"
  private static let memberLimit = 200

  /// Where a member is looked for: as what an agent received.
  private struct Stop: Hashable {
    var agent: AgentIndex
    var pointer: JSONPointer
  }

  private init(_ system: AgentSystem, awaited: Set<HandoffIndex>) {
    self.system = system
    self.awaited = awaited
  }

  /// The lost members of a system, and whether all were looked for.
  ///
  /// - `refused`: The handoffs whose receivers refuse something.
  static func run(
    _ traffic: inout Traffic, awaited: Set<HandoffIndex>, refused: (HandoffIndex) -> Bool
  ) -> (found: [LostField], isComplete: Bool) {
    var search = LostFieldSearch(traffic.system, awaited: awaited)
    for agent in traffic.system.agentIndices where !traffic.structure.role(of: agent).isHuman {
      guard let accepted = traffic.questions.schema(at: .accepts(agent: agent.rawValue)) else { continue }
      for handoff in traffic.index.handoffs(to: agent) where search.mayCarry(handoff, traffic) {
        // Where nothing is refused and the sender keeps nothing, it sends all that is needed by itself.
        guard let sender = traffic.index.source(of: handoff), sender != agent,
          refused(handoff) || !search.effects(of: sender).forgetsEverything
        else { continue }
        for pointer in search.demands(of: accepted, &traffic) {
          search.look(for: pointer, neededBy: agent, on: handoff, &traffic)
        }
      }
    }
    return (search.found, search.stepsLeft > 0)
  }

  /// What an agent does to what it receives.
  private mutating func effects(of agent: AgentIndex) -> PayloadEffects {
    if let known = effects[agent] { return known }
    let found = PayloadEffects(of: system[agent])
    effects[agent] = found
    return found
  }

  /// Whether a handoff carries the sender's output, and the receiver gets that.
  private func mayCarry(_ handoff: HandoffIndex, _ traffic: Traffic) -> Bool {
    let traits = traffic.structure.traits(of: handoff)
    return traits.trigger == .output && traffic.structure.standing(of: handoff) == .live && !traits.isTyped
      && !traits.isTakenApart && !awaited.contains(handoff)
  }

  /// The members without which a payload does not match a schema, those of members left out.
  private mutating func demands(of accepted: SchemaNumber, _ traffic: inout Traffic) -> [JSONPointer] {
    if let known = demands[accepted] { return known }
    var result: [JSONPointer] = []
    for pointer in traffic.questions[accepted].memberPointers(limit: Self.memberLimit) {
      guard !result.contains(where: { pointer.rest(below: $0) != nil }),
        let containing = traffic.questions.schema(.containing(pointer))
      else { continue }
      if case .none = traffic.questions.existence(in: PayloadSet(base: accepted).avoiding([containing])) {
        result.append(pointer)
      }
    }
    demands[accepted] = result
    return result
  }

  // MARK: - Backward from the need

  /// One step of the way, in the order of the search.
  private struct Step {
    var stop: Stop
    var handoff: HandoffIndex
    var next: Int?
  }

  /// Follows a member from a handoff that should bring it back to those that lose it.
  private mutating func look(
    for pointer: JSONPointer, neededBy needer: AgentIndex, on handoff: HandoffIndex,
    _ traffic: inout Traffic
  ) {
    guard let sender = traffic.index.source(of: handoff) else { return }
    var steps = [Step(stop: Stop(agent: sender, pointer: pointer), handoff: handoff, next: nil)]
    var seen: Set<Stop> = [steps[0].stop]
    var next = 0
    while next < steps.count, stepsLeft > 0 {
      stepsLeft -= 1
      let step = steps[next]
      switch passing(step.stop, on: step.handoff, &traffic) {
      case .made: break
      case .lost(let isExcluded):
        if let (way, source) = supply(of: step.stop, neededBy: needer, &traffic) {
          found.append(
            LostField(
              pointer: pointer, needer: needer, loser: step.stop.agent, source: source,
              way: way + wayOn(from: next, in: steps), isExcluded: isExcluded))
        }
      case .kept(let received):
        for earlier in arrivals(at: step.stop.agent, carrying: received, &traffic) {
          guard let sender = traffic.index.source(of: earlier) else { continue }
          let stop = Stop(agent: sender, pointer: received)
          guard seen.insert(stop).inserted else { continue }
          steps.append(Step(stop: stop, handoff: earlier, next: next))
        }
      }
      next += 1
    }
  }

  private func wayOn(from place: Int, in steps: [Step]) -> [HandoffIndex] {
    var way: [HandoffIndex] = []
    var here: Int? = place
    while let at = here {
      way.append(steps[at].handoff)
      here = steps[at].next
    }
    return way
  }

  /// The handoffs that bring an agent its work, where it does not itself refuse work without the member.
  private mutating func arrivals(
    at agent: AgentIndex, carrying pointer: JSONPointer, _ traffic: inout Traffic
  ) -> [HandoffIndex] {
    if let accepted = traffic.questions.schema(at: .accepts(agent: agent.rawValue)),
      demands(of: accepted, &traffic).contains(where: { $0 == pointer })
    {
      // It needs the member itself, and is asked about that.
      return []
    }
    return traffic.index.handoffs(to: agent).filter {
      mayCarry($0, traffic) && traffic.index.source(of: $0) != agent
    }
  }

  private enum Passing {
    /// The agent sends the member by itself, or may.
    case made
    /// It passes on what it received at a pointer.
    case kept(JSONPointer)
    case lost(isExcluded: Bool)
  }

  /// What becomes of a member at an agent that hands on.
  private mutating func passing(_ stop: Stop, on handoff: HandoffIndex, _ traffic: inout Traffic) -> Passing {
    guard traffic.structure.role(of: stop.agent).contract != nil,
      let containing = traffic.questions.schema(.containing(stop.pointer))
    else { return .made }
    let sets = traffic.cargo(of: handoff).deliveries.map(\.set)
    var hasAny = false
    var mayHave = false
    for set in sets {
      if case .none = traffic.questions.existence(in: set) { continue }
      hasAny = true
      if case .none = traffic.questions.existence(in: set.matching(containing)) { continue }
      mayHave = true
    }
    guard hasAny else { return .made }
    guard mayHave else { return .lost(isExcluded: true) }
    let effect = effects(of: stop.agent)
    guard !effect.forgetsEverything else { return .made }
    switch effect.change(of: stop.pointer) {
    case .keep:
      // One that keeps whatever it gets may still be the one who makes this.
      if effect.keepsEverything, !reads(stop, &traffic), names(stop.pointer, on: handoff, &traffic) {
        return .made
      }
      return .kept(stop.pointer)
    case .copy(let source): return .kept(source)
    case .add: return .made
    case .any:
      let named = sets.contains { set in
        ([set.base].compactMap(\.self) + set.within).contains {
          traffic.questions[$0].describes(stop.pointer)
        }
      }
      return named ? .made : .lost(isExcluded: false)
    }
  }

  /// Whether an agent says that it takes the member.
  private func reads(_ stop: Stop, _ traffic: inout Traffic) -> Bool {
    traffic.questions.schema(at: .accepts(agent: stop.agent.rawValue))
      .map { traffic.questions[$0].describes(stop.pointer) } ?? false
  }

  // MARK: - Backward to the supply

  /// The nearest agent behind the loser whose contract names the member and that hands it on to there, or the input.
  ///
  /// Not by way of the agent that needs it: what that one had already is not lost to it.
  private mutating func supply(
    of stop: Stop, neededBy needer: AgentIndex, _ traffic: inout Traffic
  ) -> (way: [HandoffIndex], source: AgentIndex?)? {
    var agents: [(stop: Stop, handoff: HandoffIndex?, next: Int?)] = [(stop, nil, nil)]
    var seen: Set<Stop> = [stop]
    var next = 0
    func way(from place: Int) -> [HandoffIndex] {
      var way: [HandoffIndex] = []
      var here: Int? = place
      while let at = here {
        if let handoff = agents[at].handoff { way.append(handoff) }
        here = agents[at].next
      }
      return way
    }
    while next < agents.count, stepsLeft > 0 {
      stepsLeft -= 1
      let here = agents[next].stop
      if isInput(here, &traffic) { return (way(from: next), nil) }
      for handoff in traffic.index.handoffs(to: here.agent) where mayCarry(handoff, traffic) {
        guard let sender = traffic.index.source(of: handoff), sender != here.agent, sender != needer else {
          continue
        }
        if names(here.pointer, on: handoff, &traffic) {
          return ([handoff] + way(from: next), sender)
        }
        let received: JSONPointer
        switch effects(of: sender).change(of: here.pointer) {
        case .keep: received = here.pointer
        case .copy(let source): received = source
        case .add, .any: continue
        }
        let stop = Stop(agent: sender, pointer: received)
        if seen.insert(stop).inserted { agents.append((stop, handoff, next)) }
      }
      next += 1
    }
    return nil
  }

  private func isInput(_ stop: Stop, _ traffic: inout Traffic) -> Bool {
    guard traffic.system.entry.contains(where: { traffic.index.agent(named: $0) == stop.agent }),
      let input = traffic.questions.schema(at: .input)
    else { return false }
    return traffic.questions[input].describes(stop.pointer)
  }

  /// Whether the contract of a handoff's sender names a member, and some payload that it carries has it.
  private func names(_ pointer: JSONPointer, on handoff: HandoffIndex, _ traffic: inout Traffic) -> Bool {
    guard let containing = traffic.questions.schema(.containing(pointer)) else { return false }
    for set in traffic.cargo(of: handoff).deliveries.map(\.set) {
      guard let base = set.base, traffic.questions[base].describes(pointer) else { continue }
      if case .some = traffic.questions.existence(in: set.matching(containing)) { return true }
    }
    return false
  }
}
