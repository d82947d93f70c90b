/// Text that must stay on one line of a terminal.
package enum Line {
  /// The text between quotes, control characters escaped, at most 120 code points of it.
  package static func quoted(_ text: String) -> String {
    "\"\(escaped(text, limit: 120))\""
  }

  /// The text without control characters, so that a file name cannot drive the terminal; cut at the limit in
  /// code points.
  package static func escaped(_ text: String, limit: Int = .max) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit { return result + "..." }
      count += 1
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
