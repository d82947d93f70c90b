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
  /// It ended without an answer.
  case crashed(Crash)
  /// It gave no answer in time.
  case timedOut
  /// It wrote something that the protocol between the two does not know, so that nobody can tell what it meant.
  case garbled(ProtocolMistake)
}

extension ConsumerAnswer {
  /// Whether the consumer is of no use any more after this answer, so that it is started again.
  package var endsConsumer: Bool {
    switch self {
    case .accepted, .failure, .rejected: false
    case .crashed, .timedOut, .garbled: true
    }
  }

  /// The answer as a line of the protocol would give it; `nil` where there was none.
  public var json: JSONValue? {
    switch self {
    case .accepted(let answer, let understood):
      var object: JSONObject = ["accepted": answer ?? .null]
      if let understood { object["understood"] = understood.value }
      return .object(object)
    case .failure(let kind, let payload):
      var object: JSONObject = ["failure": .string(kind)]
      if let payload { object["payload"] = payload }
      return .object(object)
    case .rejected(let why): return ["rejected": .string(why)]
    case .crashed, .timedOut, .garbled: return nil
    }
  }
}
