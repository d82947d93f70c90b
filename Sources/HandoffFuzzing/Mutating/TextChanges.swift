import HandoffSchema

/// Ways of breaking a text.
struct TextChanges {
  let keywords: StringKeywords
  let text: String
  let patterns: PatternSamplers

  /// Longer texts are not made; a constraint beyond that is reported as not exercised.
  private static let longest = 1_000_000

  /// The changed texts, simplest first.
  func changes(by operation: MutationOperator) -> [String] {
    switch operation {
    case .caseChanged: [text.uppercased(), text.lowercased(), swappedFirst]
    case .addedWhitespace: [" " + text, text + " ", text + "\n"]
    case .emptyString: [""]
    case .tooShort: keywords.minLength.map { [prefix(max(0, $0 - 1))] } ?? []
    case .tooLong: tooLong
    case .patternBroken: unmatched
    case .formatBroken: ["?", "not a \(keywords.format ?? "format")", text + " ", prefix(count / 2)]
    case .truncatedString: count < 2 ? [] : [prefix(count / 2), prefix(count - 1), prefix(1)]
    default: []
    }
  }

  private var count: Int { text.unicodeScalars.count }

  private func prefix(_ length: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(length)))
  }

  private var swappedFirst: String {
    let first = text.prefix(1)
    let swapped = first.uppercased() == first ? first.lowercased() : first.uppercased()
    return swapped + text.dropFirst()
  }

  private var tooLong: [String] {
    guard let most = keywords.maxLength, most < Self.longest else { return [] }
    let filler = text.unicodeScalars.last ?? "x"
    let missing = max(0, most + 1 - count)
    let padded = text.unicodeScalars + Array(repeating: filler, count: missing)
    return [String(String.UnicodeScalarView(padded))]
  }

  private var unmatched: [String] {
    guard let pattern = keywords.pattern else { return [] }
    let candidates = [
      "", "!", text + "!", "!" + text, text.uppercased(), text.lowercased(), String(text.reversed()),
      prefix(count / 2), text + "\n", text.replacing(" ", with: "_"), "0", "x",
    ]
    let least = keywords.minLength ?? 0
    let most = keywords.maxLength ?? Self.longest
    // First those that break nothing but the pattern.
    let near = candidates.filter { (least...max(least, most)).contains($0.unicodeScalars.count) }
    return (near + patterns.texts(refusedBy: pattern, least: least, most: max(least, most)) + candidates)
      .filter { !pattern.matches($0) }
  }
}
