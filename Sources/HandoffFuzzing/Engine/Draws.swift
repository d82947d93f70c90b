/// The choices that a generator makes, in order.
///
/// Everything that is generated is a function of this sequence: drawn from a random source the first time,
/// read back from an earlier sequence when a case is replayed or made smaller. The generator cannot tell which:
/// a choice that does not fit is adjusted, and a sequence that ends early goes on with the simplest choices.
struct Draws: Sendable {
  /// What was read so far of the sequence that is replayed.
  private var replayed: Replayed
  private var random: SplitMix64
  /// Whether choices are drawn once the sequence has ended; otherwise they are the simplest ones.
  private let drawsOn: Bool
  /// Choices that are taken in place of drawn ones, in order.
  private var given: ArraySlice<Choice> = []
  /// How often an attempt may be begun again; never in a replay, which would only read the same.
  private let retryLimit: Int
  private var retriesLeft: Int
  /// The choices made so far, and the parts that they made.
  private(set) var record = ChoiceRecord()
  /// True where optional parts are always taken.
  let takesOptional: Bool

  private enum Replayed: Sendable {
    case choices(ArraySlice<Choice>)
    case words(ArraySlice<UInt64>)
    case nothing
  }

  /// The most attempts at parts of one value that are begun again.
  static let retriesPerValue = 400

  /// Draws from a random source; `takesOptional` takes every optional part, for a value that shows all.
  init(random: SplitMix64, takesOptional: Bool = false) {
    self.random = random
    self.takesOptional = takesOptional
    replayed = .nothing
    drawsOn = true
    retryLimit = Self.retriesPerValue
    retriesLeft = retryLimit
  }

  private init(_ replayed: Replayed, then random: SplitMix64?) {
    self.replayed = replayed
    self.random = random ?? SplitMix64(seed: 0)
    drawsOn = random != nil
    retryLimit = 0
    retriesLeft = 0
    takesOptional = false
  }

  /// Reads the words of an earlier sequence; an empty list gives the simplest value.
  init(replaying words: [UInt64]) { self.init(.words(words[...]), then: nil) }

  /// Reads the choices of an earlier sequence, and where they end draws on from a random source if there is one.
  init(replaying choices: [Choice], then random: SplitMix64? = nil) {
    self.init(.choices(choices[...]), then: random)
  }

  /// The choices as numbers, as ``init(replaying:)`` reads them.
  var choices: [UInt64] { record.words }

  /// Makes a choice: the next one of the sequence, or else one that `draw` picks.
  private mutating func choose(
    _ simplest: Choice, _ draw: (inout SplitMix64) -> Choice
  ) -> Choice {
    let choice: Choice
    switch replayed {
    case .choices(var rest):
      guard let next = rest.popFirst() else {
        choice = goOn(simplest, draw)
        break
      }
      replayed = .choices(rest)
      choice = next.adjusted(to: simplest)
    case .words(var rest):
      choice = rest.isEmpty ? goOn(simplest, draw) : simplest.reading(&rest)
      replayed = .words(rest)
    case .nothing: choice = goOn(simplest, draw)
    }
    record.choices.append(choice)
    return choice
  }

  private mutating func goOn(_ simplest: Choice, _ draw: (inout SplitMix64) -> Choice) -> Choice {
    if let next = given.popFirst() { return next.adjusted(to: simplest) }
    return drawsOn ? draw(&random) : simplest
  }
}

extension Draws {
  /// Chooses a number within bounds, which `pick` draws; all alike where it is left out.
  mutating func integer(
    in range: ClosedRange<Int>, towards simplest: Int = 0, pick: ((inout SplitMix64) -> Int)? = nil
  ) -> Int {
    let bounds = IntegerBounds(range, towards: simplest)
    let choice = choose(.integer(bounds.simplest, bounds)) { random in
      let number = pick?(&random) ?? Self.number(from: bounds.lower, through: bounds.upper, &random)
      return .integer(bounds.clamped(number), bounds)
    }
    guard case .integer(let number, _) = choice else { return bounds.simplest }
    return number
  }

  /// Chooses one of `count` alternatives, which must be 1 or more; only the first `reach` of them are drawn.
  mutating func branch(of count: Int, reach: Int = .max) -> Int {
    precondition(count > 0, "There is nothing to choose from; check for an empty list first.")
    guard count > 1 else { return 0 }
    let choice = choose(.branch(0, count: count)) { random in
      .branch(random.below(max(1, min(count, reach))), count: count)
    }
    guard case .branch(let index, _) = choice else { return 0 }
    return index
  }

  /// Chooses one of `count` alternatives, of which only the named ones are drawn.
  mutating func branch(of count: Int, among preferred: [Int]) -> Int {
    guard count > 1, !preferred.isEmpty else { return count > 0 ? branch(of: count) : 0 }
    let choice = choose(.branch(0, count: count)) { random in
      .branch(min(preferred[random.below(preferred.count)], count - 1), count: count)
    }
    guard case .branch(let index, _) = choice else { return 0 }
    return index
  }

  /// Says yes in `part` of `whole` cases; no is the simpler choice.
  ///
  /// Never where `part` is 0 and always where it equals `whole`; either way the choice is noted.
  mutating func flag(_ part: Int, in whole: Int) -> Bool {
    choose(.flag(false)) { random in .flag(part > 0 && random.below(whole) < part) } == .flag(true)
  }

  /// Chooses how many there are, which `pick` draws; all alike where it is left out.
  mutating func length(in range: ClosedRange<Int>, pick: ((inout SplitMix64) -> Int)? = nil) -> Int {
    let bounds = LengthBounds(range)
    let choice = choose(.length(bounds.least, bounds)) { random in
      let count = pick?(&random) ?? Self.number(from: bounds.least, through: bounds.most, &random)
      return .length(bounds.clamped(count), bounds)
    }
    guard case .length(let count, _) = choice else { return bounds.least }
    return count
  }

