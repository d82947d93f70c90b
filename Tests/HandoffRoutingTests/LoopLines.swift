import HandoffContracts
import HandoffRouting

/// The loops of a system in few words, for tests.
enum LoopLines {
  /// One line a loop: `a b: a->b b->a, live by s->a`.
  ///
  /// Behind the lap stands whether runs get there: `latent`, `live` with the way there, `possible` or `undecided`.
  static func lines(of system: AgentSystem) -> [String] {
    let facts = RoutingFacts(system)
    return facts.loops.map { loop in
      func names(_ edges: [Int32]) -> String { edges.map { facts.name(ofEdge: $0) }.joined(separator: " ") }
      let agents = loop.agents.map { system[$0].name }.joined(separator: " ")
      return "\(agents): \(names(loop.lap)), \(state(of: loop, names))"
    }
  }

  private static func state(of loop: HandoffLoop, _ names: ([Int32]) -> String) -> String {
    switch loop.certainty {
    case .possible: return "possible"
    case .undecided: return "undecided"
    case .replayed, .structural:
      guard loop.isReached else { return "latent" }
      return loop.stem.map { $0.isEmpty ? "live" : "live by \(names($0))" } ?? "live"
    }
  }
}
