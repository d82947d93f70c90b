import HandoffContracts
import HandoffTraffic

extension RoutingFacts {
  /// What the analysis does not know of the system, in words; rules that need it are silent.
  ///
  /// What is not declared of payloads is a rule's finding.
  ///
  /// - Complexity: O(*agents* + *handoffs*).
  var unknowns: [String] {
    var result: [String] = []
    let unseen = system.agentIndices.filter { role(of: $0).hasUnknownHandoffs }
    if !unseen.isEmpty { result.append("where \(list(unseen)) may hand off to") }
    let tested = system.handoffIndices.filter { traits(of: $0).isConditional && standing(of: $0) == .live }
    if !tested.isEmpty {
      let names = Wording.list(tested.prefix(4).map { quoted($0) }, of: tested.count)
      result.append("when the conditions in code on \(names) hold")
    }
    if !hasEntry { result.append("where a run begins") }
    return result
  }
}
