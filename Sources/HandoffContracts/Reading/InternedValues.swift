internal import HandoffSchema

/// Schemas and long names of a manifest, made once for all that are written alike.
///
/// Large systems repeat few of them many times. What is alike shares its storage afterwards, so that others see at
/// once that they know it; see ``KnownValues``.
struct InternedValues {
  private struct Entry<Value> {
    var hash: Int
    var bytes: UnsafeBufferPointer<UInt8>
    var value: Value
  }

  private struct Table<Value> {
    private var entries: [Entry<Value>] = []
    /// Indices of entries, -1 where free; a power of two, at most half in use.
    private var slots = [Int32](repeating: -1, count: 64)

    /// The value of a text, made where it is new.
    mutating func value(of bytes: UnsafeBufferPointer<UInt8>, _ make: () -> Value) -> Value {
      // Seeded anew in each process, so that no manifest can be written to collide.
      var hasher = Hasher()
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
      let hash = hasher.finalize()
      var slot = hash & (slots.count - 1)
      while slots[slot] >= 0 {
        let entry = Int(slots[slot])
        if entries[entry].hash == hash, entries[entry].bytes.hasSameBytes(as: bytes) {
          return entries[entry].value
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      let value = make()
      slots[slot] = Int32(truncatingIfNeeded: entries.count)
      entries.append(Entry(hash: hash, bytes: bytes, value: value))
      if entries.count * 2 > slots.count { grow() }
      return value
    }

    private mutating func grow() {
      slots = [Int32](repeating: -1, count: slots.count * 2)
      for (index, entry) in entries.enumerated() {
        var slot = entry.hash & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(truncatingIfNeeded: index)
      }
    }
  }

  private var schemas = Table<JSONValue>()
  private var texts = Table<String>()

  /// The bytes that a string keeps without memory of its own.
  private static let shortText = 15

  /// The value, the same for all that are written alike.
  mutating func schema(_ value: ManifestValue) -> JSONValue {
    switch value.kind {
    case .true: .bool(true)
    case .false: .bool(false)
    default: schemas.value(of: value.bytes) { value.json }
    }
  }

  /// The text at an index of a tape that holds a string.
  mutating func text(_ tape: TapeView, at index: Int) -> String {
    let node = tape[index]
    guard node.length > Self.shortText, !node.flags.contains(.escaped) else { return tape.string(at: index) }
    return texts.value(of: tape.bytes(of: node)) { tape.string(at: index) }
  }
}
