import Foundation
import HandoffSchema

/// Decodes payloads as a type, to see whether it takes them.
struct DecodingTrial<Value: Decodable> {
  /// Why a payload was not taken.
  struct Refusal: CustomStringConvertible {
    var pointer: JSONPointer
    var reason: String
    var description: String { "\(Self.name(pointer)): \(reason)" }

    /// Whether another account is of the same part of the payload.
    func isTold(by other: String) -> Bool { other.hasPrefix("\(Self.name(pointer)): ") }

    private static func name(_ pointer: JSONPointer) -> String {
      pointer.tokens.isEmpty ? "(root)" : pointer.description
    }
  }

  private let foreign: FormCoding

  init(readsDatesAsText: Bool) {
    foreign = FormCoding(readsDatesAsText: readsDatesAsText)
  }

  /// Why a payload is not taken; `nil` where it is.
  func refusal(of payload: JSONValue) -> Refusal? {
    do {
      _ = try PayloadDecoder(payload, record: ReadingRecord(), foreign: foreign).decode(Value.self)
      return nil
    } catch let error as DecodingError {
      let (path, reason) = Self.parts(of: error)
      let tokens = path.map { $0.intValue.map(String.init) ?? $0.stringValue }
      return Refusal(pointer: JSONPointer(tokens: tokens), reason: reason)
    } catch {
      return Refusal(pointer: .root, reason: "\(error)")
    }
  }

  private static func parts(of error: DecodingError) -> (path: [any CodingKey], reason: String) {
    switch error {
    case .keyNotFound(let key, let context): (context.codingPath, "no member \"\(key.stringValue)\"")
    case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
      (context.codingPath, context.debugDescription)
    @unknown default: ([], "\(error)")
    }
  }
}

/// Reads Foundation's types as `JSONDecoder` does, and dates in whatever way the decoder is set up to: any text of the format
/// `date-time`, or any number.
private struct FormCoding: ForeignCoding {
  let readsDatesAsText: Bool

  func knows(_ type: Any.Type) -> Bool { FoundationCoding.standard.knows(type) }

  func decode<Value: Decodable>(_ type: Value.Type, from value: JSONValue) throws -> Value {
    guard type == Date.self, readsDatesAsText else {
      return try FoundationCoding.standard.decode(type, from: value)
    }
    guard let text = value.stringValue, Format.dateTime.accepts(text),
      let date = Date(timeIntervalSince1970: 0) as? Value
    else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: [], debugDescription: "expected a date and time as text, found \(value)"))
    }
    return date
  }

  func encode<Value: Encodable>(_ value: Value, readFrom source: JSONValue?) throws -> JSONValue {
    try FoundationCoding.standard.encode(value, readFrom: source)
  }
}
