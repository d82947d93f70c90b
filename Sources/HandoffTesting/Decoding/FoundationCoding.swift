import Foundation
import HandoffSchema

/// Reads and writes Foundation's dates, data, addresses and decimal numbers as `JSONDecoder` and `JSONEncoder` do.
///
/// They have other forms where a type reads itself: an address would be an object, a decimal number its digits.
struct FoundationCoding: ForeignCoding {
  /// As a `JSONDecoder` that nobody has set up reads them.
  static let standard = FoundationCoding()

  private let dates: JSONDecoder.DateDecodingStrategy
  private let data: JSONDecoder.DataDecodingStrategy

  init(
    dates: JSONDecoder.DateDecodingStrategy = .deferredToDate,
    data: JSONDecoder.DataDecodingStrategy = .base64
  ) {
    self.dates = dates
    self.data = data
  }

  func knows(_ type: Any.Type) -> Bool {
    type == Date.self || type == URL.self || type == Foundation.Decimal.self || type == Data.self
  }

  // Each by a decoder of its own, so that a strategy in code of the user's has what it expects.
  func decode<Value: Decodable>(_ type: Value.Type, from value: JSONValue) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = dates
    decoder.dataDecodingStrategy = data
    let text = JSONValue.array([value]).text()
    guard let decoded = try decoder.decode([Value].self, from: Data(text.utf8)).first else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "nothing there"))
    }
    return decoded
  }

  func encode<Value: Encodable>(_ value: Value, readFrom source: JSONValue?) throws -> JSONValue {
    if let source, let type = Value.self as? any Decodable.Type, isSame(value, as: type, source) {
      return source
    }
    let encoder = JSONEncoder()
    switch dates {
    case .secondsSince1970: encoder.dateEncodingStrategy = .secondsSince1970
    case .millisecondsSince1970: encoder.dateEncodingStrategy = .millisecondsSince1970
    case .iso8601: encoder.dateEncodingStrategy = .iso8601
    default: encoder.dateEncodingStrategy = .deferredToDate
    }
    if case .deferredToData = data { encoder.dataEncodingStrategy = .deferredToData }
    let bytes = try encoder.encode([value])
    return try JSONDocument(parsing: Array(bytes)).value[JSONPointer(tokens: ["0"])] ?? .null
  }

  private func isSame<Source: Decodable>(_ value: Any, as type: Source.Type, _ source: JSONValue) -> Bool {
    guard let decoded = try? decode(type, from: source), let left = decoded as? AnyHashable,
      let right = value as? AnyHashable
    else { return false }
    return left == right
  }
}
