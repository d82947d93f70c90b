import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Sorts agents into stages: the longest way from the start, what leads back in a loop left out.
struct PlanBuilder {
  let system: AgentSystem
  let structure: SystemStructure
  let starts: [AgentIndex]
  /// For each agent whether it gets work where all goes well, and whether it gets any at all.
  let isUsual: [Bool]
  let isReached: [Bool]
  /// Whether an agent that gets work has handoffs of which nobody knows where they lead.
  let mayReachMore: Bool
  /// The handoffs of a run in which all goes well, between agents that get work then.
  private let course: Adjacency
  private let backward: BackwardEdges
  private let handoffs: [HandoffIndex]
  /// The agents of the stages, each behind all that hand work forward to it.
  private let order: [AgentIndex]
  /// The stage of each agent, from 0.
  private let stages: [Int]

  init(_ system: AgentSystem) {
    let structure = SystemStructure(system)
    let count = system.agents.count
    let starts = system.entry.compactMap { structure.index.agent(named: $0) }
    let work = WorkReach(system, structure)
    func walk(from starts: [AgentIndex], _ isTaken: (HandoffIndex) -> Bool) -> [Bool] {
      var steps = Int.max
      return work.agents(from: starts, count: count, steps: &steps, where: isTaken)
        ?? Array(repeating: false, count: count)
    }
    let isUsual = walk(from: starts) { Self.isUsual($0, structure) }
    let graph = RoutingGraph(system, structure)
    // What comes back to a caller and what an agent hands to itself makes nobody wait for a later stage.
    let course = graph.adjacency { sender, edge in
      !edge.isReturn && edge.target != sender && isUsual[sender.rawValue] && isUsual[edge.target.rawValue]
        && Self.isUsual(edge.handoff, structure)
    }
    let backward = BackwardEdges(of: course, from: starts.map { Int32($0.rawValue) })
    self.system = system
    self.structure = structure
    self.starts = starts
    self.isUsual = isUsual
    // At the limit of the run whoever takes the work then gets it.
    let taker = system.limits?.onLimit.flatMap { structure.index.agent(named: $0) }
    let isReached = walk(from: starts + [taker].compactMap(\.self)) { _ in true }
    self.isReached = isReached
    mayReachMore = system.agentIndices.contains {
      isReached[$0.rawValue] && structure.role(of: $0).hasUnknownHandoffs
    }
    self.course = course
    self.backward = backward
    handoffs = course.labels.map { graph.edges[Int($0)].handoff }
    (order, stages) = Self.stages(of: course, backward, isUsual)
  }

  /// Whether a handoff is taken where all goes well.
  private static func isUsual(_ handoff: HandoffIndex, _ structure: SystemStructure) -> Bool {
    switch structure.traits(of: handoff).trigger {
    case .output, .none: true
    case .anyFailure, .namedFailures, .limit: false
    }
  }

  private static func stages(
    of course: Adjacency, _ backward: BackwardEdges, _ isUsual: [Bool]
  ) -> (order: [AgentIndex], stages: [Int]) {
    var incoming = [Int](repeating: 0, count: course.vertexCount)
    for place in course.targets.indices where !backward.contains(place) {
      incoming[Int(course.targets[place])] += 1
    }
    var stages = [Int](repeating: 0, count: course.vertexCount)
    var order = isUsual.indices.filter { isUsual[$0] && incoming[$0] == 0 }
    var next = 0
    while next < order.count {
      let agent = order[next]
      next += 1
      for place in course.places(of: agent) where !backward.contains(place) {
        let target = Int(course.targets[place])
        // Agents come stage by stage, so that the last one that hands work to it stands behind all others.
        stages[target] = stages[agent] + 1
        incoming[target] -= 1
        if incoming[target] == 0 { order.append(target) }
      }
    }
    return (order.map { AgentIndex($0) }, stages)
  }
}

extension PlanBuilder {
  /// The stage of an agent, from 0.
  func stage(of agent: AgentIndex) -> Int { stages[agent.rawValue] }

  /// How long an agent may take, where it says so.
  func seconds(of agent: AgentIndex) -> Double? { system[agent].seconds?.doubleValue }

  /// The agents of the stages, stage by stage, in declaration order within each.
  var staged: [AgentIndex] {
    let rows = CompressedRows(
      rowCount: (order.map { stage(of: $0) }.max() ?? -1) + 1,
      keys: system.agentIndices.map { isUsual[$0.rawValue] ? Int32(stage(of: $0)) : -1 })
    return rows.values.map { AgentIndex(Int($0)) }
  }

  /// The agents that hand work round in circles, a list for each circle, by their first agents.
  var loops: [[AgentIndex]] {
    let members = StrongComponents(of: course).members
    return members.offsets.indices.dropLast().compactMap { component -> [AgentIndex]? in
      members[component].count > 1 ? members[component].map { AgentIndex(Int($0)) } : nil
    }.sorted { $0[0] < $1[0] }
  }

  /// The handoffs that bring each agent work in the usual course; those that lead back apart.
  var predecessors: [(forward: [HandoffIndex], again: [HandoffIndex])] {
    var found = [(forward: [HandoffIndex], again: [HandoffIndex])](
      repeating: ([], []), count: system.agents.count)
    for (place, target) in course.targets.enumerated() {
      if backward.contains(place) {
        found[Int(target)].again.append(handoffs[place])
      } else {
        found[Int(target)].forward.append(handoffs[place])
      }
    }
    return found.map { ($0.forward.sorted(), $0.again.sorted()) }
  }

  /// The way through the stages that takes longest; none where nobody says how long it takes.
  var criticalPath: [AgentIndex] {
    var longest = [Double](repeating: 0, count: system.agents.count)
    var next = [Int](repeating: -1, count: system.agents.count)
    var best: Int?
    for agent in order.reversed() {
      for place in course.places(of: agent.rawValue) where !backward.contains(place) {
        let target = Int(course.targets[place])
        let known = next[agent.rawValue]
        if known < 0 || longest[target] > longest[known] { next[agent.rawValue] = target }
      }
      let follower = next[agent.rawValue]
      longest[agent.rawValue] = (seconds(of: agent) ?? 0) + (follower < 0 ? 0 : longest[follower])
      // Of ways that take equally long the one that begins earlier counts.
      if best.map({ longest[agent.rawValue] >= longest[$0] }) ?? true { best = agent.rawValue }
    }
    guard var here = best else { return [] }
    var path = [AgentIndex(here)]
    while next[here] >= 0 {
      here = next[here]
      path.append(AgentIndex(here))
    }
    // What takes no time at the end is no part of what takes longest.
    while let last = path.last, (seconds(of: last) ?? 0) == 0 { path.removeLast() }
    return path
  }
}
