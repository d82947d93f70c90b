internal import HandoffSchema

/// Offers the members of an object: every one that is asked for is there.
struct ProbeKeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: ProbeDecoder

  var codingPath: [any CodingKey] { decoder.codingPath }

  /// The keys of an enumeration with values, one in each pass: its type takes exactly one.
  ///
  /// A type does not say which keys it has. Those that the contract describes are tried, and those of a type of keys that
  /// lists them.
  var allKeys: [Key] {
    let described = decoder.probe.hints.names(at: JSONPointer(codingPath)).compactMap(Key.init(stringValue:))
    let keys = described.isEmpty ? Self.listed : described
    guard !keys.isEmpty else {
      decoder.probe.note(codingPath, "it asks which members there are, and nothing says which it knows")
      return []
    }
    decoder.node.kind = .choice
    return [keys[min(keys.count - 1, decoder.probe.choice(of: keys.count, at: codingPath))]]
  }

  private static var listed: [Key] {
    func all<Keys: CaseIterable>(of type: Keys.Type) -> [Any] { type.allCases.map { $0 } }
    guard let type = Key.self as? any CaseIterable.Type else { return [] }
    return all(of: type).compactMap { $0 as? Key }
  }

  func contains(_ key: Key) -> Bool {
    let path = codingPath + [ProbeKey(key.stringValue)]
    guard (try? decoder.probe.read(at: path, of: decoder.node)) != nil else { return false }
    decoder.node.makeOptional(key.stringValue)
    return true
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    try part(key).node.isNullable = true
    return false
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try part(key).bool() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try part(key).string() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try part(key).floating(type) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try part(key).floating(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try part(key).integer(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try part(key).integer(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try part(key).integer(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try part(key).integer(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try part(key).integer(type) }
  func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try part(key).integer(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try part(key).integer(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try part(key).integer(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try part(key).integer(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try part(key).integer(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try part(key).integer(type) }
  func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try part(key).integer(type) }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    let part = try part(key)
    return try part.probe.value(of: type, into: part.node, at: part.codingPath)
  }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(key).bool() }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(key).string() }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try optional(key).floating(type)
  }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
    try optional(key).floating(type)
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(key).integer(type) }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try optional(key).integer(type) }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
    try optional(key).integer(type)
  }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
    try optional(key).integer(type)
  }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    try optional(key).integer(type)
  }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try optional(key).integer(type) }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
    try optional(key).integer(type)
  }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
    try optional(key).integer(type)
  }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
    try optional(key).integer(type)
  }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
    try optional(key).integer(type)
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    let part = try optional(key)
    // What cannot be made up is noted; a type that does without goes on.
    return try? part.probe.value(of: type, into: part.node, at: part.codingPath)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try part(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try part(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    try decoder.part(decoder.node.member("super"), ProbeKey("super"))
  }
  func superDecoder(forKey key: Key) throws -> any Decoder { try part(key) }

  private func part(_ key: Key) throws -> ProbeDecoder {
    try decoder.part(decoder.node.member(key.stringValue), ProbeKey(key.stringValue))
  }

  private func optional(_ key: Key) throws -> ProbeDecoder {
    decoder.node.makeOptional(key.stringValue)
    let part = try part(key)
    part.node.isNullable = true
    return part
  }
}
