public import HandoffSchema

/// Writes payloads that a schema refuses as JSON text, for volume.
///
/// Each is a valid payload with one constraint broken in its text; several in a row come from one payload. They are others
/// than those of ``BrokenPayloads``, cannot be made smaller, and say nothing of what was done to them. The same seed and
/// index give the same bytes on every machine.
public struct BrokenPayloadStream: ~Copyable {
  /// So many payloads in a row are made of one valid payload.
  private static let sharing = 8
  /// So many other turns are tried, of so many, where a text has no part for the one that it is.
  private static let otherTurns = 8
  private static let turns = 1 << 20
  /// So many ways of breaking one value are tried.
  private static let changesPerValue = 4

  /// A valid payload, with what its parts were written for.
  private struct Base {
    var seed: UInt64
    var number: Int
    var bytes: [UInt8] = []
    /// `nil` where none could be written.
    var marks: [ByteMark]? = []
  }

  private let stream: PayloadStream
  private let broken: BrokenPayloads
  private var tape = JSONTape()
  private var base: Base?

  /// Prepares a schema.
  ///
  /// - Complexity: O(*n*) in the size of the schema, patterns aside.
  public init(_ schema: Schema) {
    broken = BrokenPayloads(schema)
    stream = PayloadStream(PayloadGenerator(schema))
  }

  /// Appends a payload as compact JSON text; in order is fastest.
  ///
  /// - Parameters:
  ///   - seed: Chooses the sequence of payloads.
  ///   - index: The index in the sequence, from 0.
  ///   - bytes: What the text is appended to.
  /// - Throws: ``GenerationShortfall`` where none of the ways that were tried breaks a payload; nothing is appended then.
  public mutating func write(seed: UInt64, index: Int, into bytes: inout [UInt8]) throws(GenerationShortfall)
  {
    takeBase(seed, index / Self.sharing)
    var random = SplitMix64(seed: seed, stream: "broken bytes", index: index)
    for entry in broken.schedule.entries(ofBroken: index) {
      guard case .broken(let target) = entry.goal else { continue }
      if write(target, &random, &bytes) { return }
    }
    // Every constraint has its turn once; afterwards one that the text has no part for makes room for another.
    for _ in 0..<(index < broken.schedule.goals.count ? 0 : Self.otherTurns) {
      let turn = broken.schedule.goals.count + random.below(Self.turns)
      for entry in broken.schedule.entries(ofBroken: turn) {
        guard case .broken(let target) = entry.goal else { continue }
        if write(target, &random, &bytes) { return }
      }
    }
    // What the text gives no handle for is built with care.
    try broken.payload(seed: seed, index: index).0.write(into: &bytes)
  }

  private mutating func takeBase(_ seed: UInt64, _ number: Int) {
    if let base, base.seed == seed, base.number == number { return }
    // The memory of the last one is used again.
    var next = base.take() ?? Base(seed: seed, number: number)
    (next.seed, next.number) = (seed, number)
    next.bytes.removeAll(keepingCapacity: true)
    next.marks = next.marks ?? []
    next.marks?.removeAll(keepingCapacity: true)
    // Without a base there are no marks, and every payload is built.
    try? stream.write(seed: seed, index: number, into: &next.bytes, marks: &next.marks)
    base = next
  }

  /// Appends the base with one value broken; `false` where that gives nothing that is refused.
  private mutating func write(
    _ target: MutationTarget, _ random: inout SplitMix64, _ bytes: inout [UInt8]
  ) -> Bool {
    guard let base, let marks = base.marks else { return false }
    let count = marks.count { $0.node == target.node }
    guard count > 0 else { return false }
    var chosen = random.below(count)
    let mark = marks.first { mark in
      guard mark.node == target.node else { return false }
      chosen -= 1
      return chosen < 0
    }
    guard let mark, let value = value(base.bytes, mark.range) else { return false }
    let builder = broken.builder
    let changes = Mutator(plan: builder.plan, target: target, surroundings: builder.surroundings)
      .changes(of: value)
    guard !changes.isEmpty else { return false }
    let first = random.below(changes.count)
    for offset in 0..<min(changes.count, Self.changesPerValue) {
      let change = changes[(first + offset) % changes.count]
      guard let made = Self.made(of: value, by: change, builder.plan, &random) else { continue }
      let start = bytes.count
      bytes += base.bytes[..<mark.range.lowerBound]
      made.write(into: &bytes)
      bytes += base.bytes[mark.range.upperBound...]
      if refuses(bytes, from: start) { return true }
      bytes.removeLast(bytes.count - start)
    }
    return false
  }

  /// What becomes of the value; `nil` where that cannot be made.
  private static func made(
    of value: JSONValue, by change: Change, _ plan: GenerationPlan, _ random: inout SplitMix64
  ) -> JSONValue? {
    let part: JSONValue?
    switch change.content {
    case .value(let value): part = value
    case .removal: part = nil
    case .generated(let node, let finish):
      var builder = PayloadBuilder(
        plan: plan, size: .medium, draws: Draws(random: SplitMix64(seed: random.next())))
      guard let made = try? builder.value(for: [node]), let finished = finish(made) else { return nil }
      part = finished
    }
    guard let name = change.part else { return part }
    return value.replacing([name][...], with: part)
  }

  private mutating func value(_ bytes: [UInt8], _ range: Range<Int>) -> JSONValue? {
    bytes.withUnsafeBufferPointer { buffer in
      try? tape.parse(UnsafeBufferPointer(rebasing: buffer[range])) { $0.value(at: 0) }
    }
  }

  /// What nobody can tell is not called broken.
  private mutating func refuses(_ bytes: [UInt8], from start: Int) -> Bool {
    let schema = broken.schema
    let verdict = bytes.withUnsafeBufferPointer { buffer in
      try? tape.parse(UnsafeBufferPointer(rebasing: buffer[start...])) { schema.verdict(on: $0) }
    }
    return verdict == false
  }
}
