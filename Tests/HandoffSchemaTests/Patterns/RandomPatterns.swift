/// Random regular expressions over a small alphabet.
struct RandomPatterns {
  /// SplitMix64, so that a seed gives the same expressions everywhere.
  struct Source: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  var source: Source
  var allowsLookAround: Bool

  init(seed: UInt64, allowsLookAround: Bool) {
    source = Source(state: seed)
    self.allowsLookAround = allowsLookAround
  }

  /// Every text of up to so many of the characters that the expressions speak of.
  static func texts(upTo length: Int, over alphabet: [Character] = ["a", "b", "-"]) -> [String] {
    var result = [""]
    var last = [""]
    for _ in 0..<length {
      last = last.flatMap { word in alphabet.map { word + String($0) } }
      result += last
    }
    return result
  }

  mutating func next(depth: Int = 3) -> String {
    switch pick(depth == 0 ? 5 : allowsLookAround ? 15 : 11) {
    case 0, 1, 2: return atom()
    case 3: return ["^", "$", "\\b", "\\B"][pick(4)]
    case 4: return ""
    case 5, 6: return next(depth: depth - 1) + next(depth: depth - 1)
    case 7: return "(" + next(depth: depth - 1) + "|" + next(depth: depth - 1) + ")"
    case 8, 9: return "(?:" + next(depth: depth - 1) + ")" + quantifier()
    case 10: return atom() + quantifier() + next(depth: depth - 1)
    case 11: return "(?=" + next(depth: depth - 1) + ")"
    case 12: return "(?!" + next(depth: depth - 1) + ")"
    case 13: return "(?<=" + next(depth: depth - 1) + ")"
    default: return "(?<!" + next(depth: depth - 1) + ")"
    }
  }

  private mutating func atom() -> String {
    ["a", "b", "-", ".", "[ab]", "[^a]", "\\w", "\\W", "ab", "[]", "[^]"][pick(11)]
  }

  private mutating func quantifier() -> String {
    ["*", "+", "?", "{2}", "{1,2}", "{2,}", "*?", "{0,2}"][pick(8)]
  }

  mutating func pick(_ count: Int) -> Int {
    Int.random(in: 0..<count, using: &source)
  }
}
