public import HandoffSchema

/// A failure output that a consumer in Swift answers with: throw it.
public struct HandoffFailure: Error, Sendable, Hashable {
  /// The kind, as the consumer's contract declares it.
  public var kind: String
  /// The whole failure payload, where the consumer gives it; it is then held against the contract.
  public var payload: JSONValue?

  /// Makes a failure.
  public init(_ kind: String, payload: JSONValue? = nil) {
    self.kind = kind
    self.payload = payload
  }
}
