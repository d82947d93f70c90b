import HandoffSchema

/// Names of files that say what a fixture shows.
struct FixtureNames {
  private var taken: Set<ExactString> = []

  private static let longest = 80

  /// A name out of words: lower-case letters of ASCII, digits, dots and hyphens; where that does not tell two apart, or
  /// letters were lost, with a few digits that stand for the words.
  mutating func name(for words: String) -> String {
    var name = ""
    var isExact = true
    for scalar in words.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": name.unicodeScalars.append(scalar)
      case "A"..."Z": name += String(scalar).lowercased()
      case " ", "/", ":", "-", "_", "\"", "(", ")", "$", "#", "~", ".":
        if let last = name.last, last != "-" { name.append("-") }
      default: isExact = false
      }
    }
    while name.last == "-" { name.removeLast() }
    if name.utf8.count > Self.longest {
      name = String(name.prefix(Self.longest))
      isExact = false
    }
    if name.isEmpty || !isExact || taken.contains(ExactString(name)) {
      let digest = String(ReplayToken.digest(words), radix: 36)
      name += (name.isEmpty ? "" : "-") + digest
    }
    let stem = name
    var number = 2
    while !taken.insert(ExactString(name)).inserted {
      name = "\(stem)-\(number)"
      number += 1
    }
    return name
  }
}
