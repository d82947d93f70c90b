package import HandoffContracts

/// The names of handoffs, as the system gives them, without spelling out those that nobody asks for.
package struct HandoffNames: Sendable {
  private let handoffs: [Handoff]
  /// For each handoff: which one between its two agents it is, from 1.
  private let ordinals: [Int32]
  /// All names, where some agents' names make that the only way to tell.
  private let spelled: [String]?

  /// Numbers the handoffs of a system.
  ///
  /// - Complexity: O(*agents* + *handoffs*) on average.
  package init(_ system: AgentSystem, graph: RoutingGraph) {
    handoffs = system.handoffs
    // An agent called `B#2` or `A->B` may give one name to two handoffs; only spelling them all can tell.
    let isPlain = system.agents.allSatisfy { !$0.name.utf8.contains { $0 == 0x23 || $0 == 0x3E } }
    let areDeclared = !graph.senders.contains(-1) && !graph.receivers.contains(-1)
    spelled = isPlain && areDeclared ? nil : system.handoffNames
    var ordinals = [Int32](repeating: 1, count: system.handoffs.count)
    var count = [Int32](repeating: 0, count: graph.agentCount)
    var countedFor = [Int32](repeating: -1, count: graph.agentCount)
    for sender in 0..<graph.agentCount where spelled == nil {
      for place in graph.handoffsBySender[sender] {
        let receiver = Int(graph.receivers[Int(place)])
        if countedFor[receiver] != Int32(sender) {
          countedFor[receiver] = Int32(sender)
          count[receiver] = 0
        }
        count[receiver] += 1
        ordinals[Int(place)] = count[receiver]
      }
    }
    self.ordinals = ordinals
  }

  /// The name of a handoff by its place in the system.
  package subscript(place: Int) -> String {
    if let spelled { return spelled[place] }
    let handoff = handoffs[place]
    let name = "\(handoff.from)->\(handoff.to)"
    return ordinals[place] == 1 ? name : "\(name)#\(ordinals[place])"
  }
}
