public import HandoffSchema

/// What a consumer made of one case.
public enum ConsumerAnswer: Sendable, Hashable {
  /// It took the payload as a result.
  ///
  /// `answer` is what it gave back, if it says; `understood` is the payload as it read it, if it says.
  case accepted(answer: JSONValue?, understood: Understanding?)
  /// It answered with a failure output of its own: the kind, and the whole payload if it says.
  case failure(kind: String, payload: JSONValue?)
  /// It refused the payload, with its reason.
  case rejected(String)
  /// It ended without an answer: how.
  case crashed(String)
  /// It gave no answer in time.
  case timedOut
}
