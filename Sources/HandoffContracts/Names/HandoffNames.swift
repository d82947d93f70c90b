/// The names of handoffs, as the system gives them, without spelling out those that nobody asks for.
struct HandoffNames: Sendable {
  private let handoffs: [Handoff]
  /// For each handoff: which one between its two agents it is, from 1.
  private let ordinals: [Int32]
  /// All names, where some agents' names make that the only way to tell.
  private let spelled: [String]?

  /// Numbers the handoffs of a system.
  ///
  /// - Parameters:
  ///   - system: The system.
  ///   - targets: The declared agent that each handoff leads to.
  ///   - outgoing: The handoffs of each agent.
  ///   - areDeclared: Whether every end of a handoff is a declared agent.
  /// - Complexity: O(*agents* + *handoffs*) on average.
  init(_ system: AgentSystem, targets: [AgentIndex?], outgoing: CompressedRows, areDeclared: Bool) {
    handoffs = system.handoffs
    // An agent called `B#2` or `A->B` may give one name to two handoffs; only spelling them all can tell.
    let isPlain = system.agents.allSatisfy { !$0.name.utf8.contains { $0 == 0x23 || $0 == 0x3E } }
    spelled = isPlain && areDeclared ? nil : system.handoffNames
    var ordinals = [Int32](repeating: 1, count: system.handoffs.count)
    var count = [Int32](repeating: 0, count: system.agents.count)
    var countedFor = [Int](repeating: -1, count: system.agents.count)
    for sender in system.agents.indices where spelled == nil {
      for index in outgoing[sender] {
        guard let receiver = targets[Int(index)]?.rawValue else { continue }
        if countedFor[receiver] != sender {
          countedFor[receiver] = sender
          count[receiver] = 0
        }
        count[receiver] += 1
        ordinals[Int(index)] = count[receiver]
      }
    }
    self.ordinals = ordinals
  }

  /// The name of a handoff.
  subscript(index: HandoffIndex) -> String {
    if let spelled { return spelled[index.rawValue] }
    // By position: a copy of the handoff would cost more than its name.
    var name = handoffs[index.rawValue].from
    name += "->"
    name += handoffs[index.rawValue].to
    let ordinal = ordinals[index.rawValue]
    if ordinal != 1 { name += "#\(ordinal)" }
    return name
  }

  /// The name of the way back of a handoff: `A<-B`, and `A<-B#2` for `A->B#2`.
  func ofReturn(_ index: HandoffIndex) -> String {
    let handoff = handoffs[index.rawValue]
    let suffix = self[index].unicodeScalars.dropFirst("\(handoff.from)->\(handoff.to)".unicodeScalars.count)
    return "\(handoff.from)<-\(handoff.to)" + String(suffix)
  }
}
