internal import HandoffSchema

/// Decodes a type from made-up values and notes what it asks for.
struct ProbeDecoder: Decoder {
  let probe: Probe
  let node: ProbeNode
  let codingPath: [any CodingKey]
  let offer: ProbeOffer
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    switch node.kind {
    case .object, .choice: break
    default: node.kind = .object
    }
    return KeyedDecodingContainer(ProbeKeyedDecoding<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    ProbeUnkeyedDecoding(decoder: self, element: node.elements(of: .array))
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { ProbeValueDecoding(decoder: self) }

  /// The decoder of a part.
  ///
  /// - Throws: `Probe.Recursion` where too much was read.
  func part(_ node: ProbeNode, _ key: any CodingKey) throws -> ProbeDecoder {
    let path = codingPath + [key]
    try probe.read(at: path, of: self.node)
    return ProbeDecoder(probe: probe, node: node, codingPath: path, offer: offer)
  }

  func bool() -> Bool {
    node.kind = .bool
    return offer.truth
  }

  func string() -> String {
    node.kind = .text
    return offer.text
  }

  func floating<Floating: BinaryFloatingPoint>(_ type: Floating.Type) -> Floating {
    node.kind = .number
    return Floating(offer.number)
  }

  func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer {
    // The bounds of what fills a machine word are nobody's promise.
    let isNarrow = Integer.bitWidth < 64
    let lowest: Int128? = isNarrow || !Integer.isSigned ? Int128(exactly: Integer.min) : nil
    node.kind = .integer(lowest: lowest, highest: isNarrow ? Int128(exactly: Integer.max) : nil)
    return Integer(clamping: offer.number)
  }
}

/// A key of a part that is probed.
struct ProbeKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { self.init(String(intValue)) }
}

/// Offers a single value.
struct ProbeValueDecoding: SingleValueDecodingContainer {
  let decoder: ProbeDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool {
    decoder.node.isNullable = true
    return false
  }
  func decode(_ type: Bool.Type) -> Bool { decoder.bool() }
  func decode(_ type: String.Type) -> String { decoder.string() }
  func decode(_ type: Double.Type) -> Double { decoder.floating(type) }
  func decode(_ type: Float.Type) -> Float { decoder.floating(type) }
  func decode(_ type: Int.Type) -> Int { decoder.integer(type) }
  func decode(_ type: Int8.Type) -> Int8 { decoder.integer(type) }
  func decode(_ type: Int16.Type) -> Int16 { decoder.integer(type) }
  func decode(_ type: Int32.Type) -> Int32 { decoder.integer(type) }
  func decode(_ type: Int64.Type) -> Int64 { decoder.integer(type) }
  func decode(_ type: Int128.Type) -> Int128 { decoder.integer(type) }
  func decode(_ type: UInt.Type) -> UInt { decoder.integer(type) }
  func decode(_ type: UInt8.Type) -> UInt8 { decoder.integer(type) }
  func decode(_ type: UInt16.Type) -> UInt16 { decoder.integer(type) }
  func decode(_ type: UInt32.Type) -> UInt32 { decoder.integer(type) }
  func decode(_ type: UInt64.Type) -> UInt64 { decoder.integer(type) }
  func decode(_ type: UInt128.Type) -> UInt128 { decoder.integer(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try decoder.probe.value(of: type, into: decoder.node, at: codingPath)
  }
}

/// Offers elements: one, and then the end.
struct ProbeUnkeyedDecoding: UnkeyedDecodingContainer {
  let decoder: ProbeDecoder
  let element: ProbeNode
  private(set) var currentIndex = 0

  init(decoder: ProbeDecoder, element: ProbeNode) {
    self.decoder = decoder
    self.element = element
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { nil }
  var isAtEnd: Bool { currentIndex > 0 }

  private mutating func next() throws -> ProbeDecoder {
    currentIndex += 1
    return try decoder.part(element, ProbeKey("*"))
  }

  mutating func decodeNil() -> Bool {
    element.isNullable = true
    return false
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let part = try next()
    return try part.probe.value(of: type, into: part.node, at: part.codingPath)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }
  mutating func superDecoder() throws -> any Decoder { try next() }
}
