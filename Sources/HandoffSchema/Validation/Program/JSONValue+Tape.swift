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

  /// Writes a value; returns false where it is too large.
  mutating func add(_ value: JSONValue) -> Bool {
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
    // Room behind the last text, so that eight bytes may be loaded anywhere.
    text.append(contentsOf: repeatElement(0, count: 8))
    return text.count <= UInt32.max
  }

  private mutating func open(_ value: JSONValue, _ frames: inout [Frame]) {
    switch value {
    case .null: addNode(.null)
    case .bool(let value): addNode(value ? .true : .false)
    case .number(let number): addNumber(number.literal)
    case .string(let text): addText(text)
    case .array(let elements):
      addNode(.array, length: elements.count)
      if !elements.isEmpty { frames.append(Frame(node: nodes.count - 1, value: value)) }
    case .object(let members):
      addNode(.object, length: members.count)
      if !members.isEmpty { frames.append(Frame(node: nodes.count - 1, value: value)) }
    }
  }

  private mutating func addNumber(_ literal: String) {
    let start = text.count
    text.append(contentsOf: literal.utf8)
    let isPlain = text[start...].allSatisfy { $0 &- 0x30 < 10 || $0 == Byte.minus }
    addNode(.number, start: start, length: text.count - start, flags: isPlain ? [] : .notPlainInteger)
  }

  private mutating func addText(_ string: String) {
    let start = text.count
    text.append(contentsOf: string.utf8)
    let isASCII = text[start...].allSatisfy { $0 < 0x80 }
    addNode(.string, start: start, length: text.count - start, flags: isASCII ? [] : .nonASCII)
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
