/// One payload, twice in a row.
struct DeliveredTwice: SequenceOperator {
  static let info = OperatorInfo(
    id: "delivered-twice", family: .sequence,
    summary: "one payload, twice in a row", keepsValid: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"id":7}\#n{"id":7}"#))

  let before: [Delivery] = [.same]
}

extension MutationOperator {
  /// One payload, twice in a row.
  public static let deliveredTwice = Self(DeliveredTwice())
}
