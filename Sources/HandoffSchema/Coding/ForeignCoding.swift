/// Reads and writes types of other modules that have a form of their own in JSON, such as Foundation's dates.
///
/// This module imports none of them; whoever does hands this in.
package protocol ForeignCoding: Sendable {
  /// Whether a type is one of them.
  func knows(_ type: Any.Type) -> Bool

  /// Decodes one of them.
  ///
  /// - Throws: Anything, where the value is none.
  func decode<Value: Decodable>(_ type: Value.Type, from value: JSONValue) throws -> Value

  /// Encodes one of them.
  ///
  /// - Parameters:
  ///   - value: What is encoded.
  ///   - source: What a value at the same pointer was decoded from: the same date has many texts, and one that was read
  ///     from this text is written as it.
  /// - Returns: The value as JSON.
  /// - Throws: Anything, where it has no form in JSON.
  func encode<Value: Encodable>(_ value: Value, readFrom source: JSONValue?) throws -> JSONValue
}
