/// A payload after one that comes later by its numbers or dates.
struct OutOfOrder: SequenceOperator {
  static let info = OperatorInfo(
    id: "out-of-order", family: .sequence,
    summary: "a payload after one that is later by a number or a date", keepsValid: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["step"],"properties":{"step":{"type":"integer"}}}"#,
      payload: #"{"step":7}"#,
      becomes: #"{"step":8}\#n{"step":7}"#))

  let before: [Delivery] = [.later]
}

extension MutationOperator {
  /// A payload after one that comes later by its numbers or dates.
  public static let outOfOrder = Self(OutOfOrder())
}
