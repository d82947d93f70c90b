/// One decision of a generator, together with what it could have been.
///
/// The bounds travel with the value, so that whoever makes a sequence of choices smaller knows what else would
/// fit without asking the generator.
enum Choice: Sendable, Hashable {
  /// A number; the nearer to the simplest one, the simpler.
  case integer(Int, IntegerBounds)
  /// One of several alternatives, of which the first is the simplest.
  case branch(Int, count: Int)
  /// Whether something is there; no is simpler.
  case flag(Bool)
  /// How many of something there are; fewer are simpler.
  case length(Int, LengthBounds)
  /// A text as code points; a shorter one is simpler, then one of simpler characters.
  case text([UInt32], LengthBounds)
  /// Bytes; fewer are simpler, then lower ones.
  case bytes([UInt8], LengthBounds)
}

/// The numbers that a choice may take, and the simplest of them.
struct IntegerBounds: Sendable, Hashable {
  let lower: Int
  let upper: Int
  let simplest: Int

  /// Distances within these fit a word, whichever way they are measured.
  static let reach = 1 << 61

  /// Takes a range; what lies beyond 2⁶¹ is cut off, and the simplest number is moved into the range.
  init(_ range: ClosedRange<Int>, towards simplest: Int = 0) {
    lower = min(max(range.lowerBound, -Self.reach), Self.reach)
    upper = min(max(range.upperBound, -Self.reach), Self.reach)
    self.simplest = min(max(simplest, lower), upper)
  }

  /// The number within the bounds that is nearest to a number.
  func clamped(_ number: Int) -> Int { min(max(number, lower), upper) }
}

/// How many there may be of something.
struct LengthBounds: Sendable, Hashable {
  let least: Int
  let most: Int

  /// Takes a range of counts, 0 or more.
  init(_ range: ClosedRange<Int>) {
    least = max(0, range.lowerBound)
    most = max(least, range.upperBound)
  }

  /// The count within the bounds that is nearest to a count.
  func clamped(_ count: Int) -> Int { min(max(count, least), most) }
}

extension Choice {
  /// The simplest choice within the same bounds.
  var simplest: Choice {
    switch self {
    case .integer(_, let bounds): .integer(bounds.simplest, bounds)
    case .branch(_, let count): .branch(0, count: count)
    case .flag: .flag(false)
    case .length(_, let bounds): .length(bounds.least, bounds)
    case .text(_, let bounds):
      .text(Array(repeating: TextOrder.simplest, count: bounds.least), bounds)
    case .bytes(_, let bounds): .bytes(Array(repeating: 0, count: bounds.least), bounds)
    }
  }

  /// Whether nothing within the bounds is simpler.
  var isSimplest: Bool {
    switch self {
    case .integer(let number, let bounds): number == bounds.simplest
    case .branch(let index, _): index == 0
    case .flag(let isSet): !isSet
    case .length(let count, let bounds): count == bounds.least
    case .text, .bytes: self == simplest
    }
  }

  /// The same choice where the generator now asks for one within other bounds, or of another kind.
  ///
  /// A value that still fits is kept, one that does not is moved to the nearest that does, and a choice of
  /// another kind becomes the simplest one.
  func adjusted(to asked: Choice) -> Choice {
    switch (self, asked) {
    case (.integer(let number, _), .integer(_, let bounds)): .integer(bounds.clamped(number), bounds)
    case (.branch(let index, _), .branch(_, let count)): .branch(min(index, count - 1), count: count)
    case (.flag, .flag): self
    case (.length(let count, _), .length(_, let bounds)): .length(bounds.clamped(count), bounds)
    case (.text(let scalars, _), .text(_, let bounds)):
      .text(Self.fitted(scalars, bounds, filler: TextOrder.simplest), bounds)
    case (.bytes(let bytes, _), .bytes(_, let bounds)): .bytes(Self.fitted(bytes, bounds, filler: 0), bounds)
    default: asked.simplest
    }
  }

  static func fitted<Element>(_ elements: [Element], _ bounds: LengthBounds, filler: Element) -> [Element] {
    let missing = bounds.least - elements.count
    return missing > 0
      ? elements + Array(repeating: filler, count: missing) : Array(elements.prefix(bounds.most))
  }
}
