/// The previous payload once more, after a newer one.
struct StalePayload: SequenceOperator {
  static let info = OperatorInfo(
    id: "stale-payload", family: .sequence,
    summary: "the previous payload once more, after a newer one", keepsValid: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"id":7}\#n{"id":0}\#n{"id":7}"#))

  let before: [Delivery] = [.same, .other]
}

extension MutationOperator {
  /// The previous payload once more, after a newer one.
  public static let stalePayload = Self(StalePayload())
}
