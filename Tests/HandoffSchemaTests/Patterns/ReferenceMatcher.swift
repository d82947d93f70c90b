import HandoffSchema

/// A slow matcher that follows the definition of where an expression can get to from a place.
///
/// It shares nothing with the engine but the syntax tree.
struct ReferenceMatcher {
  let text: [UInt32]

  init(_ text: String) {
    self.text = text.unicodeScalars.map(\.value)
  }

  func matches(_ expression: PatternExpression) -> Bool {
    (0...text.count).contains { !ends(expression, from: $0).isEmpty }
  }

  func ends(_ expression: PatternExpression, from start: Int) -> Set<Int> {
    switch expression {
    case .empty: return [start]
    case .character(let value): return start < text.count && text[start] == value ? [start + 1] : []
    case .set(let set): return start < text.count && set.contains(text[start]) ? [start + 1] : []
    case .sequence(let parts):
      return parts.reduce([start]) { places, part in
        places.reduce(into: []) { $0.formUnion(ends(part, from: $1)) }
      }
    case .choice(let alternatives):
      return alternatives.reduce(into: []) { $0.formUnion(ends($1, from: start)) }
    case .repetition(let body, let atLeast, let atMost):
      return repeated(body, atLeast, atMost, from: start)
    case .place(let place): return holds(place, at: start) ? [start] : []
    case .look(let look): return holds(look, at: start) ? [start] : []
    }
  }

  private func repeated(_ body: PatternExpression, _ atLeast: Int, _ atMost: Int?, from start: Int) -> Set<
    Int
  > {
    var places: Set<Int> = [start]
    for _ in 0..<atLeast { places = places.reduce(into: []) { $0.formUnion(ends(body, from: $1)) } }
    var all = places
    // After as many rounds as there are places nothing new can come.
    for _ in 0..<min((atMost ?? .max) - atLeast, text.count + 1) {
      places = places.reduce(into: []) { $0.formUnion(ends(body, from: $1)) }
      all.formUnion(places)
    }
    return all
  }

  private func holds(_ look: PatternLook, at place: Int) -> Bool {
    let isThere =
      switch look.direction {
      case .ahead: !ends(look.body, from: place).isEmpty
      case .behind: (0...place).contains { ends(look.body, from: $0).contains(place) }
      }
    return isThere != look.isNegated
  }

  private func holds(_ place: PatternPlace, at index: Int) -> Bool {
    let isWordBefore = index > 0 && isWord(text[index - 1])
    let isWordAfter = index < text.count && isWord(text[index])
    return switch place {
    case .textStart: index == 0
    case .textEnd: index == text.count
    case .wordBoundary: isWordBefore != isWordAfter
    case .noWordBoundary: isWordBefore == isWordAfter
    }
  }

  private func isWord(_ value: UInt32) -> Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}
