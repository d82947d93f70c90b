import HandoffSchema

/// A consumer in Swift: returning is accepting, throwing is refusing, and throwing a ``HandoffFailure`` is
/// answering with a failure output.
///
/// What is returned counts as the consumer's answer where it is a `JSONValue` or can be encoded, unless it is
/// of the very type that the payload was decoded as.
public struct PayloadConsumer<Answer>: HandoffConsumer {
  private let body: (Payload) async throws -> Answer

  /// Wraps a closure.
  public init(_ body: @escaping (Payload) async throws -> Answer) {
    self.body = body
  }

  /// Swift.
  public var language: ConsumerLanguage { .swift }

  /// Runs the closure on one case.
  public func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    guard case .payload(let value) = handoffCase.content else { return .rejected("not JSON") }
    let payload = Payload(value)
    do {
      let answer = try await body(payload)
      return .accepted(
        answer: try Self.json(answer, payload.record), understood: payload.record.understanding)
    } catch let failure as HandoffFailure {
      return .failure(kind: failure.kind, payload: failure.payload)
    } catch {
      return .rejected(Self.reason(error))
    }
  }

  private static func json(_ answer: Answer, _ record: ReadingRecord) throws -> JSONValue? {
    if let value = answer as? JSONValue { return value }
    guard !record.wasUnderstood(as: Answer.self), let encodable = answer as? any Encodable else { return nil }
    return try PayloadEncoder.encode(encodable)
  }

  /// The reason in one line; a decoding error's own words name the place.
  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    return switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      context.debugDescription
    @unknown default: "\(error)"
    }
  }
}
