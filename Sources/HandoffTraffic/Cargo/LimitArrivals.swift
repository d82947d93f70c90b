import HandoffContracts

/// What arrives at agents that were visited as often as their limits allow, each once, in the order of its finding.
///
/// Such an agent hands it on, perhaps to another one.
struct LimitArrivals {
  /// The agents with a limit and a handoff for when it is reached, in declaration order.
  let agents: [AgentIndex]
  /// Why not everything that arrives at an agent is known, in words, in the order of the finding.
  private(set) var omissions: [(agent: AgentIndex, omission: String)] = []
  private var omitted: Set<AgentIndex> = []
  private let known: Set<AgentIndex>
  /// The agents that are started again with what they were given.
  private let retried: Set<AgentIndex>
  private var seen: Set<Arrival> = []
  private var waiting: [Arrival] = []
  private var position = 0
  /// How often the branches of a join brought something new.
  private var rounds: [AgentIndex: Int] = [:]

  private struct Arrival: Hashable {
    var agent: AgentIndex
    var delivery: Delivery
  }

  /// The most sets of payloads that are followed from one agent to the next at a limit.
  private static let followedSets = 4_096
  private static let tooManySets =
    "more than \(followedSets) sets of payloads arrive at agents that were visited too often"
  /// The most times that a join at its limit is put together again because a branch brings more.
  private static let joinRounds = 16
  private static let tooManyRounds =
    "what its branches bring at their limits was put together \(joinRounds) times and is more still"

  init(_ system: AgentSystem, _ structure: SystemStructure) {
    agents = system.agentIndices.filter { agent in
      system[agent].limit != nil
        && structure.index.handoffs(from: agent).contains {
          structure.traits(of: $0).trigger == .limit
        }
    }
    known = Set(agents)
    retried = known.filter { structure.index.handoffs(from: $0).contains { structure.isRetry($0) } }
  }

  func contains(_ agent: AgentIndex) -> Bool { known.contains(agent) }

  /// Notes what arrives at an agent.
  mutating func add(_ cargo: Cargo, to agent: AgentIndex, _ questions: inout PayloadQuestions) {
    if let omission = cargo.omission { omit(omission, at: agent) }
    for delivery in cargo.deliveries { add(questions.received(delivery), to: agent) }
  }

  /// Notes one more way in which something arrives, as the agent receives it.
  mutating func add(_ delivery: Delivery, to agent: AgentIndex) {
    // The run begins when nothing was visited yet, unless a retry brings its input again.
    guard delivery.cause != .input || retried.contains(agent) else { return }
    var arrival = Arrival(agent: agent, delivery: delivery)
    // Where a payload came from makes no difference any more.
    arrival.delivery.cause = .arrival
    guard seen.insert(arrival).inserted else { return }
    guard waiting.count < Self.followedSets else { return omit(Self.tooManySets, at: agent) }
    waiting.append(arrival)
  }

  /// Notes what a join gets now that one of its branches brings more.
  mutating func addRound(of cargo: Cargo, at agent: AgentIndex, _ questions: inout PayloadQuestions) {
    rounds[agent, default: 0] += 1
    guard rounds[agent, default: 0] <= Self.joinRounds else { return omit(Self.tooManyRounds, at: agent) }
    add(cargo, to: agent, &questions)
  }

  /// Notes that more may arrive than is known.
  mutating func omit(_ omission: String, at agent: AgentIndex) {
    if omitted.insert(agent).inserted { omissions.append((agent, omission)) }
  }

  /// The next arrival to look at.
  mutating func next() -> (delivery: Delivery, agent: AgentIndex)? {
    guard position < waiting.count else { return nil }
    defer { position += 1 }
    return (waiting[position].delivery, waiting[position].agent)
  }
}