  /// Chooses a text, which `pick` draws; one that is too short or too long is fitted.
  mutating func text(
    length range: ClosedRange<Int>, pick: (inout SplitMix64) -> [UInt32]
  ) -> String {
    Self.text(scalars(length: range, pick: pick))
  }

  /// The same as code points.
  mutating func scalars(
    length range: ClosedRange<Int>, pick: (inout SplitMix64) -> [UInt32]
  ) -> [UInt32] {
    let bounds = LengthBounds(range)
    let choice = choose(Choice.text([], bounds).simplest) { random in
      .text(Choice.fitted(pick(&random), bounds, filler: TextOrder.simplest), bounds)
    }
    guard case .text(let scalars, _) = choice else { return [] }
    return scalars
  }

  /// A text of code points; those that none can have are left out.
  static func text(_ scalars: [UInt32]) -> String {
    // Four bytes are enough for any of them.
    String(unsafeUninitializedCapacity: scalars.count * 4) { buffer in
      var end = 0
      for value in scalars {
        guard value >= 0x80 else {
          buffer[end] = UInt8(truncatingIfNeeded: value)
          end += 1
          continue
        }
        guard let scalar = Unicode.Scalar(value) else { continue }
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          buffer[end] = unit
          end += 1
        }
      }
      return end
    }
  }

  /// Chooses bytes, all alike.
  mutating func bytes(count range: ClosedRange<Int>) -> [UInt8] {
    let bounds = LengthBounds(range)
    let choice = choose(Choice.bytes([], bounds).simplest) { random in
      let count = Self.number(from: bounds.least, through: bounds.most, &random)
      return .bytes((0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }, bounds)
    }
    guard case .bytes(let bytes, _) = choice else { return [] }
    return bytes
  }

  private static func number(from lower: Int, through upper: Int, _ random: inout SplitMix64) -> Int {
    // Both are within 2⁶¹ of zero, so that their distance fits.
    lower + random.below(upper - lower + 1)
  }
}

extension Draws {
  /// Chooses a number from 0 up to `count`, which must be 1 or more.
  mutating func below(_ count: Int) -> Int { branch(of: count) }

  /// Chooses one element, or returns `nil` of an empty list.
  mutating func element<Elements: RandomAccessCollection>(of elements: Elements) -> Elements.Element? {
    guard !elements.isEmpty else { return nil }
    return elements[elements.index(elements.startIndex, offsetBy: branch(of: elements.count))]
  }

  /// Chooses an index in a list of `count`, drawn from the first `reach` of them; a replay may name any.
  mutating func place(in count: Int, reach: Int) -> Int { branch(of: count, reach: reach) }

  /// Takes earlier choices in place of what would be drawn next, so that a part comes out alike, until these are used up
  /// or others are given; a replay reads on in its own sequence.
  mutating func take(_ choices: [Choice]) { given = drawsOn ? choices[...] : [] }

  /// The choices that were made since a mark.
  func choices(since mark: Mark) -> ArraySlice<Choice> { record.choices[mark.choices...] }

  /// A random number that is not noted, for what only sets odds; 0 in a replay.
  mutating func unrecorded(below count: Int) -> Int { drawsOn ? random.below(count) : 0 }
}

extension Draws {
  /// An index to go back to.
  struct Mark {
    fileprivate var choices: Int
    fileprivate var spans: Int
  }

  /// The present index.
  var mark: Mark { Mark(choices: record.choices.count, spans: record.spans.count) }

  /// Forgets the choices since a mark, so that a discarded attempt leaves no trace; the source goes on where it
  /// is.
  mutating func rewind(to mark: Mark) {
    record.choices.removeLast(record.choices.count - mark.choices)
    record.spans.removeLast(record.spans.count - mark.spans)
  }

  /// Forgets the choices since a mark so that the attempt can be made again; `false` where another attempt is
  /// not to be made, because too many were or because it would only read the same.
  mutating func retry(from mark: Mark) -> Bool {
    rewind(to: mark)
    guard retriesLeft > 0 else { return false }
    retriesLeft -= 1
    return true
  }

  /// Forgets the choices since a mark so that a whole value can be begun again, with all its attempts; `false`
  /// where that would only read the same.
  mutating func startOver(from mark: Mark) -> Bool {
    rewind(to: mark)
    retriesLeft = retryLimit
    return retryLimit > 0
  }

  /// Forgets the choices since a mark and notes instead that the optional part, whose flag was the first of
  /// them, is not there.
  mutating func leaveOut(from mark: Mark) {
    rewind(to: mark)
    record.choices.append(.flag(false))
  }

  /// Takes over the choices of a value that was built elsewhere.
  mutating func adopt(_ other: ChoiceRecord) {
    let offset = record.choices.count
    record.choices += other.choices
    record.spans += other.spans.map {
      ChoiceRecord.Span(start: $0.start + offset, end: $0.end + offset, label: $0.label)
    }
  }

  /// Notes that the choices since a mark made one part.
  mutating func endSpan(from mark: Mark, label: Int) {
    record.spans.append(
      ChoiceRecord.Span(start: mark.choices, end: record.choices.count, label: label))
  }

  /// The indices of the choices since a mark.
  func range(since mark: Mark) -> Range<Int> { mark.choices..<record.choices.count }
}

extension SplitMix64 {
  /// A number from 0 up to `count`, which must be 1 or more; the bias is below 2⁻³² for counts below 2³².
  mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
