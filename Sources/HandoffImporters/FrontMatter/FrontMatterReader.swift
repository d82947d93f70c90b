/// Reads front matter line by line.
struct FrontMatterReader {
  private struct Line {
    var number: Int
    var indent: Int
    var text: Substring
  }

  private let source: ImportSource
  private var lines: [Line] = []
  private var next = 0
  private var matter = FrontMatter()

  /// Reads the front matter of a file; `nil` where it has none.
  ///
  /// - Throws: ``ImportError`` where a line is not of the part of YAML that is read.
  static func read(_ source: ImportSource) throws(ImportError) -> FrontMatter? {
    var reader = FrontMatterReader(source)
    guard try reader.findLines() else { return nil }
    while reader.next < reader.lines.count { try reader.readEntry() }
    return reader.matter
  }

  private init(_ source: ImportSource) { self.source = source }

  private mutating func findLines() throws(ImportError) -> Bool {
    let all = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let marks = all.indices.filter { all[$0].trimmed == "---" || all[$0].trimmed == "\u{FEFF}---" }
    guard marks.first == 0 else { return false }
    guard marks.count > 1 else {
      throw ImportError(
        source: source.name, line: 1, message: "expected a second line `---` that ends the front matter")
    }
    for index in 1..<marks[1] {
      let indent = all[index].prefix { $0 == " " }.count
      let text = all[index].trimmed
      guard !text.hasPrefix("#") else { continue }
      lines.append(Line(number: index + 1, indent: indent, text: text))
    }
    return true
  }

  private mutating func readEntry() throws(ImportError) {
    let line = lines[next]
    next += 1
    guard !line.text.isEmpty else { return }
    guard line.indent == 0, let (name, rest) = Self.pair(line.text) else {
      throw error(line, "expected `name: value`")
    }
    if rest == ">" || rest == "|" || rest == ">-" || rest == "|-" {
      matter.set(name, .scalar(block(separator: rest.hasPrefix(">") ? " " : "\n")))
    } else if !rest.isEmpty {
      matter.set(name, try value(rest, line))
    } else {
      try readList(name)
    }
  }

  /// The indented lines that follow, as one text.
  private mutating func block(separator: String) -> String {
    var parts: [Substring] = []
    while next < lines.count, lines[next].indent > 0 || lines[next].text.isEmpty {
      parts.append(lines[next].text)
      next += 1
    }
    return String(parts.joined(separator: separator).trimmed)
  }

  private mutating func readList(_ name: String) throws(ImportError) {
    var elements: [String] = []
    var records: [[String: String]] = []
    while next < lines.count {
      let line = lines[next]
      let isElement = line.text.hasPrefix("- ") || line.text == "-"
      guard line.text.isEmpty || line.indent > 0 || isElement else { break }
      next += 1
      if line.text.isEmpty { continue }
      let text = isElement ? line.text.dropFirst().trimmed : line.text
      if let (member, rest) = Self.pair(text) {
        if isElement { records.append([:]) }
        guard !records.isEmpty else { throw error(line, "expected a list, found a nested record") }
        if rest == ">" || rest == "|" || rest == ">-" || rest == "|-" {
          throw error(line, "expected a value on one line")
        }
        records[records.count - 1][member] = try scalar(rest, line)
      } else if isElement {
        elements.append(try scalar(text, line))
      } else {
        throw error(line, "expected an element of a list")
      }
    }
    guard elements.isEmpty || records.isEmpty else {
      throw ImportError(source: source.name, message: "the list \"\(name)\" mixes values and records")
    }
    matter.set(name, records.isEmpty ? (elements.isEmpty ? .scalar("") : .list(elements)) : .records(records))
  }

  private func value(_ text: Substring, _ line: Line) throws(ImportError) -> FrontMatter.Value {
    guard text.hasPrefix("[") else { return .scalar(try scalar(text, line)) }
    guard text.hasSuffix("]") else { throw error(line, "expected `]` at the end of the list") }
    var elements: [String] = []
    for element in Self.split(text.dropFirst().dropLast()) where !element.isEmpty {
      elements.append(try scalar(element, line))
    }
    return .list(elements)
  }

  private func scalar(_ text: Substring, _ line: Line) throws(ImportError) -> String {
    if let quote = text.first, quote == "\"" || quote == "'" {
      guard text.count > 1, text.last == quote else { throw error(line, "expected a closing quotation mark") }
      let inner = text.dropFirst().dropLast()
      return quote == "'" ? String(inner.replacing("''", with: "'")) : Self.unescaped(inner)
    }
    if text.hasPrefix("{") || text.hasPrefix("&") || text.hasPrefix("*") && text.count > 1 {
      throw error(line, "expected a plain value")
    }
    // A comment begins at a number sign after white space.
    return String((text.firstRange(of: " #").map { text[..<$0.lowerBound] } ?? text).trimmed)
  }

  /// A text in double quotes without its escapes.
  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let character = rest.popFirst() {
      guard character == "\\", let escaped = rest.popFirst() else {
        result.append(character)
        continue
      }
      result.append(escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped)
    }
    return result
  }

  /// The name and the rest of `name: rest`.
  private static func pair(_ text: Substring) -> (String, Substring)? {
    guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("\""), !text.hasPrefix("'") else {
      return nil
    }
    let rest = text[text.index(after: colon)...]
    guard rest.isEmpty || rest.hasPrefix(" ") else { return nil }
    let name = text[..<colon].trimmed
    guard !name.isEmpty, !name.contains(" ") else { return nil }
    return (String(name), rest.trimmed)
  }

  /// The elements of a list on one line; commas in quotes do not count.
  private static func split(_ text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "," {
        parts.append(text[start..<index].trimmed)
        start = text.index(after: index)
      }
    }
    parts.append(text[start...].trimmed)
    return parts
  }

  private func error(_ line: Line, _ expected: String) -> ImportError {
    ImportError(
      source: source.name, line: line.number, column: line.indent + 1,
      message: "\(expected), found \"\(line.text.prefix(40))\"")
  }
}
