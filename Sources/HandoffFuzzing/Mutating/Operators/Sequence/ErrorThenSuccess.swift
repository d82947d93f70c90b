/// A failure, and then the result after all.
struct ErrorThenSuccess: SequenceOperator {
  static let info = OperatorInfo(
    id: "error-then-success", family: .sequence,
    summary: "a declared failure, and then the result after all",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"failure":"timed_out"}\#n{"id":7}"#))

  let before: [Delivery] = [.failure]
}

extension MutationOperator {
  /// A failure, and then the result after all.
  public static let errorThenSuccess = Self(ErrorThenSuccess())
}
