/// The members of an object.
struct PayloadKeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: PayloadDecoder
  let members: JSONObject

  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { members.keys.compactMap(Key.init(stringValue:)) }

  func contains(_ key: Key) -> Bool {
    if members[key.stringValue] != nil { return true }
    decoder.record.note(decoder.pointer.appending(key.stringValue), isSet: false)
    return false
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    decoder.record.note(decoder.pointer.appending(key.stringValue), isSet: false)
    return try member(key).value == .null
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try noted(key).bool() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try noted(key).string() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try noted(key).floating(type) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try noted(key).floating(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try noted(key).integer(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try noted(key).integer(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try noted(key).integer(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try noted(key).integer(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try noted(key).integer(type) }
  func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try noted(key).integer(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try noted(key).integer(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try noted(key).integer(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try noted(key).integer(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try noted(key).integer(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try noted(key).integer(type) }
  func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try noted(key).integer(type) }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try member(key).decode(type)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try noted(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try noted(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { part(PayloadKey("super")) }
  func superDecoder(forKey key: Key) throws -> any Decoder { part(key) }

  private func part(_ key: any CodingKey) -> PayloadDecoder {
    let part = decoder.part(members[key.stringValue] ?? .null, key)
    decoder.record.note(part.pointer, isSet: false)
    return part
  }

  /// The decoder of a member that is read, which is noted.
  private func noted(_ key: Key) throws -> PayloadDecoder {
    let member = try member(key)
    decoder.record.note(member.pointer, isSet: false)
    return member
  }

  private func member(_ key: Key) throws -> PayloadDecoder {
    guard let value = members[key.stringValue] else {
      decoder.record.note(absent: decoder.pointer.appending(key.stringValue))
      throw DecodingError.keyNotFound(
        key,
        DecodingError.Context(
          codingPath: codingPath,
          debugDescription: "at \(decoder.place): no member \"\(key.stringValue)\""))
    }
    return decoder.part(value, key)
  }
}
