import HandoffContracts
import HandoffSchema

extension RoutingFacts {
  /// An agent's name in quotes.
  package func quoted(_ agent: some BinaryInteger) -> String {
    Self.quoted(system.agents[Int(agent)].name)
  }

  /// A handoff's name in quotes.
  package func quoted(handoff: some BinaryInteger) -> String {
    Self.quoted(name(ofHandoff: Int(handoff)))
  }

  /// A name in quotes, on one line whatever it contains, and cut off where it is very long.
  package static func quoted(_ name: String) -> String {
    guard name.unicodeScalars.count > 200 else { return JSONValue.string(name).text() }
    var short = String.UnicodeScalarView(name.unicodeScalars.prefix(199))
    short.append("…")
    return JSONValue.string(String(short)).text()
  }

  /// Some agents' names in quotes; the first ones and a count where there are many.
  package func list(_ agents: [Int32]) -> String {
    Self.list(agents.prefix(4).map { quoted($0) }, of: agents.count)
  }

  /// Words joined as in a sentence, where the given ones are the first of `count`.
  package static func list(_ words: [String], of count: Int? = nil) -> String {
    let more = (count ?? words.count) - words.count
    if more > 0 { return words.joined(separator: ", ") + " and \(more) more" }
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// One lap of a loop: `"a" -> "b" -> "a"`; the middle is left out of a long one.
  package func lapText(_ loop: HandoffLoop) -> String {
    let stops = loop.lap.map { quoted(graph.edges[Int($0)].target) }
    guard let start = stops.last else { return "" }
    guard stops.count > 8 else { return ([start] + stops).joined(separator: " -> ") }
    let beginning = ([start] + stops.prefix(4)).joined(separator: " -> ")
    return beginning + " -> … -> " + start + " (\(stops.count) handoffs)"
  }

  /// The name of an edge; a return is named by its handoff.
  package func name(ofEdge place: Int32) -> String {
    let edge = graph.edges[Int(place)]
    let name = name(ofHandoff: Int(edge.handoff))
    return edge.isReturn ? "\(name) (returns)" : name
  }

  /// The names of the handoffs along a way through the routes.
  func handoffNames(along way: [Int]) -> [String] {
    // The step from a loop to the taker of the run limit is no handoff.
    way.map { routes.labels[$0] }.filter { $0 >= 0 }.map { name(ofEdge: $0) }
  }

  /// The agents that produce a contract, in declaration order.
  package func producers(of contract: Int) -> [Int] {
    graph.roles.indices.filter { graph.roles[$0].contract == Int32(contract) }
  }

  /// The declared agents at both ends of a handoff, in declaration order.
  package func ends(of handoff: Int) -> [Int] {
    let ends = [graph.senders[handoff], graph.receivers[handoff]].filter { $0 >= 0 }.map(Int.init)
    return ends.count == 2 && ends[0] == ends[1] ? [ends[0]] : ends.sorted()
  }

  /// What an observation about a loop names: its agents, the handoffs among them, and one lap.
  package func observation(
    of loop: HandoffLoop, _ message: String, remedy: String
  ) -> Observation {
    let handoffs = Set(loop.edges.map { Int(graph.edges[Int($0)].handoff) }).sorted()
    return Observation(
      at: .agent(Int(loop.agents.first ?? 0)), message, remedy: remedy, agents: loop.agents.map(Int.init),
      handoffs: handoffs, witness: Finding.Witness(path: loop.lap.map { name(ofEdge: $0) }),
      start: loop.lap.last.map { Int(graph.edges[Int($0)].target) } ?? 0)
  }

  /// The agents of a loop as the subject of a sentence: `"a" and "b" can hand work around`.
  package func circulation(_ loop: HandoffLoop) -> String {
    let deed = loop.agents.count == 1 ? "can hand work to itself" : "can hand work around"
    return "\(list(loop.agents)) \(deed) without end: \(lapText(loop))"
  }

  /// The handoff that closes the lap, in quotes: the natural one to limit.
  package func closingHandoff(_ loop: HandoffLoop) -> String {
    loop.lap.last.map { quoted(handoff: graph.edges[Int($0)].handoff) } ?? ""
  }
}
