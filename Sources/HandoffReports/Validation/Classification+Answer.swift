public import HandoffRuntime
public import HandoffSchema

extension Classification {
  /// The most violations that an answer lists.
  private static let violationLimit = 100

  /// What a payload is, as the members of an answer of `handoff validate --serve`; `docs/consumer-protocol.md` describes
  /// them.
  public var answer: JSONObject {
    var answer: JSONObject = ["accepted": false]
    switch self {
    case .output: answer["accepted"] = true
    case .failure(let kind, _): answer["failure"] = .string(kind)
    case .undecided: answer["undecided"] = true
    case .notJSON(let error):
      answer["syntax"] = [
        "message": .string(error.message), "line": JSONValue(integerLiteral: error.line),
        "column": JSONValue(integerLiteral: error.column),
      ]
    case .violation(let violations):
      answer["violations"] = .array(violations.prefix(Self.violationLimit).map(\.answer))
      if violations.count > Self.violationLimit {
        answer["more"] = JSONValue(integerLiteral: violations.count - Self.violationLimit)
      }
    }
    if let feedback { answer["feedback"] = .string(feedback) }
    return answer
  }
}

extension Violation {
  fileprivate var answer: JSONValue {
    var answer: JSONObject = [
      "pointer": .string(instance.description), "keyword": .string(keyword), "found": .string(found),
      "allowed": .string(allowed),
    ]
    if let hint { answer["hint"] = .string(hint) }
    answer["feedback"] = .string(feedback)
    return .object(answer)
  }
}
