import HandoffSchema

/// Two values as lines that begin with a minus and a plus sign.
struct ValueDifference {
  private static let limit = 160
  /// The most members that are told apart.
  private static let memberLimit = 6

  private let before: JSONValue?
  private let after: JSONValue?
  private let name: String?

  /// Takes the values at a place.
  init(_ before: JSONValue?, _ after: JSONValue?, at pointer: JSONPointer) {
    self.before = before
    self.after = after
    name = pointer.tokens.last
  }

  /// The lines; members that are the same are left out.
  var lines: [String] {
    if case .object(let before)? = before, case .object(let after)? = after { return members(before, after) }
    return Self.lines(name, before, after)
  }

  private func members(_ before: JSONObject, _ after: JSONObject) -> [String] {
    var lines: [String] = []
    var count = 0
    let names = before.map(\.key) + after.map(\.key).filter { before[$0] == nil }
    for name in names where before[name] != after[name] {
      count += 1
      if count <= Self.memberLimit { lines += Self.lines(name, before[name], after[name]) }
    }
    if count > Self.memberLimit { lines.append("… (\(count - Self.memberLimit) more members)") }
    return lines
  }

  private static func lines(_ name: String?, _ before: JSONValue?, _ after: JSONValue?) -> [String] {
    let isAlike = looksAlike(before, after)
    return [("-", before), ("+", after)].compactMap { sign, value in
      guard let value else { return nil }
      let label =
        name.map { JSONPointer.arrayIndex($0) == nil ? "\(JSONValue.string($0).text()): " : "" } ?? ""
      return "\(sign) \(label)\(Excerpt.of(value, limit: limit))" + (isAlike ? codePoints(of: value) : "")
    }
  }

  /// Whether two texts differ in what a reader hardly sees: spaces, invisible characters, other letters of the same form.
  private static func looksAlike(_ before: JSONValue?, _ after: JSONValue?) -> Bool {
    guard case .string(let before)? = before, case .string(let after)? = after else { return false }
    func visible(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.properties.generalCategory != .format }
    }
    let (left, right) = (visible(before), visible(after))
    if before == after || left == right { return true }
    guard left.count == right.count, !left.isEmpty else { return false }
    let different = zip(left, right).filter { $0 != $1 }
    return different.allSatisfy { !$0.isASCII || !$1.isASCII } && different.count < left.count
  }

  /// The code points of a text, as far as they are shown.
  private static func codePoints(of value: JSONValue) -> String {
    guard case .string(let text) = value else { return "" }
    let shown = text.unicodeScalars.prefix(16).map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return "  (\(shown.joined(separator: " "))\(text.unicodeScalars.count > 16 ? " …" : ""))"
  }
}
