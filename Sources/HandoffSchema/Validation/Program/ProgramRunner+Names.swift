extension ProgramRunner {
  /// The place of a string on the tape in a table of names, or -1.
  @inline(never)
  mutating func place(of index: Int, in table: NameTable) -> Int {
    if table.isEmpty { return -1 }
    let node = tape.nodes[index]
    if node.flags.contains(.escaped) { return placeOfEscaped(node, in: table) }
    let offset = Int(node.offset)
    let start = tape.text + offset
    let key = NameKey(start, count: Int(node.length), isPadded: offset &+ 8 <= tape.textCount)
    return search(key, start, in: table)
  }

  /// Says whether a string on the tape is a name.
  @inline(__always)
  mutating func isSame(_ index: Int, _ entry: UnsafePointer<NameEntry>) -> Bool {
    let node = tape.nodes[index]
    let offset = Int(node.offset)
    guard !node.flags.contains(.escaped), offset &+ 8 <= tape.textCount else {
      return isSameSlowly(index, entry)
    }
    guard node.length == entry.pointee.key.length else { return false }
    let length = Int(node.length)
    let start = UnsafeRawPointer(tape.text + offset)
    guard (start.loadUnaligned(as: UInt64.self) ^ entry.pointee.key.prefix) & entry.pointee.prefixMask == 0
    else {
      return false
    }
    if length <= 8 { return true }
    if length <= 16 {
      return start.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self) == entry.pointee.key.rest
    }
    return UnsafeBufferPointer.hasSameBytes(
      tape.text + offset, bytes + Int(entry.pointee.offset), count: length)
  }

  @inline(never)
  private mutating func isSameSlowly(_ index: Int, _ entry: UnsafePointer<NameEntry>) -> Bool {
    let name = UnsafeBufferPointer(
      start: bytes + Int(entry.pointee.offset), count: Int(entry.pointee.key.length))
    return tape.string(at: index, equals: name)
  }

  /// Compares what a key does not tell: the bytes of names beyond sixteen.
  @inline(__always)
  private mutating func hasSameMiddle(_ entry: UnsafePointer<NameEntry>, _ start: UnsafePointer<UInt8>)
    -> Bool
  {
    let length = Int(entry.pointee.key.length)
    return length <= 16
      || UnsafeBufferPointer.hasSameBytes(start, bytes + Int(entry.pointee.offset), count: length)
  }

  private mutating func search(_ key: NameKey, _ start: UnsafePointer<UInt8>, in table: NameTable) -> Int {
    let entries = names + Int(table.entries.start)
    if table.mask == 0 {
      for place in 0..<Int(table.entries.count) {
        let entry = entries + place
        if entry.pointee.key.isEqual(to: key), hasSameMiddle(entry, start) { return place }
      }
      return -1
    }
    var slot = key.hash & table.mask
    while true {
      let place = Int(slots[Int(table.slots &+ slot)]) &- 1
      if place < 0 { return -1 }
      let entry = entries + place
      if entry.pointee.key.isEqual(to: key), hasSameMiddle(entry, start) { return place }
      slot = (slot &+ 1) & table.mask
    }
  }

  @inline(never)
  private mutating func placeOfEscaped(_ node: TapeNode, in table: NameTable) -> Int {
    tape.withUnescaped(node) { text in
      guard let start = text.baseAddress else { return -1 }
      return search(NameKey(start, count: text.count, isPadded: false), start, in: table)
    }
  }
}

extension TapeView {
  /// Says whether a name occurs more than once in an object.
  ///
  /// - Complexity: O(*n*) in the object's members and their names.
  func hasRepeatedNames(_ object: Int) -> Bool {
    let count = Int(nodes[object].length)
    if count < 2 { return false }
    return count <= 24 ? hasRepeatedNamesPairwise(object, count: count) : hasRepeatedNamesByHash(object)
  }

  private func hasRepeatedNamesPairwise(_ object: Int, count: Int) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { digests in
      var name = object + 1
      for position in 0..<count {
        let node = nodes[name]
        // Escaped names may equal any other.
        if node.flags.contains(.escaped) { return hasRepeatedNamesByHash(object) }
        let offset = Int(node.offset)
        let key = NameKey(text + offset, count: Int(node.length), isPadded: offset &+ 8 <= textCount)
        let digest = key.prefix ^ (key.rest &* 3) ^ UInt64(key.length) << 56
        for earlier in 0..<position where digests[earlier] == digest { return hasRepeatedNamesByHash(object) }
        digests[position] = digest
        name = Int(nodes[name + 1].next)
      }
      return false
    }
  }

  private func hasRepeatedNamesByHash(_ object: Int) -> Bool {
    var seen: Set<ExactString> = []
    seen.reserveCapacity(Int(nodes[object].length))
    var name = object + 1
    while name < Int(nodes[object].next) {
      if !seen.insert(ExactString(string(at: name))).inserted { return true }
      name = Int(nodes[name + 1].next)
    }
    return false
  }
}
