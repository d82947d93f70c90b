import HandoffSchema

/// Times as traces write them.
enum TraceTime {
  /// Nanoseconds after 1970 of an RFC 3339 text (without an offset: UTC), or of a number of seconds, milliseconds,
  /// microseconds or nanoseconds, told apart by its size; `nil` for anything else.
  static func nanoseconds(_ value: JSONValue?) -> UInt64? {
    if let text = value?.stringValue { return nanoseconds(text) }
    guard let number = value?.numberValue?.doubleValue, number >= 0, number < 9e18 else { return nil }
    let factor: Double = number < 1e11 ? 1e9 : number < 1e14 ? 1e6 : number < 1e17 ? 1e3 : 1
    return UInt64(number * factor)
  }

  private static func nanoseconds(_ text: String) -> UInt64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
      let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
      let second = number(bytes[17..<19]),
      (1...12).contains(month), (1...31).contains(day), year >= 1970
    else { return nil }
    var fraction = 0
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
      let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest.dropFirst(1 + digits.count)
      var nine = Array(digits.prefix(9))
      while nine.count < 9 { nine.append(UInt8(ascii: "0")) }
      fraction = number(nine[...]) ?? 0
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset(rest)
    guard seconds >= 0 else { return nil }
    return UInt64(seconds) * 1_000_000_000 + UInt64(fraction)
  }

  private static func offset(_ rest: ArraySlice<UInt8>) -> Int {
    guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return 0 }
    let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard digits.count >= 4, let hours = number(digits[0..<2]), let minutes = number(digits[2..<4]) else {
      return 0
    }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// Days after 1970-01-01 in the Gregorian calendar, with years counted from March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthOfYear = (month + 9) % 12
    let dayOfYear = (153 * monthOfYear + 2) / 5 + day - 1
    let dayOfCycle = shifted % 400 * 365 + shifted % 400 / 4 - shifted % 400 / 100 + dayOfYear
    return shifted / 400 * 146_097 + dayOfCycle - 719_468
  }
}
