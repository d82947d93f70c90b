import HandoffSchema

/// How names and lists stand in messages.
package enum Wording {
  /// A name in quotes, on one line whatever it contains, and cut off where it is very long.
  package static func quoted(_ name: String) -> String {
    guard name.unicodeScalars.count > 200 else { return JSONValue.string(name).text() }
    var short = String.UnicodeScalarView(name.unicodeScalars.prefix(199))
    short.append("…")
    return JSONValue.string(String(short)).text()
  }

  /// Words joined as in a sentence, where the given ones are the first of `count`.
  package static func list(_ words: [String], of count: Int? = nil) -> String {
    let more = (count ?? words.count) - words.count
    if more > 0 { return words.joined(separator: ", ") + " and \(more) more" }
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
