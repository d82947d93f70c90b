/// Writes one value.
struct PayloadValueEncoding: SingleValueEncodingContainer {
  let box: PayloadEncoder.Box
  let codingPath: [any CodingKey]

  func encodeNil() { box.set(.null) }
  func encode(_ value: Bool) { box.set(.bool(value)) }
  func encode(_ value: String) { box.set(.string(value)) }
  func encode(_ value: Double) throws { try box.set(value, codingPath) }
  func encode(_ value: Float) throws { try box.set(value, codingPath) }
  func encode(_ value: Int) { box.set(value) }
  func encode(_ value: Int8) { box.set(value) }
  func encode(_ value: Int16) { box.set(value) }
  func encode(_ value: Int32) { box.set(value) }
  func encode(_ value: Int64) { box.set(value) }
  func encode(_ value: Int128) { box.set(value) }
  func encode(_ value: UInt) { box.set(value) }
  func encode(_ value: UInt8) { box.set(value) }
  func encode(_ value: UInt16) { box.set(value) }
  func encode(_ value: UInt32) { box.set(value) }
  func encode(_ value: UInt64) { box.set(value) }
  func encode(_ value: UInt128) { box.set(value) }
  func encode<Value: Encodable>(_ value: Value) throws { try box.set(value, at: codingPath) }
}

/// Writes the members of an object; every type but `nil` goes through the single value.
struct PayloadKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let box: PayloadEncoder.Box
  let codingPath: [any CodingKey]

  private func member(_ key: any CodingKey) -> PayloadEncoder {
    PayloadEncoder(box: box.member(key.stringValue), codingPath: codingPath + [key])
  }

  func encodeNil(forKey key: Key) { member(key).box.set(.null) }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    let member = member(key)
    try member.box.set(value, at: member.codingPath)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    member(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { member(PayloadKey("super")) }
  func superEncoder(forKey key: Key) -> any Encoder { member(key) }
}

/// Writes the elements of an array.
struct PayloadUnkeyedEncoding: UnkeyedEncodingContainer {
  let box: PayloadEncoder.Box
  let codingPath: [any CodingKey]

  var count: Int { if case .elements(let elements) = box.content { elements.count } else { 0 } }

  private func element() -> PayloadEncoder {
    let (box, index) = box.element()
    return PayloadEncoder(box: box, codingPath: codingPath + [PayloadKey(index)])
  }

  func encodeNil() { element().box.set(.null) }

  func encode<Value: Encodable>(_ value: Value) throws {
    let element = element()
    try element.box.set(value, at: element.codingPath)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    element().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { element().unkeyedContainer() }
  func superEncoder() -> any Encoder { element() }
}
