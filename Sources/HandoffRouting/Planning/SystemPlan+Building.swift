import HandoffContracts
import HandoffTraffic

extension SystemPlan {
  init(_ builder: PlanBuilder, failures: [FailurePath]) {
    let system = builder.system
    func names(_ agents: some Sequence<AgentIndex>) -> [String] { agents.map { system[$0].name } }
    let staged = builder.staged
    let predecessors = builder.predecessors
    self.system = system.name
    self.failures = failures
    starts = names(builder.starts)
    steps = staged.map { Self.step(of: $0, predecessors[$0.rawValue], builder) }
    stages = []
    for agent in staged {
      while builder.stage(of: agent) >= stages.count { stages.append([]) }
      stages[stages.count - 1].append(system[agent].name)
    }
    loops = builder.loops.map { names($0) }
    exceptional = names(
      system.agentIndices.filter { builder.isReached[$0.rawValue] && !builder.isUsual[$0.rawValue] })
    // Nothing can be said of the others where it is not known where all handoffs lead.
    unreached =
      builder.mayReachMore ? [] : names(system.agentIndices.filter { !builder.isReached[$0.rawValue] })
    criticalPath = Self.criticalPath(builder, staged)
  }

  private static func step(
    of agent: AgentIndex, _ predecessors: (forward: [HandoffIndex], again: [HandoffIndex]),
    _ builder: PlanBuilder
  ) -> Step {
    let wait: Step.Wait
    if let join = builder.system[agent].join {
      let branches = builder.structure.index.branches(ofJoinAt: agent, in: builder.system).count
      wait = .count(join.needed(of: branches))
    } else {
      wait = builder.starts.contains(agent) ? .nothing : .any
    }
    return Step(
      agent: builder.system[agent].name, stage: builder.stage(of: agent) + 1, wait: wait,
      predecessors: predecessors.forward.map { builder.structure.index.name(of: $0) },
      again: predecessors.again.map { builder.structure.index.name(of: $0) },
      seconds: builder.seconds(of: agent))
  }

  private static func criticalPath(_ builder: PlanBuilder, _ staged: [AgentIndex]) -> CriticalPath? {
    let agents = builder.criticalPath
    guard !agents.isEmpty else { return nil }
    func sum(_ agents: [AgentIndex]) -> Double { agents.reduce(0) { $0 + (builder.seconds(of: $1) ?? 0) } }
    let silent = staged.filter { builder.seconds(of: $0) == nil && builder.system[$0].kind != .human }
    return CriticalPath(
      agents: agents.map { builder.system[$0].name }, seconds: sum(agents), totalSeconds: sum(staged),
      withoutSeconds: silent.map { builder.system[$0].name })
  }
}
