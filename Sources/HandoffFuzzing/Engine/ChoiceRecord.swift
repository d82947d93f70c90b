/// All choices that made one value, and which of them belong together.
struct ChoiceRecord: Sendable, Hashable {
  var choices: [Choice] = []
  /// The groups of choices, each after those within it.
  var spans: [Span] = []

  /// Choices that made one part of the value.
  struct Span: Sendable, Hashable {
    var start: Int
    /// The index after the last choice.
    var end: Int
    /// What kind of part it is: one with the same label may stand in its place.
    var label: Int

    /// The indices of the choices.
    var range: Range<Int> { start..<end }
  }

  /// The choices as numbers.
  ///
  /// - Complexity: O(*n*), where *n* is the number of choices and the length of their texts.
  var words: [UInt64] { choices.flatMap(\.words) }

  /// For each span the index of the narrowest one around it; `nil` for those that nothing encloses.
  ///
  /// - Complexity: O(*n*), because spans are listed after those within them.
  var parents: [Int?] {
    var parents: [Int?] = Array(repeating: nil, count: spans.count)
    var open: [Int] = []
    for (index, span) in spans.enumerated() {
      while let last = open.last, spans[last].start >= span.start {
        parents[last] = index
        open.removeLast()
      }
      open.append(index)
    }
    return parents
  }
}

extension ChoiceRecord {
  /// Whether the first sequence is simpler: shorter, or simpler at the first choice that differs (shortlex).
  static func precedes(_ left: [Choice], _ right: [Choice]) -> Bool {
    if left.count != right.count { return left.count < right.count }
    for (one, other) in zip(left, right) where one != other { return one.precedes(other) }
    return false
  }
}

extension Choice {
  /// Whether this choice is simpler than another of its kind; kinds stand in the order of their declaration.
  func precedes(_ other: Choice) -> Bool {
    switch (self, other) {
    case (.text(let left, _), .text(let right, _)): return TextOrder.precedes(left, right)
    case (.bytes(let left, _), .bytes(let right, _)):
      return left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    default:
      let (left, right) = (kind, other.kind)
      return left == right ? (words.first ?? 0) < (other.words.first ?? 0) : left < right
    }
  }

  private var kind: Int {
    switch self {
    case .integer: 0
    case .branch: 1
    case .flag: 2
    case .length: 3
    case .text: 4
    case .bytes: 5
    }
  }
}
