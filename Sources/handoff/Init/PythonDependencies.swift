/// The names of packages in the files in which Python projects list them.
enum PythonDependencies {
  /// The names in a requirements file, one a line.
  static func inRequirements(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).compactMap { name(at: $0.drop(while: \.isWhitespace)) }
  }

  /// The names in `pyproject.toml` or a `Pipfile`: those in lists and tables of dependencies.
  ///
  /// It reads the lines, not the grammar of TOML: what is written as a formatter writes it is found.
  static func inProject(_ text: String) -> [String] {
    var names: [String] = []
    var isTable = false
    /// How many brackets of a list of dependencies are open.
    var depth = 0
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.drop(while: \.isWhitespace)
      if line.hasPrefix("#") { continue }
      if depth == 0, line.hasPrefix("[") {
        let header = line.prefix { $0 != "]" }
        isTable = header.contains("dependenc") || header.hasSuffix("packages")
        continue
      }
      let key = line.prefix { isNamePart($0) }
      let rest = line.dropFirst(key.count).drop(while: \.isWhitespace)
      let isKey = depth == 0 && rest.hasPrefix("=")
      if isKey, isTable, !key.hasSuffix("dependencies"), !isListStart(rest) {
        if let name = name(at: key) { names.append(name) }
        continue
      }
      guard depth > 0 || isTable || isKey && key.hasSuffix("dependencies") else { continue }
      names += quoted(in: line).compactMap { name(at: $0) }
      depth = max(0, depth + opened(in: line))
    }
    return names
  }

  private static func isListStart(_ rest: Substring) -> Bool {
    rest.dropFirst().drop(while: \.isWhitespace).hasPrefix("[")
  }

  /// How many more brackets a line opens than it closes; those within quotes, as of extras, do not count.
  private static func opened(in line: Substring) -> Int {
    var quote: Character?
    var depth = 0
    for character in line {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\"", "'": quote = character
      case "#": return depth
      case "[": depth += 1
      case "]": depth -= 1
      default: break
      }
    }
    return depth
  }

  private static func quoted(in line: Substring) -> [Substring] {
    var parts: [Substring] = []
    var rest = line
    while let start = rest.firstIndex(where: { $0 == "\"" || $0 == "'" }) {
      let quote = rest[start]
      let content = rest[rest.index(after: start)...]
      guard let end = content.firstIndex(of: quote) else { break }
      parts.append(content[..<end])
      rest = content[content.index(after: end)...]
    }
    return parts
  }

  /// The name at the start of a requirement such as `openai_agents[viz]>=0.2`, as PEP 503 normalizes it.
  private static func name(at text: Substring) -> String? {
    let name = text.prefix { isNamePart($0) }
    guard let first = name.first, first.isLetter else { return nil }
    return name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
  }

  private static func isNamePart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
  }
}
