import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension CampaignSubject {
  /// Payloads of more other contracts than this are not tried.
  private static let otherLimit = 4

  /// What operators may know of the system around a passage: how its sender tags failures, and what others send.
  static func surroundings(
    of passage: Passage, _ schema: Schema, _ traffic: inout Traffic
  ) -> MutationSurroundings {
    var result = MutationSurroundings(of: schema)
    let own = traffic.structure.sender(of: passage).flatMap { traffic.structure.role(of: $0).contract }
    if let own {
      result.failureTag = traffic.system[own].failureTag
      result.failureKinds = traffic.system[own].failures.map(\.kind)
    }
    guard let receiver = traffic.structure.receiver(of: passage) else { return result }
    guard let arriving = arriving(at: receiver, &traffic) else { return result }
    var others: [Schema] = []
    for index in traffic.system.contracts.indices where own?.rawValue != index && others.count < otherLimit {
      if let number = traffic.questions.schema(at: .output(contract: index)) {
        others.append(traffic.questions[number])
      }
    }
    if !others.isEmpty { result.others = SamplePayloads(others, without: arriving) }
    return result
  }

  /// Payloads of a contract as it was declared before, which break it as it is now; `nil` where it was not declared.
  static func payloads(
    of contract: String, in earlier: AgentSystem, refusedBy schema: Schema
  ) -> SamplePayloads? {
    guard let index = earlier.contracts.firstIndex(where: { $0.name.hasSameCodePoints(as: contract) }) else {
      return nil
    }
    var traffic = Traffic(earlier)
    guard let number = traffic.questions.schema(at: .output(contract: index)) else { return nil }
    return SamplePayloads(of: traffic.questions[number], refusedBy: schema)
  }

  /// Beyond so many ways to reach an agent it is not looked at what else arrives there.
  private static let arrivalLimit = 32

  /// Everything that may reach an agent, which is then no other agent's payload; `nil` where that is not known.
  private static func arriving(at agent: AgentIndex, _ traffic: inout Traffic) -> [Schema]? {
    let deliveries = traffic.arrivals(at: agent).deliveries
    guard deliveries.count <= arrivalLimit else { return nil }
    var result: [Schema] = []
    for delivery in deliveries {
      // Guards narrow what arrives; without them it is only more that is left out.
      guard let base = traffic.whole(delivery).base else { return nil }
      result.append(traffic.questions[base])
    }
    if let accepted = traffic.questions.schema(at: .accepts(agent: agent.rawValue)) {
      result.append(traffic.questions[accepted])
    }
    return result
  }
}
