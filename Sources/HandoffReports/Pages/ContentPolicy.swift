import HandoffRuntime

/// What a page lets a browser do: run and apply its own inline parts, known by their hashes, and nothing else.
///
/// Content Security Policy Level 3, section 2.3.1: a hash source names the very text of an inline part.
enum ContentPolicy {
  /// The policy for a page with one style and one script.
  static func text(style: String, script: String) -> String {
    "default-src 'none'; style-src '\(source(of: style))'; script-src '\(source(of: script))'; "
      + "base-uri 'none'; form-action 'none'"
  }

  private static func source(of text: String) -> String {
    let digits = Array(SHA256.digest(text.utf8))
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { place in
      UInt8(String(digits[place...place + 1]), radix: 16)
    }
    return "sha256-" + base64(bytes)
  }

  /// RFC 4648, section 4.
  private static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for place in 0..<3 { bits = bits << 8 | UInt32(place < group.count ? group[start + place] : 0) }
      for place in 0..<4 {
        if place > group.count {
          result.append("=")
        } else {
          result.append(letters[Int(bits >> UInt32(18 - place * 6) & 63)])
        }
      }
    }
    return result
  }
}
