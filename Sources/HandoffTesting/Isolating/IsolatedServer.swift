import Foundation
import HandoffFuzzing
import HandoffSchema

/// Serves a consumer to the process that checks it: a line for a case, a line for an answer.
enum IsolatedServer {
  /// Serves until the other side has no more cases, and then ends the process.
  static func serve(_ consumer: TimedConsumer<some Any>, failureTag: String?) async -> Never {
    let output = FileHandle(fileDescriptor: IsolatedCall.answers)
    while let line = readLine() {
      guard let value = try? JSONDocument(parsing: Array(line.utf8)).value,
        let request = AddressedContent(json: value)
      else { break }
      let handoffCase = HandoffCase(handoff: request.handoff, index: 0, content: request.content)
      let answer = await consumer.answer(handoffCase)
      // Where there was no answer in time, silence says so.
      guard let reply = reply(answer, to: request.content, failureTag) else {
        while true { pause() }
      }
      output.write(Data((reply.text() + "\n").utf8))
    }
    fflush(nil)
    _exit(0)
  }

  private static func reply(
    _ answer: ConsumerAnswer, to content: HandoffCase.Content, _ failureTag: String?
  ) -> JSONValue? {
    switch answer {
    case .accepted(let answer, let understood?):
      return ["accepted": answer ?? .null, "understood": value(of: understood, readFrom: content)]
    case .failure(let kind, let payload?):
      guard let failureTag, case .object(let members) = payload else {
        return ["failure": .string(kind), "payload": payload]
      }
      var object: JSONObject = ["failure": .string(kind)]
      for member in members where !member.key.hasSameCodePoints(as: failureTag) {
        object[member.key] = member.value
      }
      return .object(object)
    default: return answer.json
    }
  }

  /// What was understood, each set in the order in which it was sent: a line cannot say that order means nothing.
  private static func value(of understood: Understanding, readFrom content: HandoffCase.Content) -> JSONValue
  {
    guard case .payload(let sent) = content else { return understood.value }
    return understood.unordered.reduce(understood.value) { value, pointer in
      guard case .array(let before)? = sent[pointer], case .array(let after)? = value[pointer],
        Set(before) == Set(after)
      else { return value }
      return value.replacing(pointer.tokens[...], with: .array(before)) ?? value
    }
  }
}
