import HandoffContracts
import HandoffTraffic

extension RoutingFacts {
  /// Looks at loops and at payloads; of a large system on all processors.
  ///
  /// - Parameters:
  ///   - graph: The edges.
  ///   - circles: Where work could circulate, as far as arrows tell.
  ///   - surroundings: What is known of reaching and leaving agents by arrows.
  ///   - isAlwaysCalled: Whether control always comes back to whoever handed to an agent.
  ///   - isSideBySide: Whether the work is parted.
  ///   - traffic: What travels; with what was asked of payloads afterwards.
  /// - Returns: The loops in which payloads can circulate, those in which none can, and what is known of payloads.
  static func analyses(
    of graph: RoutingGraph, _ circles: Circles, _ surroundings: LoopAnalysis.Surroundings,
    isAlwaysCalled: @escaping @Sendable (AgentIndex) -> Bool, isSideBySide: Bool, _ traffic: inout Traffic
  ) -> (loops: [HandoffLoop], infeasible: [InfeasibleLoop], PayloadFacts) {
    guard isSideBySide else {
      // In small systems each has use for what the other one found out of payloads.
      let decided = LoopAnalysis.run(graph, circles, surroundings, &traffic)
      return (decided.loops, decided.infeasible, PayloadAnalysis.run(&traffic, isAlwaysCalled))
    }
    let parts = LoopAnalysis.Parts(graph, circles, surroundings, &traffic)
    let start = traffic
    // Payloads take longest, and come first.
    let looks = ConcurrentWork.results(of: 1 + parts.count) { number in
      var own = start
      guard number > 0 else { return LargeLook.payloads(PayloadAnalysis.run(&own, isAlwaysCalled), own) }
      return .loops(parts.result(of: number - 1, &own), own.questions)
    }
    var (loops, infeasible, payloads) = ([HandoffLoop](), [InfeasibleLoop](), PayloadFacts(traffic.system))
    for look in looks {
      switch look {
      case .payloads(let found, let own): (payloads, traffic) = (found, own)
      case .loops(let found, let questions):
        loops += found.loops
        infeasible += found.infeasible
        payloads.searches += questions.searches - start.questions.searches
        payloads.isComplete = payloads.isComplete && questions.brokenSchema == nil
      }
    }
    return (loops, infeasible, payloads)
  }

  /// What a part of the look at a large system came to.
  private enum LargeLook: Sendable {
    case payloads(PayloadFacts, Traffic)
    case loops(LoopAnalysis.Result, PayloadQuestions)
  }
}
