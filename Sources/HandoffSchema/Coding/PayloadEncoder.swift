/// Encodes an `Encodable` value as JSON, without Foundation.
///
/// Containers write into shared boxes, because a type may keep several of them at once.
package struct PayloadEncoder: Encoder {
  /// What is being written at one place.
  final class Box {
    enum Content {
      case nothing
      case value(JSONValue)
      case members([(key: String, box: Box)])
      case elements([Box])
    }

    var content = Content.nothing
    let record: ReadingRecord?
    let foreign: (any ForeignCoding)?

    init(_ record: ReadingRecord?, _ foreign: (any ForeignCoding)?) {
      self.record = record
      self.foreign = foreign
    }

    /// The finished value; an object without members where nothing was written.
    var value: JSONValue {
      switch content {
      case .nothing: .object([:])
      case .value(let value): value
      case .members(let members):
        .object(JSONObject(members.map { JSONObject.Member(key: $0.key, value: $0.box.value) }))
      case .elements(let elements): .array(elements.map(\.value))
      }
    }
  }

  let box: Box
  package let codingPath: [any CodingKey]
  package var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// Encodes a value.
  ///
  /// - Parameters:
  ///   - value: What is encoded.
  ///   - record: What was read before: a value of another module's type that came from JSON is written as it was read.
  ///   - foreign: Writes types of other modules; `nil` where each is left to its own `encode(to:)`.
  /// - Returns: The value as JSON.
  /// - Throws: `EncodingError` for a number that JSON does not have, and what the type itself throws.
  package static func encode(
    _ value: any Encodable, readBy record: ReadingRecord? = nil, foreign: (any ForeignCoding)? = nil
  ) throws -> JSONValue {
    let box = Box(record, foreign)
    try box.set(value, at: [])
    return box.value
  }

  package func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .nothing = box.content { box.content = .members([]) }
    return KeyedEncodingContainer(PayloadKeyedEncoding<Key>(box: box, codingPath: codingPath))
  }

  package func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .nothing = box.content { box.content = .elements([]) }
    return PayloadUnkeyedEncoding(box: box, codingPath: codingPath)
  }

  package func singleValueContainer() -> any SingleValueEncodingContainer {
    PayloadValueEncoding(box: box, codingPath: codingPath)
  }
}

extension PayloadEncoder.Box {
  /// The box of a member, added in order.
  func member(_ key: String) -> PayloadEncoder.Box {
    let box = PayloadEncoder.Box(record, foreign)
    guard case .members(var members) = content else { return box }
    // Nobody else holds the list while it grows, so that it is not copied for each member.
    content = .nothing
    members.append((key, box))
    content = .members(members)
    return box
  }

  /// The box of a further element, and its index.
  func element() -> (PayloadEncoder.Box, Int) {
    let box = PayloadEncoder.Box(record, foreign)
    guard case .elements(var elements) = content else { return (box, 0) }
    content = .nothing
    elements.append(box)
    content = .elements(elements)
    return (box, elements.count - 1)
  }

  func set(_ value: JSONValue) { content = .value(value) }

  func set(_ value: Double, _ codingPath: [any CodingKey]) throws {
    try set(number: JSONNumber(value), value, codingPath)
  }

  /// A number of single precision keeps its own shortest literal: `0.1`, not what it is as a double.
  func set(_ value: Float, _ codingPath: [any CodingKey]) throws {
    let text = value.description
    try set(
      number: JSONNumber(literal: text.hasSuffix(".0") ? String(text.dropLast(2)) : text), value, codingPath)
  }

  func set(_ value: some FixedWidthInteger) {
    content = .value(.number(JSONNumber(checkedLiteral: String(value))))
  }

  func set(_ value: some Encodable, at codingPath: [any CodingKey]) throws {
    guard let foreign, foreign.knows(type(of: value)) else {
      return try value.encode(to: PayloadEncoder(box: self, codingPath: codingPath))
    }
    content = .value(
      try foreign.encode(value, readFrom: record?.source(at: JSONPointer(codingPath))))
  }

  private func set(number: JSONNumber?, _ value: Any, _ codingPath: [any CodingKey]) throws {
    guard let number else {
      let context = EncodingError.Context(
        codingPath: codingPath, debugDescription: "JSON has no number for \(value)")
      throw EncodingError.invalidValue(value, context)
    }
    content = .value(.number(number))
  }
}
