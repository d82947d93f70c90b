/// The elements of an array, one after the other.
struct PayloadUnkeyedDecoding: UnkeyedDecodingContainer {
  let decoder: PayloadDecoder
  let elements: [JSONValue]
  private(set) var currentIndex = 0

  init(decoder: PayloadDecoder, elements: [JSONValue]) {
    self.decoder = decoder
    self.elements = elements
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  mutating func decodeNil() throws -> Bool {
    guard try element(Any?.self).value == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value = try element(type).decode(type)
    currentIndex += 1
    return value
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    let container = try element(type).container(keyedBy: type)
    currentIndex += 1
    return container
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let container = try element([Any].self).unkeyedContainer()
    currentIndex += 1
    return container
  }

  mutating func superDecoder() throws -> any Decoder {
    let part = try element((any Decoder).self)
    currentIndex += 1
    return part
  }

  private func element(_ type: Any.Type) throws -> PayloadDecoder {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        type,
        DecodingError.Context(
          codingPath: codingPath + [PayloadKey(currentIndex)],
          debugDescription: "at \(decoder.place): no element \(currentIndex)"))
    }
    return decoder.part(elements[currentIndex], PayloadKey(currentIndex))
  }
}
