extension JSONValue {
  /// Lends a tape of the value, as a parse of its text would leave it; `nil` where that is too large.
  ///
  /// - Complexity: O(*n*) in the size of the value; uses no call stack.
  func withTape<Result>(_ body: (TapeView) -> Result) -> Result? {
    var builder = TapeBuilder()
    guard builder.add(self) else { return nil }
    return builder.text.withUnsafeBufferPointer { text in
      builder.nodes.withUnsafeBufferPointer { nodes in
        guard let base = text.baseAddress, let first = nodes.baseAddress else { return nil }
        return body(TapeView(text: base, textCount: text.count, nodes: first, count: nodes.count))
      }
    }
  }
}

/// Writes values to a tape: texts unescaped, without anything between them.
private struct TapeBuilder {
  private(set) var nodes: [TapeNode] = []
  private(set) var text: [UInt8] = []

  /// A container whose content is being written.
  private struct Frame {
    var node: Int
    var value: JSONValue
    var place = 0
  }

  /// The most nodes of a tape.
  ///
  /// A value whose parts share their storage may be larger than memory once it is written out; the road without a
  /// tape has caps of its own.
  private static let nodeLimit = 4_000_000
  private static let textLimit = 1 << 30

  /// Enough for most payloads, so that nothing is moved while they are written.
  private static let usualNodes = 64
  private static let usualText = 512

  /// Values that lie so deep are written without the call stack.
  private static let deepest = 32

  /// Writes a value; returns false where it is too large.
  mutating func add(_ value: JSONValue) -> Bool {
    nodes.reserveCapacity(Self.usualNodes)
    text.reserveCapacity(Self.usualText)
    guard addNested(value, depth: 0) else { return false }
    // Room behind the last text, so that eight bytes may be loaded anywhere.
    for _ in 0..<8 { text.append(0) }
    return text.count <= UInt32.max
  }

  private mutating func addNested(_ value: JSONValue, depth: Int) -> Bool {
    guard nodes.count <= Self.nodeLimit, text.count <= Self.textLimit else { return false }
    switch value {
    case .null, .bool, .number, .string: addLeaf(value)
    case .array(let elements):
      guard depth < Self.deepest else { return addDeep(value) }
      let node = nodes.count
      addNode(.array, length: elements.count)
      for element in elements where !addNested(element, depth: depth + 1) { return false }
      nodes[node].next = UInt32(truncatingIfNeeded: nodes.count)
    case .object(let members):
      guard depth < Self.deepest else { return addDeep(value) }
      let node = nodes.count
      addNode(.object, length: members.count)
      for member in members.members {
        addText(member.key)
        guard addNested(member.value, depth: depth + 1) else { return false }
      }
      nodes[node].next = UInt32(truncatingIfNeeded: nodes.count)
    }
    return true
  }

  private mutating func addDeep(_ value: JSONValue) -> Bool {
    var frames: [Frame] = []
    open(value, &frames)
    while let top = frames.indices.last {
      guard nodes.count <= Self.nodeLimit, text.count <= Self.textLimit else { return false }
      let place = frames[top].place
      frames[top].place += 1
      switch frames[top].value {
      case .array(let elements) where place < elements.count: open(elements[place], &frames)
      case .object(let members) where place < members.count:
        let member = members[place]
        addText(member.key)
        open(member.value, &frames)
      default:
        nodes[frames[top].node].next = UInt32(truncatingIfNeeded: nodes.count)
        frames.removeLast()
      }
    }
    return true
  }

  private mutating func open(_ value: JSONValue, _ frames: inout [Frame]) {
    switch value {
    case .null, .bool, .number, .string: addLeaf(value)
    case .array(let elements):
      addNode(.array, length: elements.count)
      if !elements.isEmpty { frames.append(Frame(node: nodes.count - 1, value: value)) }
    case .object(let members):
      addNode(.object, length: members.count)
      if !members.isEmpty { frames.append(Frame(node: nodes.count - 1, value: value)) }
    }
  }

  private mutating func addLeaf(_ value: JSONValue) {
    switch value {
    case .null: addNode(.null)
    case .bool(let value): addNode(value ? .true : .false)
    case .number(let number): addNumber(number.literal)
    case .string(let text): addText(text)
    case .array, .object: break
    }
  }

  private mutating func addNumber(_ literal: String) {
    let start = text.count
    append(literal)
    var isPlain = true
    for index in start..<text.count where !(text[index] &- 0x30 < 10 || text[index] == Byte.minus) {
      isPlain = false
    }
    addNode(.number, start: start, length: text.count - start, flags: isPlain ? [] : .notPlainInteger)
  }

  private mutating func addText(_ string: String) {
    let start = text.count
    append(string)
    var all: UInt8 = 0
    for index in start..<text.count { all |= text[index] }
    addNode(.string, start: start, length: text.count - start, flags: all < 0x80 ? [] : .nonASCII)
  }

  private mutating func append(_ string: String) {
    let isCopied: Void? = string.utf8.withContiguousStorageIfAvailable { text.append(contentsOf: $0) }
    if isCopied == nil { text.append(contentsOf: string.utf8) }
  }

  private mutating func addNode(
    _ kind: TapeNode.Kind, start: Int? = nil, length: Int = 0, flags: TapeNode.Flags = []
  ) {
    nodes.append(
      TapeNode(
        offset: UInt32(truncatingIfNeeded: start ?? text.count), length: UInt32(truncatingIfNeeded: length),
        next: UInt32(truncatingIfNeeded: nodes.count + 1), kind: kind, flags: flags))
  }
}
