package import HandoffContracts
import HandoffSchema

/// The names of handoffs: `A->B`, and `A->B#2` for a second one between the same two agents.
package struct HandoffNames: Sendable {
  private let handoffs: [Handoff]
  /// For each handoff: which one between its two agents it is, from 1.
  private let ordinals: [Int32]

  /// Numbers the handoffs of a system.
  ///
  /// - Complexity: O(*agents* + *handoffs*) on average.
  package init(_ system: AgentSystem, graph: RoutingGraph) {
    handoffs = system.handoffs
    var ordinals = [Int32](repeating: 1, count: system.handoffs.count)
    var count = [Int32](repeating: 0, count: graph.agentCount)
    var countedFor = [Int32](repeating: -1, count: graph.agentCount)
    for sender in 0..<graph.agentCount {
      for place in graph.handoffsBySender[sender] where graph.receivers[Int(place)] >= 0 {
        let receiver = Int(graph.receivers[Int(place)])
        if countedFor[receiver] != Int32(sender) {
          countedFor[receiver] = Int32(sender)
          count[receiver] = 0
        }
        count[receiver] += 1
        ordinals[Int(place)] = count[receiver]
      }
    }
    // Handoffs with an end that is not declared have no numbers to count by.
    var undeclared: [[ExactString]: Int32] = [:]
    for (place, handoff) in system.handoffs.enumerated()
    where graph.senders[place] < 0 || graph.receivers[place] < 0 {
      let ends = [ExactString(handoff.from), ExactString(handoff.to)]
      undeclared[ends, default: 0] += 1
      ordinals[place] = undeclared[ends, default: 1]
    }
    self.ordinals = ordinals
  }

  /// The name of a handoff by its place in the system.
  package subscript(place: Int) -> String {
    let handoff = handoffs[place]
    let name = "\(handoff.from)->\(handoff.to)"
    return ordinals[place] == 1 ? name : "\(name)#\(ordinals[place])"
  }
}
