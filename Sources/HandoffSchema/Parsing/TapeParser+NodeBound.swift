extension TapeParser {
  /// Room that is enough for the nodes of a text, whether or not it is JSON.
  ///
  /// Every node but the first stands behind a comma, a colon or an opening bracket; those within strings are counted too.
  /// Two more, because the parser makes room for a value and a name before it looks at what comes.
  ///
  /// - Complexity: O(*n*) in the bytes of the text, eight at a time.
  static func nodeBound(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 3
    var rest = text[...]
    if let start = UnsafeRawPointer(text.baseAddress) {
      let words = text.count / 8
      var word = 0
      while word < words {
        // A lane counts at most one each turn, so 255 turns fit.
        let end = min(word + 255, words)
        var lanes: UInt64 = 0
        while word < end {
          let bytes = start.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)
          lanes &+= ByteLanes.equal(bytes, Byte.comma) &+ ByteLanes.equal(bytes, Byte.colon)
          // With this bit "[" becomes "{", and nothing else does.
          lanes &+= ByteLanes.equal(bytes | ByteLanes.each(0x20), Byte.openBrace)
          word &+= 1
        }
        count += ByteLanes.sum(lanes)
      }
      rest = text[(words * 8)...]
    }
    for byte in rest where byte == Byte.comma || byte == Byte.colon || byte | 0x20 == Byte.openBrace {
      count += 1
    }
    return count
  }
}

/// Eight bytes of a text in one machine word.
enum ByteLanes {
  /// The word whose bytes are all the same.
  @inline(__always)
  static func each(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  /// A word with 1 in each byte that is a byte, and 0 in the others.
  @inline(__always)
  static func equal(_ bytes: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = bytes ^ each(byte)
    let others = ((difference & each(0x7F)) &+ each(0x7F)) | difference
    return (~others & each(0x80)) &>> 7
  }

  /// The sum of the bytes.
  @inline(__always)
  static func sum(_ lanes: UInt64) -> Int {
    // Pairs first: a sum of eight bytes may need more than one.
    let pairs = (lanes & 0x00FF_00FF_00FF_00FF) &+ ((lanes &>> 8) & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
  }
}
