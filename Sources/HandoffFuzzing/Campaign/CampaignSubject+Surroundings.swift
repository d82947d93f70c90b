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
    var others: [Schema] = []
    for index in traffic.system.contracts.indices where own?.rawValue != index && others.count < otherLimit {
      if let number = traffic.questions.schema(at: .output(contract: index)) {
        others.append(traffic.questions[number])
      }
    }
    if !others.isEmpty { result.others = SamplePayloads(others) }
    return result
  }
}
