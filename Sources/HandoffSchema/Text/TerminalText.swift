/// Text from outside, made safe to print.
package enum TerminalText {
  /// The text on one line without control or formatting characters, so that a name cannot drive the terminal or
  /// turn the reading direction; cut at the limit in code points.
  ///
  /// - Complexity: O(*n*) in the length of the result.
  package static func line(_ text: String, limit: Int = .max) -> String {
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit { return String(result) + "…" }
      count += 1
      switch scalar {
      case "\n": result += "\\n".unicodeScalars
      case "\t": result += "\\t".unicodeScalars
      case "\r": result += "\\r".unicodeScalars
      case _ where isInvisible(scalar): result += "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The code points of one text from outside that a report for people shows, and the bytes of one that a report for
  /// programs holds.
  package static let shownLength = 500
  package static let reportedBytes = 64 << 10

  /// The text on one line, with its length where it is cut.
  package static func excerpt(_ text: String) -> String {
    let count = text.unicodeScalars.prefix(shownLength + 1).count
    guard count > shownLength else { return line(text) }
    return
      "\(line(text, limit: shownLength)) (\(Counted.number(text.unicodeScalars.count)) characters in all)"
  }

  /// The text as it is where it is not too long for a report.
  package static func reported(_ text: String) -> String {
    guard text.utf8.count > reportedBytes else { return text }
    var bytes = 0
    let start = text.unicodeScalars.prefix { scalar in
      bytes += scalar.utf8.count
      return bytes <= reportedBytes
    }
    return "\(String(start))… (\(text.utf8.count) bytes in all)"
  }

  /// The text between quotes on one line, at most 120 code points of it.
  package static func quoted(_ text: String) -> String { "\"\(line(text, limit: 120))\"" }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
