import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Finds the handoffs that a call means.
struct HandoffChoice {
  private let system: AgentSystem
  private let target: HandoffCheck.Target

  init(_ system: AgentSystem, _ target: HandoffCheck.Target) {
    self.system = system
    self.target = target
  }

  /// The names of the handoffs, in the order of the declaration.
  ///
  /// - Parameters:
  ///   - replay: A token, which names its handoff itself.
  ///   - isForAll: Whether the token was not said to this call alone, so that it may be for another one.
  /// - Returns: At least one name, but none where a token that is for all is for another handoff.
  /// - Throws: `CampaignError` where no handoff is meant; `ReplayError` where the token is for none of them.
  func names(replay: String?, isForAll: Bool) throws -> [String] {
    let meant = try names(isReplay: replay != nil)
    guard let replay else { return meant }
    let name = try HandoffCampaign.handoff(ofReplay: replay)
    let chosen = meant.filter { $0.hasSameCodePoints(as: name) }
    if chosen.isEmpty, !isForAll { throw ReplayError(.otherHandoff(name, expected: "\(target)")) }
    return chosen
  }

  /// The names of all handoffs between the two, whatever they answer.
  ///
  /// - Throws: `CampaignError` where there is none.
  func allNames() throws -> [String] { try names(isReplay: true) }

  private func names(isReplay: Bool) throws -> [String] {
    let all = zip(system.handoffs, system.handoffNames)
    switch target {
    case .handoff(let handoff):
      guard let found = all.first(where: { $0.0 == handoff }) else {
        throw CampaignError(.unknownHandoff(handoff.testDescription, known: system.handoffNames))
      }
      return [found.1]
    case .between(let from, let to, let trigger):
      let named = all.filter { handoff, _ in
        handoff.from.hasSameCodePoints(as: from) && handoff.to.hasSameCodePoints(as: to)
      }
      var meant = named
      if !isReplay {
        let outputs = named.filter { $0.0.trigger == .output }
        meant =
          trigger.map { trigger in named.filter { $0.0.trigger == trigger } }
          ?? (outputs.isEmpty ? named : outputs)
      }
      guard !meant.isEmpty else {
        throw CampaignError(.noHandoff(from: from, to: to, known: system.handoffNames))
      }
      return meant.map(\.1)
    }
  }
}
