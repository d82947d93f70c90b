import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension RoutingFacts {
  /// What a refusal has in common with others that the same change mends.
  ///
  /// That is the contract of what is sent, and the payload that shows it; `nil` where nobody declares what is sent.
  func cause(of refusal: PayloadFacts.Refusal, sentBy sender: AgentIndex) -> [JSONValue]? {
    guard let contract = role(of: sender).contract else { return nil }
    return [
      .string(system[contract].name), .string(refusal.subject), .string(refusal.explanation), refusal.payload,
    ]
  }
}
