import HandoffSchema

/// What is delivered before a payload.
enum Delivery: Sendable, Hashable, CaseIterable {
  /// The same payload.
  case same
  /// Another payload as promised.
  case other
  /// The payload as it would be later: with a greater number or a later date.
  case later
  /// A failure of the producer.
  case failure
}

extension JSONValue {
  /// More values of a payload than this are not looked at for one that tells which payload is the later one.
  private static let ordinals = 64

  /// The value with the first number or date in it a step further that leaves it acceptable; `nil` where there is none.
  func later(where isAcceptable: (JSONValue) -> Bool) -> JSONValue? {
    var open: [(path: [String], value: JSONValue)] = [([], self)]
    var next = 0
    while next < open.count, next < Self.ordinals {
      let (path, value) = open[next]
      next += 1
      switch value {
      case .object(let members):
        open += members.prefix(Self.ordinals).map { (path + [$0.key], $0.value) }
      case .number, .string:
        if let further = value.further, let changed = replacing(path[...], with: further),
          isAcceptable(changed)
        {
          return changed
        }
      case .null, .bool, .array: continue
      }
    }
    return nil
  }

  /// A number one greater, a date one year later.
  private var further: JSONValue? {
    if let number = intValue, number < Int(Int32.max) { return .number(JSONNumber(number + 1)) }
    // RFC 3339 begins a date with four digits of the year and a hyphen.
    guard let text = stringValue, text.utf8.dropFirst(4).first == UInt8(ascii: "-"),
      let year = Int(text.prefix(4)), (1_000..<9_999).contains(year)
    else { return nil }
    return .string("\(year + 1)\(text.dropFirst(4))")
  }
}
