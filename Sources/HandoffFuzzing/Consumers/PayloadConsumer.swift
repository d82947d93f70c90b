package import HandoffSchema

/// A consumer in Swift: returning is accepting, throwing is refusing, and throwing a ``HandoffFailure`` is
/// answering with a failure output.
///
/// Only an ``Answer`` that is returned counts as the consumer's answer.
public struct PayloadConsumer<Result>: HandoffConsumer {
  private let foreign: (any ForeignCoding)?
  private let body: (Payload) async throws -> Result

  /// Wraps a closure.
  public init(_ body: @escaping (Payload) async throws -> Result) {
    self.init(foreign: nil, body)
  }

  /// Wraps a closure whose payloads may be read as types of other modules.
  package init(foreign: (any ForeignCoding)?, _ body: @escaping (Payload) async throws -> Result) {
    self.foreign = foreign
    self.body = body
  }

  /// Swift.
  public var language: ConsumerLanguage { .swift }

  /// Runs the closure on one case.
  public func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    guard case .payload(let value) = handoffCase.content else { return .rejected("not JSON") }
    return await answer(to: Payload(value, foreign: foreign))
  }

  /// Runs the closure on a payload, in whose record it is seen what was read.
  package func answer(to payload: Payload) async -> ConsumerAnswer {
    do {
      let result = try await body(payload)
      let understood = payload.record.understood.map { Understanding($0.value, unordered: $0.unordered) }
      return .accepted(answer: (result as? Answer)?.value, understood: understood)
    } catch let failure as HandoffFailure {
      return .failure(kind: failure.kind, payload: failure.payload)
    } catch {
      return .rejected(Self.reason(error, payload.record))
    }
  }

  /// The reason in one line; a decoding error's own words name the member.
  private static func reason(_ error: any Error, _ record: ReadingRecord) -> String {
    if let error = error as? DecodingError {
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        return context.debugDescription
      @unknown default: return "\(error)"
      }
    }
    guard let absent = record.lastAbsent else { return "\(error)" }
    return "\(error) (it had asked for \(absent), which was not sent)"
  }
}
