import HandoffSchema

/// Writes one payload of a program.
struct ByteWriter {
  private let program: ByteProgram
  private let plan: GenerationPlan
  private let size: PayloadSize
  private let texts = TextBytes.all
  private var random: SplitMix64
  private var valuesLeft: Int
  private var recursions = 0
  private(set) var bytes: [UInt8]
  /// What the values were written for, each after those within it; `nil` where nobody asks.
  private(set) var marks: [ByteMark]?

  /// Begins a payload behind some bytes.
  init(
    _ program: ByteProgram, _ plan: GenerationPlan, _ size: PayloadSize, _ random: SplitMix64,
    after bytes: [UInt8], marks: [ByteMark]? = nil
  ) {
    self.marks = marks
    self.program = program
    self.plan = plan
    self.size = size
    self.random = random
    self.bytes = bytes
    valuesLeft = size.values
  }

  /// Writes the payload.
  ///
  /// - Throws: ``DeadEnd`` where a part that has to be built cannot be.
  mutating func write() throws(DeadEnd) { try write(program.root) }

  private mutating func write(_ index: Int) throws(DeadEnd) {
    valuesLeft -= 1
    let isRecursive = program.isRecursive[index]
    if isRecursive { recursions += 1 }
    let start = bytes.count
    defer {
      if isRecursive { recursions -= 1 }
      if marks != nil { marks?.append(ByteMark(node: program.ids[index], range: start..<bytes.count)) }
    }
    switch program.nodes[index] {
    case .literals(let texts):
      let text = texts.lowerBound + random.below(texts.count)
      program.pool.append(program.pool.texts[text], to: &bytes)
    case .integer(let range): write(range)
    case .text(let least, let most): write(least, most)
    case .pattern(let pattern):
      bytes.append(0x22)
      BytePattern.write(pattern, program.pool, &random, &bytes)
      bytes.append(0x22)
    case .array(let front, let rest, let least, let most):
      try write(front: front, rest: rest, least, most)
    case .object(let members, let extraKeys, let extra):
      try write(members, extraKeys, extra)
    case .choice(let nodes):
      // The cheapest stands first, for where there is no more room.
      let branch = hasRoom(isRecursive: isRecursive) ? random.below(nodes.count) : 0
      try write(program.pool.nodes[nodes.lowerBound + branch])
    case .built(let id): try build(id)
    }
  }

  /// A part that is built is checked by itself: nobody checks the whole.
  private mutating func build(_ id: SchemaGraph.NodeID) throws(DeadEnd) {
    let draws = Draws(random: SplitMix64(seed: random.next()))
    var builder = PayloadBuilder(plan: plan, size: size, draws: draws)
    let value = try builder.value(for: [id])
    guard plan.isValid(value, at: id) else { throw .refused }
    value.write(into: &bytes)
  }

  private func hasRoom(isRecursive: Bool) -> Bool {
    valuesLeft > 0 && (!isRecursive || recursions < size.depth)
  }

  private mutating func write(
    front: Range<Int>, rest: Int?, _ least: Int, _ most: Int
  ) throws(DeadEnd) {
    bytes.append(0x5B)
    var count = 0
    while count < most {
      guard let node = count < front.count ? program.pool.nodes[front.lowerBound + count] : rest else {
        break
      }
      if count >= least {
        guard hasRoom(isRecursive: program.isRecursive[node]), count < least + size.breadth * 4,
          random.below(16) < (count < size.breadth ? 12 : 4)
        else { break }
      }
      if count > 0 { bytes.append(0x2C) }
      try write(node)
      count += 1
    }
    bytes.append(0x5D)
  }

