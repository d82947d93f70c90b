/// Dates, times and durations (RFC 3339 section 5.6 and appendix A).
enum DateFormat {
  static func isDateTime(_ text: [UInt8]) -> Bool {
    guard text.count > 11, text[10] | 0x20 == UInt8(ascii: "t") else { return false }
    return isDate(text[..<10]) && isTime(text[11...])
  }

  static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    let text = Array(text)
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = number(text[0..<4]), let month = number(text[5..<7]), let day = number(text[8..<10])
    else { return false }
    return (1...12).contains(month) && day >= 1 && day <= days(month, year)
  }

  private static func days(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    let text = Array(text)
    guard text.count > 8, text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":"),
      let hour = number(text[0..<2]), let minute = number(text[3..<5]), let second = number(text[6..<8]),
      hour < 24, minute < 60, second <= 60
    else { return false }
    var rest = text[8...]
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let digits = rest.prefix(while: isDigit)
      if digits.isEmpty { return false }
      rest = rest.dropFirst(digits.count)
    }
    guard let offset = offset(Array(rest)) else { return false }
    // A leap second ends a day of UTC.
    return second < 60 || (hour * 60 + minute - offset + 2_880) % 1_440 == 1_439
  }

  // In minutes; `nil` where it is malformed.
  private static func offset(_ text: [UInt8]) -> Int? {
    if text.count == 1 { return text[0] | 0x20 == UInt8(ascii: "z") ? 0 : nil }
    guard text.count == 6, text[3] == UInt8(ascii: ":"), let hour = number(text[1..<3]),
      let minute = number(text[4..<6]), hour < 24, minute < 60
    else { return nil }
    switch text[0] {
    case UInt8(ascii: "+"): return hour * 60 + minute
    case UInt8(ascii: "-"): return -hour * 60 - minute
    default: return nil
    }
  }

  /// The grammar of appendix A: units in order, without a gap, weeks only alone.
  static func isDuration(_ text: [UInt8]) -> Bool {
    guard text.first == UInt8(ascii: "P") else { return false }
    let parts = text.dropFirst().split(
      separator: UInt8(ascii: "T"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let date = parts.first else { return false }
    if parts.count == 1 { return areUnits(date, "YMD") || areUnits(date, "W") }
    return (date.isEmpty || areUnits(date, "YMD")) && areUnits(parts[1], "HMS")
  }

  private static func areUnits(_ text: ArraySlice<UInt8>, _ units: String) -> Bool {
    let units = Array(units.utf8)
    var rest = text
    var last: Int?
    while !rest.isEmpty {
      let digits = rest.prefix(while: isDigit)
      rest = rest.dropFirst(digits.count)
      guard !digits.isEmpty, let unit = rest.popFirst(), let place = units.firstIndex(of: unit),
        last == nil || place == (last ?? 0) + 1
      else { return false }
      last = place
    }
    return last != nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.allSatisfy(isDigit) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
