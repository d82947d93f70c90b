public import Foundation
public import HandoffFuzzing
import HandoffSchema

extension Payload {
  /// Decodes the payload strictly, with dates and data as a `JSONDecoder` with these strategies reads them.
  ///
  /// - Parameters:
  ///   - type: What the payload is read as.
  ///   - dates: How dates are written, such as `.iso8601`.
  ///   - data: How bytes are written.
  /// - Returns: The payload as it is understood.
  /// - Throws: `DecodingError` with the pointer, and what the type itself throws.
  public func decode<Value: Decodable>(
    _ type: Value.Type, dates: JSONDecoder.DateDecodingStrategy,
    data: JSONDecoder.DataDecodingStrategy = .base64
  ) throws -> Value {
    try decode(type, foreign: FoundationCoding(dates: dates, data: data))
  }

  /// Decodes the payload by a decoder of your own.
  ///
  /// What it understood is not looked at, because only your encoder knows how your decoder names and writes things; say
  /// it with `understand(_:)`.
  ///
  /// - Parameters:
  ///   - type: What the payload is read as.
  ///   - decoder: Decodes the bytes.
  /// - Returns: The payload as it is understood.
  /// - Throws: What the decoder throws.
  public func decode<Value: Decodable>(_ type: Value.Type, by decoder: JSONDecoder) throws -> Value {
    try decoder.decode(type, from: Data(bytes))
  }
}
