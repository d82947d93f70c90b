import HandoffFuzzing
import HandoffSchema

/// The lines between `handoff check` and a consumer; `docs/consumer-protocol.md` describes them for authors.
enum ConsumerProtocol {
  /// The line that hands a case over.
  static func line(for handoffCase: HandoffCase) -> [UInt8] {
    var object: JSONObject = [
      "handoff": .string(handoffCase.handoff), "case": JSONValue(integerLiteral: handoffCase.index),
    ]
    handoffCase.content.add(to: &object)
    var line: [UInt8] = []
    JSONValue.object(object).write(into: &line)
    return line
  }

  /// Why a line is no answer.
  struct Failure: Error, Sendable, Hashable {
    /// What the line is instead, in a few words.
    var explanation: String
  }

  private static let kinds = ["accepted", "failure", "rejected"]

  /// Reads the line that a consumer answered with.
  ///
  /// A failure's payload is the answer itself, with the kind under the name that the consumer's contract gives
  /// it; where failures are not tagged, the member `payload`. An answer that only names the kind says nothing of the
  /// payload.
  static func answer(_ line: [UInt8], failureTag: String?) throws(Failure) -> ConsumerAnswer {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONDocument(parsing: line).value
    } catch {
      throw garbage("not JSON (\(error.message))")
    }
    guard let object = value.objectValue else { throw garbage("not an object") }
    let given = kinds.filter { object[$0] != nil }
    guard given.count == 1 else {
      throw garbage(given.isEmpty ? "none of the three answers" : "several answers at once")
    }
    if let answer = object["accepted"] {
      // Not written with `nil`, which for a JSON value means `null`.
      let given = answer == .null ? Optional<JSONValue>.none : .some(answer)
      return .accepted(answer: given, understood: object["understood"].map { Understanding($0) })
    }
    if let failure = object["failure"] {
      guard let kind = failure.stringValue else { throw garbage("\"failure\" must be a text") }
      guard object.count > 1 else { return .failure(kind: kind, payload: nil) }
      guard let failureTag else { return .failure(kind: kind, payload: object["payload"]) }
      let members = object.map { member in
        JSONObject.Member(key: member.key == "failure" ? failureTag : member.key, value: member.value)
      }
      return .failure(kind: kind, payload: .object(JSONObject(members)))
    }
    guard let reason = object["rejected"]?.stringValue else {
      throw garbage("\"rejected\" must be a text")
    }
    return .rejected(reason)
  }

  private static func garbage(_ what: String) -> Failure { Failure(explanation: what) }
}
