public import HandoffSchema

/// What a consumer in Swift answers: return it, and it is held against the consumer's contract.
///
/// Whatever else a closure returns, such as the value of its only expression, is not judged.
public struct Answer: Sendable, Hashable {
  /// The answer as JSON.
  public let value: JSONValue

  /// Answers with a JSON value.
  public init(_ value: JSONValue) {
    self.value = value
  }

  /// Answers with a value that is encoded; a literal is JSON as it stands.
  ///
  /// - Throws: What encoding the value throws.
  @_disfavoredOverload
  public init(_ value: some Encodable) throws {
    self.value = try PayloadEncoder.encode(value)
  }

  /// Answers with JSON text, for an encoder of your own.
  ///
  /// - Throws: `JSONSyntaxError` where the text is no JSON.
  public init(bytes: some Sequence<UInt8>) throws {
    value = try JSONDocument(parsing: Array(bytes)).value
  }
}
