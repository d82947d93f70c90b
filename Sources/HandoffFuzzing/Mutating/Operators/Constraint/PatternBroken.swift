import HandoffSchema

/// A text that does not match the pattern.
struct PatternBroken: ValueOperator {
  static let info = OperatorInfo(
    id: "pattern-broken", family: .constraint,
    summary: "a text that does not match the pattern", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"string","pattern":"^[a-z]+$"}"#,
      payload: #""abc""#,
      becomes: #""abc!""#))

  private static let longest = 1_000_000

  func applies(to site: MutationSite) -> Bool { site.node.string?.pattern != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value, let keywords = site.node.string, let pattern = keywords.pattern
    else { return [] }
    let candidates = [
      "", "!", text + "!", "!" + text, text.uppercased(), text.lowercased(), String(text.reversed()),
      text.scalarPrefix(text.scalarCount / 2), text + "\n", text.replacing(" ", with: "_"), "0", "x",
    ]
    let least = keywords.minLength ?? 0
    let most = max(least, keywords.maxLength ?? Self.longest)
    // First those that break nothing but the pattern.
    let near = candidates.filter { (least...most).contains($0.scalarCount) }
    let refused = site.plan.patterns.texts(refusedBy: pattern, least: least, most: most)
    return (near + refused + candidates).filter { !pattern.matches($0) }.changes(of: text)
  }
}

extension MutationOperator {
  /// A text that does not match the pattern.
  public static let patternBroken = Self(PatternBroken())
}
