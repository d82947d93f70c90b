/// Decodes a `Decodable` type from a JSON value, without Foundation and strict about types: a string is never
/// taken for a number, nor a fraction for an integer.
package struct PayloadDecoder: Decoder {
  let value: JSONValue
  package let codingPath: [any CodingKey]
  let record: ReadingRecord
  package var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// Reads types of other modules; `nil` where each is left to its own `init(from:)`.
  let foreign: (any ForeignCoding)?

  /// Prepares a value.
  package init(_ value: JSONValue, record: ReadingRecord, foreign: (any ForeignCoding)? = nil) {
    self.init(value, at: [], record: record, foreign: foreign)
  }

  private init(
    _ value: JSONValue, at codingPath: [any CodingKey], record: ReadingRecord, foreign: (any ForeignCoding)?
  ) {
    self.value = value
    self.codingPath = codingPath
    self.record = record
    self.foreign = foreign
  }

  package func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let members) = value else { throw mismatch([String: Any].self, "an object") }
    return KeyedDecodingContainer(PayloadKeyedDecoding<Key>(decoder: self, members: members))
  }

  package func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = value else { throw mismatch([Any].self, "an array") }
    return PayloadUnkeyedDecoding(decoder: self, elements: elements)
  }

  package func singleValueContainer() -> any SingleValueDecodingContainer {
    PayloadValueDecoding(decoder: self)
  }

  /// The decoder of a part.
  func part(_ value: JSONValue, _ key: any CodingKey) -> PayloadDecoder {
    PayloadDecoder(value, at: codingPath + [key], record: record, foreign: foreign)
  }

  /// Decodes a value of any type and notes that it was read.
  package func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    record.note(pointer, isSet: type is any SetLike.Type)
    guard let foreign, foreign.knows(type) else { return try Value(from: self) }
    do {
      let decoded = try foreign.decode(type, from: value)
      record.keep(source: value, at: pointer)
      return decoded
    } catch {
      throw mismatch(type, "what is read as \(type)")
    }
  }

  var pointer: JSONPointer {
    JSONPointer(codingPath)
  }

  func mismatch(_ type: Any.Type, _ expected: String) -> DecodingError {
    let context = DecodingError.Context(
      codingPath: codingPath,
      debugDescription: "at \(place): expected \(expected), found \(value.literal)")
    return value == .null ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }

  func corrupted(_ text: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: "at \(place): \(text)"))
  }

  var place: String { codingPath.isEmpty ? "(root)" : pointer.description }
}

extension JSONPointer {
  /// The pointer that a coding path stands for.
  package init(_ codingPath: [any CodingKey]) {
    self.init(tokens: codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue })
  }
}

extension PayloadDecoder {
  func bool() throws -> Bool {
    guard case .bool(let truth) = value else { throw mismatch(Bool.self, "true or false") }
    return truth
  }

  func string() throws -> String {
    guard case .string(let text) = value else { throw mismatch(String.self, "a string") }
    return text
  }

  func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
    guard case .number(let number) = value else { throw mismatch(type, "an integer") }
    guard number.isInteger else { throw mismatch(type, "an integer") }
    // Integers wider than a machine word are read from a literal without exponent.
    guard let result = number.intValue.flatMap(Integer.init(exactly:)) ?? Integer(number.literal) else {
      throw corrupted("\(number) does not fit \(type)")
    }
    return result
  }

  func floating<Floating: BinaryFloatingPoint & LosslessStringConvertible>(
    _ type: Floating.Type
  ) throws -> Floating {
    guard case .number(let number) = value else { throw mismatch(type, "a number") }
    guard let result = Floating(number.literal), result.isFinite else {
      throw corrupted("\(number) does not fit \(type)")
    }
    return result
  }
}

/// A type whose elements have no order.
protocol SetLike {}

extension Set: SetLike {}
