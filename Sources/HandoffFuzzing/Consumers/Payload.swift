public import HandoffSchema

/// What a consumer in Swift is handed: one JSON value, read as a type, by places, or as text.
public struct Payload: Sendable {
  /// The whole value.
  public let value: JSONValue
  let record: ReadingRecord

  /// Wraps a value.
  public init(_ value: JSONValue) {
    self.value = value
    record = ReadingRecord()
  }

  /// The value as compact JSON text, for a decoder of your own.
  public var text: String { value.text() }

  /// The UTF-8 bytes of ``text``.
  public var bytes: [UInt8] { Array(text.utf8) }

  /// The value of a member, or `nil` where there is none or the payload is no object.
  public subscript(name: String) -> JSONValue? { self[JSONPointer(tokens: [name])] }

  /// The value at a place, or `nil` where the pointer leads nowhere.
  public subscript(pointer: JSONPointer) -> JSONValue? {
    record.note(pointer, isSet: false)
    return value[pointer]
  }

  /// The places that were read so far, each once, in order.
  public var reads: [JSONPointer] { record.reads }
}

extension Payload {
  /// Decodes the payload strictly: no string is taken for a number and no fraction for an integer.
  ///
  /// A type that can also be encoded is encoded again, so that a campaign notices where the consumer
  /// understood something else than was sent.
  ///
  /// - Throws: `DecodingError` with the place, and what the type itself throws.
  public func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let decoded = try PayloadDecoder(value, record: record).decode(type)
    if let encodable = decoded as? any Encodable { try understand(encodable) }
    return decoded
  }

  /// States how the payload was understood, for consumers that decode ``text`` or ``bytes`` themselves.
  ///
  /// - Throws: What encoding the value throws.
  public func understand(_ value: any Encodable) throws {
    record.understand(try PayloadEncoder.encode(value), as: type(of: value))
  }
}
