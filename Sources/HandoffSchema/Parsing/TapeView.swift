/// A tape together with its text, to be walked by index; valid only within the call that lends it.
///
/// A value stands at an index, its first content (an array's element, an object's name) at the next one, and
/// what follows it at `self[index].next`.
package struct TapeView {
  package let text: UnsafePointer<UInt8>
  /// The number of bytes of the text.
  package let textCount: Int
  package let nodes: UnsafePointer<TapeNode>
  /// The number of nodes.
  package let count: Int

  package init(text: UnsafePointer<UInt8>, textCount: Int, nodes: UnsafePointer<TapeNode>, count: Int) {
    self.text = text
    self.textCount = textCount
    self.nodes = nodes
    self.count = count
  }

  package subscript(index: Int) -> TapeNode {
    @inline(__always) get { nodes[index] }
  }

  /// The content of a string as written, or the literal of a number.
  @inline(__always)
  package func bytes(of node: TapeNode) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text + Int(node.offset), count: Int(node.length))
  }

  /// The offset at which a value begins in the text.
  package func start(of node: TapeNode) -> Int {
    Int(node.offset) - (node.kind == .string ? 1 : 0)
  }

  /// The text of a string, unescaped.
  package func string(at index: Int) -> String {
    let node = nodes[index]
    let bytes = bytes(of: node)
    guard node.flags.contains(.escaped) else { return String(decoding: bytes, as: UTF8.self) }
    return String(unsafeUninitializedCapacity: bytes.count) { Self.unescape(bytes, into: $0) }
  }

  /// The number at an index.
  package func number(at index: Int) -> JSONNumber {
    JSONNumber(checkedLiteral: String(decoding: bytes(of: nodes[index]), as: UTF8.self))
  }

  /// Says whether the string at an index is a text, given as UTF-8.
  package func string(at index: Int, equals text: UnsafeBufferPointer<UInt8>) -> Bool {
    let node = nodes[index]
    guard node.flags.contains(.escaped) else { return bytes(of: node).hasSameBytes(as: text) }
    return withUnescaped(node) { $0.hasSameBytes(as: text) }
  }

  /// Lends the unescaped bytes of a string.
  package func withUnescaped<Result>(
    _ node: TapeNode, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let bytes = bytes(of: node)
    guard node.flags.contains(.escaped) else { return body(bytes) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { buffer in
      let length = Self.unescape(bytes, into: buffer)
      return body(UnsafeBufferPointer(rebasing: buffer[..<length]))
    }
  }

  /// Writes the value of a checked string; it is never longer than its escaped form.
  ///
  /// - Returns: The number of bytes written.
  package static func unescape(
    _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    guard var place = source.baseAddress, var out = target.baseAddress else { return 0 }
    let start = out
    let end = place + source.count
    while place < end {
      let byte = place.pointee
      guard byte == Byte.backslash else {
        out.pointee = byte
        out += 1
        place += 1
        continue
      }
      let escape = place[1]
      place += 2
      switch escape {
      case UInt8(ascii: "b"): out.pointee = 0x08
      case UInt8(ascii: "f"): out.pointee = 0x0C
      case UInt8(ascii: "n"): out.pointee = 0x0A
      case UInt8(ascii: "r"): out.pointee = 0x0D
      case UInt8(ascii: "t"): out.pointee = 0x09
      case UInt8(ascii: "u"):
        var scalar = TapeParser.hexadecimal(at: place) ?? 0
        place += 4
        if scalar & 0xF800 == 0xD800 {
          let low = TapeParser.hexadecimal(at: place + 2) ?? 0
          place += 6
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
        }
        out = write(scalar, at: out)
        continue
      default: out.pointee = escape
      }
      out += 1
    }
    return out - start
  }

  private static func write(_ scalar: UInt32, at out: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<
    UInt8
  > {
    func unit(_ shift: UInt32, _ mark: UInt32, _ mask: UInt32 = 0x3F) -> UInt8 {
      UInt8(truncatingIfNeeded: mark | (scalar >> shift) & mask)
    }
    switch scalar {
    case ..<0x80:
      out[0] = UInt8(truncatingIfNeeded: scalar)
      return out + 1
    case ..<0x800:
      out[0] = unit(6, 0xC0, 0x1F)
      out[1] = unit(0, 0x80)
      return out + 2
    case ..<0x10000:
      out[0] = unit(12, 0xE0, 0xF)
      out[1] = unit(6, 0x80)
      out[2] = unit(0, 0x80)
      return out + 3
    default:
      out[0] = unit(18, 0xF0, 0x7)
      out[1] = unit(12, 0x80)
      out[2] = unit(6, 0x80)
      out[3] = unit(0, 0x80)
      return out + 4
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Compares byte by byte, eight at a time.
  @inline(__always)
  package func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let left = baseAddress, let right = other.baseAddress else { return true }
    return Self.hasSameBytes(left, right, count: count)
  }

  @inline(__always)
  package static func hasSameBytes(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    let left = UnsafeRawPointer(left)
    let right = UnsafeRawPointer(right)
    if count >= 8 {
      var place = 0
      while place &+ 8 <= count {
        if left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
          != right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        {
          return false
        }
        place &+= 8
      }
      // The last eight bytes may overlap those already compared.
      return left.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        == right.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    }
    if count >= 4 {
      return left.loadUnaligned(as: UInt32.self) == right.loadUnaligned(as: UInt32.self)
        && left.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
          == right.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
    }
    var place = 0
    while place < count {
      if left.load(fromByteOffset: place, as: UInt8.self) != right.load(fromByteOffset: place, as: UInt8.self)
      {
        return false
      }
      place &+= 1
    }
    return true
  }
}
