import HandoffSchema

/// A text that is too long.
struct TooLong: ValueOperator {
  static let info = OperatorInfo(
    id: "too-long", family: .constraint,
    summary: "a text that is too long", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"string","maxLength":3}"#,
      payload: #""abc""#,
      becomes: #""abcc""#))

  /// Longer texts are not made; a constraint beyond that is reported as not exercised.
  private static let longest = 1_000_000

  func applies(to site: MutationSite) -> Bool { site.node.string?.maxLength != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value, let most = site.node.string?.maxLength, most < Self.longest else {
      return []
    }
    // Many readers count what people see as one character, so that each added code point is to be one.
    let filler = text.unicodeScalars.last { Self.standsAlone($0) } ?? "x"
    let padded = text.unicodeScalars + Array(repeating: filler, count: max(0, most + 1 - text.scalarCount))
    return [String(String.UnicodeScalarView(padded))].changes(of: text)
  }

  /// Whether a code point beside itself is seen as two characters: a combining one, or half a flag, is not.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    String(String.UnicodeScalarView([scalar, scalar])).count == 2
  }
}

extension MutationOperator {
  /// A text that is too long.
  public static let tooLong = Self(TooLong())
}
