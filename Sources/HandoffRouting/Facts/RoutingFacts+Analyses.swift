import HandoffContracts
import HandoffTraffic

extension RoutingFacts {
  /// Looks at loops and at payloads; of a large system on all processors.
  ///
  /// - Parameters:
  ///   - graph: The edges.
  ///   - circles: Where work could circulate, as far as arrows tell.
  ///   - surroundings: What is known of reaching and leaving agents by arrows.
  ///   - isAlwaysCalled: Whether control always comes back to whoever handed to an agent; `nil` to look at loops alone.
  ///   - isSideBySide: Whether the work is parted.
  ///   - traffic: What travels; with what was asked of payloads afterwards.
  /// - Returns: The loops in which payloads can circulate, those in which none can, and what is known of payloads.
  static func analyses(
    of graph: RoutingGraph, _ circles: Circles, _ surroundings: LoopAnalysis.Surroundings,
    isAlwaysCalled: (@Sendable (AgentIndex) -> Bool)?, isSideBySide: Bool, _ traffic: inout Traffic
  ) -> (loops: [HandoffLoop], infeasible: [InfeasibleLoop], PayloadFacts) {
    guard isSideBySide else {
      // In small systems each has use for what the other one found out of payloads.
      let decided = LoopAnalysis.run(graph, circles, surroundings, &traffic)
      let payloads =
        isAlwaysCalled.map { PayloadAnalysis.run(&traffic, $0) } ?? PayloadFacts(traffic.system)
      return (decided.loops, decided.infeasible, payloads)
    }
    let parts = LoopAnalysis.Parts(graph, circles, surroundings, &traffic)
    let start = traffic
    // Payloads take longest, and come first.
    let looks = ConcurrentWork.results(of: 1 + parts.count) { number -> LargeLook? in
      var own = start
      if number > 0 { return .loops(parts.result(of: number - 1, &own), own.questions) }
      return isAlwaysCalled.map { .payloads(PayloadAnalysis.run(&own, $0), own) }
    }
    var (loops, infeasible, payloads) = ([HandoffLoop](), [InfeasibleLoop](), PayloadFacts(traffic.system))
    for case let look? in looks {
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
