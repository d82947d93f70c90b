import HandoffContracts
import HandoffRuntime
import HandoffTraffic

/// Loops on which runs are followed with how often they have taken handoffs.
extension LoopDesk {
  /// A loop on which, or on the way to which, a step was found to be taken too early: with a lap that a run goes when it has
  /// taken handoffs as often as it must; as one that nothing reaches; or as one that may be reached.
  mutating func counted(
    _ loop: HandoffLoop, _ part: LoopPart, _ shown: inout Shown, _ ways: [LoopWay], early edge: Int32,
    _ traffic: inout Traffic
  ) -> HandoffLoop {
    var runs = takeRuns(traffic)
    defer { countedRuns = runs }
    let whole = shown.model
    runs.follow(&stems, &book, &traffic)
    let counts = runs.counts(at: Set(part.agents.map { whole.agents[$0] }))
    var gap: String?
    for counts in counts.prefix(Self.countLimit) {
      switch circulation(of: part, in: whole, ways, &runs, counts, &traffic) {
      case .found(let other, let approach):
        var found = described(part, whole, other.lap, other.model, approach)
        if show(other.lap, approach, other.model, ways, in: &found, &traffic) == nil,
          found.certainty == .replayed
        {
          shown = other
          return found
        }
        gap = gap ?? "no payloads were found that do so"
      case .none: continue
      case .unknown: gap = gap ?? "that takes more states than are looked at"
      }
    }
    if surroundings.mayReachMore || runs.isCapped || counts.count > Self.countLimit {
      gap = "more sets of payloads come before than are followed"
    }
    if runs.isForked {
      gap = gap ?? "work that goes several ways at once may reach them together, which is not followed"
    }
    guard let gap else {
      var loop = described(part, whole, shown.lap, whole, .none)
      _ = show(shown.lap, .none, whole, ways, in: &loop, &traffic)
      return loop
    }
    var loop = loop
    loop.stem = nil
    let name = Wording.quoted(traffic.structure.name(of: graph.passage(ofEdge: edge)))
    loop.certainty = .possible("a run takes \(name) only once limits are reached, and \(gap)")
    return loop
  }

  /// With more ways of having taken handoffs than this a loop is not decided for each.
  private static var countLimit: Int { 32 }

  private enum Circulation {
    case found(Shown, Approach)
    case none, unknown
  }

  /// Whether some run that has taken handoffs so often then goes round among the agents of a loop.
  private mutating func circulation(
    of part: LoopPart, in whole: LoopModel, _ ways: [LoopWay], _ runs: inout CountedRuns, _ counts: RunCounts,
    _ traffic: inout Traffic
  ) -> Circulation {
    guard let taken = runs.taken(on: ways, after: counts, &book, traffic),
      let model = try? builder.model(
        of: whole.agents, ways, beside: surroundings.supply.companions, taking: taken, &book, &traffic)
    else { return .unknown }
    let members = Set(part.agents)
    let others = model.ways.indices.filter { index in
      model.ways[index].lapTarget.map { !members.contains($0) || !members.contains(model.ways[index].sender) }
        ?? false
    }
    let uncalled = uncalled(model, ways, &traffic)
    var found: [(agent: Int, received: [UInt64], approach: Approach)] = []
    let verdict = LoopDecider.decide(
      model, without: uncalled.union(others),
      through: { states in
        let goals = states.map { (agent: model.agents[$0.agent], box: box(model, $0.received)) }
        guard let run = runs.run(to: goals, after: counts, stems, &book, &traffic) else { return nil }
        let goal = states[run.goal]
        found.append((goal.agent, goal.received, .along(run.steps, from: run.start)))
        return run.goal
      })
    switch verdict {
    case .feasible(let lap):
      let chosen = found.first {
        $0.agent == lap.stops.first?.agent && $0.received == lap.stops.first?.received
      }
      return chosen.map { .found(Shown(lap: lap, model: model), $0.approach) } ?? .unknown
    case .infeasible: return .none
    case .undecided: return .unknown
    }
  }

  /// The counted runs, for the caller alone.
  private mutating func takeRuns(_ traffic: Traffic) -> CountedRuns {
    defer { countedRuns = nil }
    return countedRuns
      ?? CountedRuns(
        graph, list, images, from: surroundings.starts.map { ($0, allowed.boxes) }, traffic)
  }
}
