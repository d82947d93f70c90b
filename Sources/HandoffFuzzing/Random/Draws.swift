/// The choices that a generator makes, in order.
///
/// Everything that is generated is a function of this sequence: drawn from a random source the first time,
/// read back from a list when a case is replayed or shrunk. A smaller choice always means a simpler value,
/// and a list that ends early goes on with zeros, the simplest choice.
struct Draws: Sendable {
  private enum Source: Sendable {
    case random(SplitMix64)
    case list([UInt64])
  }

  private var source: Source
  /// The choices made so far.
  private(set) var choices: [UInt64] = []
  /// The parts of `choices` that made one value each, in the order in which they ended.
  private(set) var spans: [Span] = []
  /// True where optional parts are always taken.
  let takesOptional: Bool

  /// The choices that made one member of an object or one element of an array.
  struct Span: Sendable, Hashable {
    /// The place of the choice that let the value exist.
    var start: Int
    /// The place after the last choice.
    var end: Int
    /// True where leaving the choices out altogether leaves the value out (an element of an array); false
    /// where a zero must stay in their place (an optional member).
    var isElement: Bool
  }

  /// Draws from a random source; `takesOptional` takes every optional part, for a payload that shows all.
  init(random: SplitMix64, takesOptional: Bool = false) {
    source = .random(random)
    self.takesOptional = takesOptional
  }

  /// Reads the choices of an earlier run; an empty list gives the simplest value.
  init(replaying choices: [UInt64]) {
    source = .list(choices)
    takesOptional = false
  }

  /// Chooses a number from 0 through `limit`, all alike.
  ///
  /// The bias of the multiplication is below 2⁻³² for every limit below 2³².
  mutating func number(through limit: UInt64) -> UInt64 {
    let choice: UInt64
    switch source {
    case .random(var random):
      let raw = random.next()
      source = .random(random)
      choice = limit == .max ? raw : raw.multipliedFullWidth(by: limit + 1).high
    case .list(let list):
      choice = choices.count < list.count ? min(list[choices.count], limit) : 0
    }
    choices.append(choice)
    return choice
  }

  /// Chooses a number from 0 up to `count`, which must be 1 or more.
  mutating func below(_ count: Int) -> Int {
    precondition(count > 0, "There is nothing to choose from; check for an empty list first.")
    return count == 1 ? 0 : Int(number(through: UInt64(count - 1)))
  }

  /// Chooses one element, or returns `nil` of an empty list.
  mutating func element<Elements: RandomAccessCollection>(of elements: Elements) -> Elements.Element? {
    guard !elements.isEmpty else { return nil }
    return elements[elements.index(elements.startIndex, offsetBy: below(elements.count))]
  }

  /// Says yes in `part` of `whole` cases; no is the simpler choice.
  ///
  /// Never where `part` is 0 and always where it equals `whole`; either way the choice is noted, and a replay
  /// reads it back whatever the odds are then.
  mutating func flag(_ part: Int, in whole: Int) -> Bool {
    if isReplaying { return number(through: 1) == 1 }
    return force(part > 0 && random(below: whole) < part ? 1 : 0) == 1
  }

  /// Chooses a place in a list of `count`, drawn from the first `reach` of them; a replay may name any.
  mutating func place(in count: Int, reach: Int) -> Int {
    guard count > 1 else { return 0 }
    if isReplaying { return Int(number(through: UInt64(count - 1))) }
    return Int(force(UInt64(random(below: max(1, min(count, reach))))))
  }

  /// Notes a choice that was made elsewhere, from 0 through `limit`; a replay reads it like any other.
  @discardableResult
  mutating func force(_ choice: UInt64, through limit: UInt64 = .max) -> UInt64 {
    if isReplaying { return number(through: limit) }
    choices.append(choice)
    return choice
  }

  /// Whether choices are read back, so that trying again would only read the same.
  var isReplaying: Bool { if case .list = source { true } else { false } }

  /// A random number that is not noted, for a choice among several that are noted afterwards; 0 in a
  /// replay.
  mutating func unrecorded(below count: Int) -> Int { random(below: count) }

  private mutating func random(below count: Int) -> Int {
    guard case .random(var random) = source else { return 0 }
    let raw = random.next()
    source = .random(random)
    return Int(raw.multipliedFullWidth(by: UInt64(count)).high)
  }
}

extension Draws {
  /// A place to go back to.
  struct Mark {
    fileprivate var choices: Int
    fileprivate var spans: Int
  }

  /// The present place.
  var mark: Mark { Mark(choices: choices.count, spans: spans.count) }

  /// Forgets the choices since a mark, so that a discarded attempt leaves no trace; the random source goes
  /// on where it is.
  mutating func rewind(to mark: Mark) {
    choices.removeLast(choices.count - mark.choices)
    spans.removeLast(spans.count - mark.spans)
  }

  /// Notes that the choices since a mark made one value.
  mutating func endSpan(from mark: Mark, isElement: Bool) {
    spans.append(Span(start: mark.choices, end: choices.count, isElement: isElement))
  }
}