  private mutating func write(
    _ members: Range<Int>, _ extraKeys: Range<Int>, _ extra: Int
  ) throws(DeadEnd) {
    bytes.append(0x7B)
    var isFirst = true
    for index in members {
      let member = program.pool.members[index]
      if !member.isRequired {
        guard hasRoom(isRecursive: program.isRecursive[member.node]), random.below(2) == 0 else { continue }
      }
      if isFirst { isFirst = false } else { bytes.append(0x2C) }
      program.pool.append(member.key, to: &bytes)
      try write(member.node)
    }
    if !extraKeys.isEmpty, hasRoom(isRecursive: program.isRecursive[extra]) {
      // Names in a row from anywhere in the list are distinct.
      let start = random.below(extraKeys.count)
      for offset in 0..<random.below(min(extraKeys.count, size.breadth) + 1) {
        if isFirst { isFirst = false } else { bytes.append(0x2C) }
        let key = extraKeys.lowerBound + (start + offset) % extraKeys.count
        program.pool.append(program.pool.texts[key], to: &bytes)
        try write(extra)
      }
    }
    bytes.append(0x7D)
  }
}

extension ByteWriter {
  private mutating func write(_ least: Int, _ most: Int) {
    bytes.append(0x22)
    let usual = min(most, least + size.breadth * 12)
    let isEdgy = most < Self.longestEdge
    let length =
      switch random.below(16) {
      case 0: least
      case 1: min(most, least + 1)
      case 2 where isEdgy: most
      case 3 where isEdgy: max(least, most - 1)
      default: least + random.below(usual - least + 1)
      }
    let source = random.below(texts.count)
    texts.append(source, from: random.below(texts.length(of: source)), count: length, to: &bytes)
    bytes.append(0x22)
  }

  /// A longer text is no edge that volume needs.
  private static let longestEdge = 4_096

  private mutating func write(_ range: ByteRange) {
    let (lower, upper, step) = (range.lower, range.upper, range.step)
    // Both ends are multiples of the step, within 2⁶¹ of zero.
    let places = (upper - lower) / step
    let zero = lower > 0 ? 0 : upper < 0 ? places : -lower / step
    let place: Int
    switch random.below(8) {
    case 0: place = zero
    case 1: place = range.hasLower ? 0 : zero - 1
    case 2: place = range.hasUpper ? places : zero + 1
    case 3, 4, 5: place = zero + random.below(min(places, 2_000) + 1) - (zero == 0 ? 0 : random.below(200))
    default: place = random.below(places + 1)
    }
    write(lower + min(max(place, 0), places) * step, digits: range.digits)
  }

  /// Writes units of a power of ten, without zeros behind a fraction.
  private mutating func write(_ units: Int, digits: Int) {
    var (rest, digits) = (units.magnitude, digits)
    while digits > 0, rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    if units < 0, rest > 0 { bytes.append(0x2D) }
    let start = bytes.count
    var written = 0
    while rest > 0 || written <= digits {
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
      written += 1
      if digits > 0, written == digits { bytes.append(0x2E) }
    }
    bytes[start...].reverse()
  }
}

/// The sample texts as JSON text, with where each code point begins.
struct TextBytes: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = []
  /// For each sample the starts of its code points, and one more for its end.
  private var samples: [Range<Int>] = []

  /// The samples, the simplest first.
  static let all = TextBytes()

  private init() {
    for scalars in TextSamples.sources {
      let first = starts.count
      starts.append(bytes.count)
      for scalar in scalars {
        var text: [UInt8] = []
        JSONValue.string(String(Character(scalar))).write(into: &text)
        bytes += text.dropFirst().dropLast()
        starts.append(bytes.count)
      }
      samples.append(first..<starts.count)
    }
  }

  /// The number of samples.
  var count: Int { samples.count }

  /// The number of code points of a sample.
  func length(of sample: Int) -> Int { samples[sample].count - 1 }

  /// Appends a stretch of so many code points, begun again where the sample ends.
  func append(_ sample: Int, from start: Int, count: Int, to target: inout [UInt8]) {
    let (begin, length) = (samples[sample].lowerBound, length(of: sample))
    var (first, rest) = (start, count)
    while rest > 0 {
      let last = min(length, first + rest)
      let stretch = starts[begin + first]..<starts[begin + last]
      bytes.withUnsafeBufferPointer { target.append(contentsOf: UnsafeBufferPointer(rebasing: $0[stretch])) }
      rest -= last - first
      first = 0
    }
  }
}
