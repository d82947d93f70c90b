/// A run of names that is searched by bytes.
struct NameTable: BitwiseCopyable {
  var entries = ProgramRange()
  /// The first hash slot; a table with a mask of 0 has none and is searched in order.
  var slots: UInt32 = 0
  var mask: UInt32 = 0

  @inline(__always) var isEmpty: Bool { entries.count == 0 }

  /// Tables with more names are hashed.
  static let searchedInOrder = 6
}

/// A name with what tells it from most others without a look at its bytes.
struct NameEntry: BitwiseCopyable {
  var key: NameKey
  /// The bits of the key's prefix that belong to the name.
  var prefixMask: UInt64
  /// Where the bytes stand in the table of bytes.
  var offset: UInt32
  /// The schema that `properties` states; none for a name that only other keywords mention.
  var schema: ProgramReference
  /// The choice that it leaves, for the answers to a question.
  var choice: Int32 = 0
  /// The classes of values that the schema's types alone accept or refuse, as in ``ProgramNode``: most members are
  /// settled without a look at the schema.
  var accepted: UInt16 = 0
  var refused: UInt16 = 0
}

/// Length, first eight bytes and a digest of the rest.
///
/// Of names of up to sixteen bytes equal keys mean equal names: the digest of the rest is then the last
/// eight bytes as they are.
struct NameKey: BitwiseCopyable {
  var prefix: UInt64
  var rest: UInt64
  var length: UInt32

  /// Reads a name; where it is padded, eight bytes may be loaded at its start however short it is.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, count: Int, isPadded: Bool) {
    length = UInt32(truncatingIfNeeded: count)
    let raw = UnsafeRawPointer(bytes)
    if count > 8 {
      prefix = raw.loadUnaligned(as: UInt64.self)
      let last = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      rest = count <= 16 ? last : Self.digest(raw, count: count, last: last)
    } else {
      rest = 0
      if count == 8 {
        prefix = raw.loadUnaligned(as: UInt64.self)
      } else if isPadded {
        let word = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        prefix = word & ((1 << UInt64(truncatingIfNeeded: 8 &* count)) &- 1)
      } else {
        var word: UInt64 = 0
        for place in 0..<count { word |= UInt64(bytes[place]) << UInt64(truncatingIfNeeded: 8 &* place) }
        prefix = word
      }
    }
  }

  private static func digest(_ bytes: UnsafeRawPointer, count: Int, last: UInt64) -> UInt64 {
    var digest = last
    var place = 8
    while place &+ 8 < count {
      digest = (digest ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* multiplier
      digest ^= digest >> 32
      place &+= 8
    }
    return digest
  }

  @inline(__always)
  func isEqual(to other: NameKey) -> Bool {
    prefix == other.prefix && length == other.length && rest == other.rest
  }

  @inline(__always)
  var hash: UInt32 {
    let mixed = (prefix ^ (rest &* Self.multiplier) ^ UInt64(length)) &* Self.multiplier
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }

  private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
}

/// The names of a program while it is being compiled.
struct NameTableBuilder {
  private(set) var entries: [NameEntry] = []
  private(set) var slots: [UInt32] = []
  private(set) var bytes: [UInt8] = []

  /// Adds a table of the answers to a question.
  mutating func add(_ values: [(name: String, choice: Int32)]) -> NameTable {
    let table = add(values.map { (name: $0.name, schema: ProgramReference.always) })
    for (place, value) in zip(table.entries.indices, values) { entries[place].choice = value.choice }
    return table
  }

  /// Notes at each name what the types of its schema settle, once all nodes are known.
  mutating func settle(by nodes: [ProgramNode]) {
    for place in entries.indices {
      entries[place].accepted = nodes[entries[place].schema.node].accepted
      entries[place].refused = nodes[entries[place].schema.node].refused
    }
  }

  /// Adds a table of names that all differ.
  mutating func add(_ names: [(name: String, schema: ProgramReference)]) -> NameTable {
    var table = NameTable(
      entries: ProgramRange(start: UInt32(entries.count), count: UInt32(names.count)),
      slots: UInt32(slots.count))
    for (name, schema) in names {
      var name = name
      let key = name.withUTF8 { utf8 -> NameKey in
        let empty = [UInt8](repeating: 0, count: 8)
        return empty.withUnsafeBufferPointer { empty in
          guard let base = utf8.baseAddress ?? empty.baseAddress else {
            preconditionFailure("An array of eight bytes has an address.")
          }
          return NameKey(base, count: utf8.count, isPadded: false)
        }
      }
      entries.append(
        NameEntry(
          key: key, prefixMask: key.length < 8 ? (1 << UInt64(8 * key.length)) - 1 : .max,
          offset: UInt32(truncatingIfNeeded: bytes.count), schema: schema))
      bytes.append(contentsOf: name.utf8)
    }
    guard names.count > NameTable.searchedInOrder else { return table }
    var size = 16
    while size < 2 * names.count { size *= 2 }
    table.mask = UInt32(size - 1)
    slots.append(contentsOf: repeatElement(0, count: size))
    for (place, entry) in entries[table.entries.indices].enumerated() {
      var slot = entry.key.hash & table.mask
      while slots[Int(table.slots + slot)] != 0 { slot = (slot + 1) & table.mask }
      slots[Int(table.slots + slot)] = UInt32(place + 1)
    }
    return table
  }
}
