/// Decides a match by running all threads side by side, where a table would be too large.
///
/// Time is linear in the text times the expression. Look-arounds are decided first, the inner ones before the
/// outer ones: a look-behind in one pass forward, a look-ahead in one pass backward with its body mirrored;
/// each leaves one flag for every place in the text.
struct PatternSimulation: Sendable {
  private let program: PatternProgram
  private let isAnchored: Bool
  /// The large bodies, by the step at which they begin.
  private let bits: [Int32: PatternBits]

  /// Compiles an expression; the threads of bodies of at least `leastBits` steps run side by side in words.
  init(_ expression: PatternExpression, leastBits: Int = PatternBits.leastSteps) {
    program = PatternProgram(expression, mirrorsLookAheads: true)
    isAnchored = program.isAnchored
    var bits: [Int32: PatternBits] = [:]
    for start in program.looks.map(\.start) + [program.start] {
      bits[start] = PatternBits(program, from: start, leastSteps: leastBits)
    }
    self.bits = bits
  }

  /// Says whether a match lies somewhere in the text, which is valid UTF-8.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var steps = 0
    return matches(text, countingInto: &steps)
  }

  /// The same, and adds up how many steps were taken.
  func matches(_ text: UnsafeBufferPointer<UInt8>, countingInto steps: inout Int) -> Bool {
    var holds: [PlaceSet] = []
    for look in program.looks {
      var places = PlaceSet(count: text.count + 1, isComplement: look.isNegated)
      steps += run(
        from: look.start, over: text, isBackward: look.direction == .ahead, holds, isAnchored: false
      ) { place in
        places.insert(place)
        return true
      }
      holds.append(places)
    }
    var isMatch = false
    steps += run(from: program.start, over: text, isBackward: false, holds, isAnchored: isAnchored) { _ in
      isMatch = true
      return false
    }
    return isMatch
  }

  /// Runs a body over the text, beginning anew at every place, and reports every place where it has matched.
  ///
  /// `report` gets the place as a byte offset and says whether to go on. The result is the number of steps taken.
  private func run(
    from start: Int32, over text: UnsafeBufferPointer<UInt8>, isBackward: Bool, _ holds: [PlaceSet],
    isAnchored: Bool, report: (Int) -> Bool
  ) -> Int {
    if let bits = bits[start] {
      return run(bits, over: text, isBackward: isBackward, holds, isAnchored: isAnchored, report: report)
    }
    var steps = 0
    var cursor = UTF8Cursor(text, place: isBackward ? text.count : 0)
    var marks = [Int](repeating: -1, count: program.steps.count)
    var waiting = [start]
    var open: [Int32] = []
    var round = 0
    while true {
      let before = cursor.scalar(endingAt: cursor.place)
      let after = cursor.scalar(startingAt: cursor.place)
      let context = TextContext(before: before.kind, after: after.kind)
      let consumed = isBackward ? before : after
      var following: [Int32] = []
      var hasMatched = false
      open += waiting.reversed()
      while let index = open.popLast() {
        if marks[Int(index)] == round { continue }
        marks[Int(index)] = round
        steps += 1
        switch program.steps[Int(index)] {
        case .accept: hasMatched = true
        case .split(let first, let second):
          open.append(second)
          open.append(first)
        case .place(let place, let next): if context.satisfies(place) { open.append(next) }
        case .look(let number, let next): if holds[Int(number)].contains(cursor.place) { open.append(next) }
        case .consume(let set, let next):
          if consumed.length > 0, program.sets[Int(set)].contains(consumed.value) { following.append(next) }
        }
      }
      if hasMatched && !report(cursor.place) { return steps }
      if consumed.length == 0 { return steps }
      cursor.place += isBackward ? -consumed.length : consumed.length
      if !isAnchored { following.append(start) }
      if following.isEmpty { return steps }
      waiting = following
      round += 1
    }
  }
}

extension PatternSimulation {
  /// The same for a large body.
  private func run(
    _ bits: PatternBits, over text: UnsafeBufferPointer<UInt8>, isBackward: Bool, _ holds: [PlaceSet],
    isAnchored: Bool, report: (Int) -> Bool
  ) -> Int {
    var steps = 0
    var cursor = UTF8Cursor(text, place: isBackward ? text.count : 0)
    var threads = bits.begin()
    while true {
      steps += 1
      let before = cursor.scalar(endingAt: cursor.place)
      let after = cursor.scalar(startingAt: cursor.place)
      let context = TextContext(before: before.kind, after: after.kind)
      bits.settle(&threads) { kind in
        switch kind {
        case .set: false
        case .place(let place): context.satisfies(place)
        case .look(let number): holds[Int(number)].contains(cursor.place)
        }
      }
      if threads.hasMatched && !report(cursor.place) { return steps }
      let consumed = isBackward ? before : after
      if consumed.length == 0 { return steps }
      cursor.place += isBackward ? -consumed.length : consumed.length
      if !bits.advance(&threads, over: consumed.value, program.sets, isAnchored: isAnchored) { return steps }
    }
  }
}

/// Places in a text, or all others; one bit each.
private struct PlaceSet {
  private var words: [UInt64]
  private let isComplement: Bool

  init(count: Int, isComplement: Bool) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
    self.isComplement = isComplement
  }

  mutating func insert(_ place: Int) {
    words[place / 64] |= 1 << UInt64(place % 64)
  }

  func contains(_ place: Int) -> Bool {
    (words[place / 64] >> UInt64(place % 64) & 1 == 1) != isComplement
  }
}

/// Reads code points of valid UTF-8 in both directions.
private struct UTF8Cursor {
  /// A code point with its length in bytes, which is 0 where the text ends.
  struct Decoded {
    var value: UInt32
    var length: Int

    var kind: TextContext.Neighbour {
      if length == 0 { return .edge }
      return length == 1 && CodePointSet.wordCharacters.contains(value) ? .word : .other
    }
  }

  let text: UnsafeBufferPointer<UInt8>
  var place: Int

  init(_ text: UnsafeBufferPointer<UInt8>, place: Int) {
    self.text = text
    self.place = place
  }

  func scalar(startingAt place: Int) -> Decoded {
    guard place < text.count else { return Decoded(value: 0, length: 0) }
    let lead = text[place]
    if lead < 0x80 { return Decoded(value: UInt32(lead), length: 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length where place + offset < text.count {
      value = value << 6 | UInt32(text[place + offset] & 0x3F)
    }
    return Decoded(value: value, length: min(length, text.count - place))
  }

  func scalar(endingAt place: Int) -> Decoded {
    guard place > 0 else { return Decoded(value: 0, length: 0) }
    var start = place - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(startingAt: start)
  }
}
