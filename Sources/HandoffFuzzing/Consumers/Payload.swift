public import HandoffSchema

/// What a consumer in Swift is handed: one JSON value, read as a type, by pointers, or as text.
public struct Payload: Sendable {
  private let whole: JSONValue
  package let record: ReadingRecord

  /// Wraps a value.
  public init(_ value: JSONValue) {
    self.init(value, foreign: nil)
  }

  /// Wraps a value that may be read as types of other modules.
  package init(_ value: JSONValue, foreign: (any ForeignCoding)?) {
    self.init(value, record: ReadingRecord(foreign: foreign))
  }

  /// Wraps a value whose reads are noted in a record that exists.
  package init(_ value: JSONValue, record: ReadingRecord) {
    whole = value
    self.record = record
  }

  /// The whole value.
  ///
  /// Who takes it is said to read everything; ``subscript(_:)-(String)`` tells what is read.
  public var value: JSONValue {
    record.noteWhole()
    return whole
  }

  /// The value as compact JSON text, for a decoder of your own.
  public var text: String { value.text() }

  /// The UTF-8 bytes of ``text``.
  public var bytes: [UInt8] { Array(text.utf8) }

  /// The value of a member, or `nil` where there is none or the payload is no object.
  public subscript(name: String) -> JSONValue? { self[JSONPointer(tokens: [name])] }

  /// The value a pointer leads to, or `nil` where it leads nowhere.
  public subscript(pointer: JSONPointer) -> JSONValue? {
    guard let value = whole[pointer] else {
      record.note(absent: pointer)
      return nil
    }
    record.note(whole: pointer)
    return value
  }

  /// The pointers that were read so far, each once, in order.
  public var reads: [JSONPointer] { record.reads }
}

extension Payload {
  /// Decodes the payload strictly: no string is taken for a number and no fraction for an integer.
  ///
  /// A type that can also be encoded is encoded again, so that a campaign notices where the consumer
  /// understood something else than was sent.
  ///
  /// - Throws: `DecodingError` with the pointer, and what the type itself throws.
  public func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try decode(type, foreign: record.foreign)
  }

  /// Decodes the payload strictly, with types of other modules as these are read.
  package func decode<Value: Decodable>(
    _ type: Value.Type, foreign: (any ForeignCoding)?
  ) throws -> Value {
    let decoded = try PayloadDecoder(whole, record: record, foreign: foreign).decode(type)
    if let encodable = decoded as? any Encodable {
      record.understand(try PayloadEncoder.encode(encodable, readBy: record, foreign: foreign))
    }
    return decoded
  }

  /// Decodes the payload by a decoder of your own.
  ///
  /// What it understood is not looked at, because only your encoder knows how your decoder names and writes things; say
  /// it with ``understand(_:)``.
  ///
  /// - Parameter decode: Decodes the bytes.
  /// - Returns: What was decoded.
  /// - Throws: What the decoder throws.
  public func decode<Value>(with decode: ([UInt8]) throws -> Value) throws -> Value {
    try decode(bytes)
  }

  /// States how the payload was understood, for consumers that decode ``text`` or ``bytes`` themselves.
  ///
  /// - Throws: What encoding the value throws.
  public func understand(_ value: any Encodable) throws {
    record.understand(try PayloadEncoder.encode(value, readBy: record, foreign: record.foreign))
  }

  /// States how the payload was understood, as JSON.
  public func understand(_ value: JSONValue) {
    record.understand(value)
  }
}
