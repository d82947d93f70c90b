public import HandoffSchema

/// Random JSON values with the corners that break parsers and writers.
public struct RandomJSON {
  /// Where the choices come from.
  public var random: TestRandom

  /// Starts at a seed.
  public init(seed: UInt64) {
    random = TestRandom(seed: seed)
  }

  /// A value of at most so many levels.
  public mutating func value(depth: Int = 4) -> JSONValue {
    switch random.below(depth > 0 ? 9 : 6) {
    case 0: .null
    case 1: .bool(random.below(2) == 0)
    case 2, 3: .number(number())
    case 4, 5: .string(text())
    case 6, 7: .array((0..<random.below(5)).map { _ in value(depth: depth - 1) })
    default:
      .object(
        JSONObject(
          (0..<random.below(random.below(8) == 0 ? 20 : 5)).map { _ in
            JSONObject.Member(key: text(), value: value(depth: depth - 1))
          }))
    }
  }

  /// A number of up to 32 digits with an exponent of up to three digits.
  public mutating func number() -> JSONNumber {
    var literal = random.below(3) == 0 ? "-" : ""
    literal += random.below(4) == 0 ? "0" : String(1 + random.below(9)) + digits(random.below(24))
    if random.below(3) == 0 { literal += "." + digits(1 + random.below(8)) }
    if random.below(4) == 0 {
      literal += ["e", "E", "e+", "e-"][random.below(4)] + digits(1 + random.below(3))
    }
    guard let number = JSONNumber(literal: literal) else {
      preconditionFailure("\(literal) is not a literal.")
    }
    return number
  }

  /// A text from empty to long, half of them plain ASCII.
  public mutating func text() -> String {
    let alphabet: [Unicode.Scalar] = [
      "a", "b", "c", "0", " ", "\"", "\\", "/", "\u{0}", "\u{8}", "\n", "\u{1F}", "\u{7F}", "\u{80}", "é",
      "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "😀", "\u{10FFFF}", "\u{301}", "\u{FEFF}",
    ]
    let plain = random.below(2) == 0
    var text = String.UnicodeScalarView()
    for _ in 0..<random.below(random.below(6) == 0 ? 60 : 8) {
      text.append(alphabet[random.below(plain ? 5 : alphabet.count)])
    }
    return String(text)
  }

  private mutating func digits(_ count: Int) -> String {
    String((0..<count).map { _ in Character(Unicode.Scalar(0x30 + UInt8(random.below(10)))) })
  }
}
