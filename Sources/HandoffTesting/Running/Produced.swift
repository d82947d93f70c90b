import HandoffFuzzing
import HandoffSchema

/// Takes what a producer returns for what it sends.
enum Produced {
  /// A closure whose every result is its answer.
  static func answers<Output>(
    of producer: @escaping (Payload) async throws -> Output
  ) -> (Payload) async throws -> Answer {
    { payload in try answer(try await producer(payload)) }
  }

  private static func answer(_ output: some Any) throws -> Answer {
    if let answer = output as? Answer { return answer }
    if let value = output as? JSONValue { return Answer(value) }
    if let value = output as? any Encodable {
      return Answer(try PayloadEncoder.encode(value, foreign: FoundationCoding.standard))
    }
    throw HandoffRefusal(
      "it returned a \(type(of: output)), which cannot be sent; return an Answer, a JSONValue or something that is Encodable"
    )
  }
}
