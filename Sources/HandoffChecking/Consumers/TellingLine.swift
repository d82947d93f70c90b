import HandoffSchema

/// The line of a program's last words that says what went wrong, and where.
struct TellingLine: Hashable {
  /// What went wrong.
  var text: String
  /// Where in its own source, such as `"agent.py:5 in answer"`; `nil` where that is not said.
  var location: String?
  /// The line of the source, where that is shown.
  var source: String?

  /// Finds it, or returns `nil` where there are no words.
  ///
  /// Of a traceback of Python it is the line behind the frames, of a stack of Node the line in front of it, of Swift the
  /// one with "Fatal error"; else the last line that is not blank.
  static func of(_ text: String) -> TellingLine? {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    let isBlank: (String) -> Bool = { $0.allSatisfy(\.isWhitespace) }
    if let found = afterTraceback(lines) ?? beforeStack(lines) { return found }
    let last = lines.last { $0.contains("Fatal error:") } ?? lines.last { !isBlank($0) }
    return last.map { TellingLine(text: $0) }
  }

  private static func afterTraceback(_ lines: [String]) -> TellingLine? {
    guard let start = lines.lastIndex(where: { $0.hasPrefix("Traceback (most recent call last)") }),
      let end = lines[(start + 1)...].firstIndex(where: { $0.first.map { !$0.isWhitespace } ?? false })
    else { return nil }
    let frames = (start + 1..<end).filter { lines[$0].hasPrefix("  File \"") }
    guard let frame = frames.last(where: { !isLibrary(lines[$0]) }) ?? frames.last else {
      return TellingLine(text: lines[end])
    }
    let next = lines[(frame + 1)..<end].first.map { trimmed($0) }
    return TellingLine(text: lines[end], location: pythonLocation(lines[frame]), source: next)
  }

  /// `  File "/a/agent.py", line 5, in answer` as `agent.py:5 in answer`.
  private static func pythonLocation(_ frame: String) -> String? {
    let parts = frame.split(separator: "\"", maxSplits: 2)
    guard parts.count == 3, let file = parts[1].split(separator: "/").last,
      let number = parts[2].split(separator: ",").first?.split(separator: " ").last
    else { return nil }
    let name = parts[2].split(separator: ",").dropFirst().first.map(String.init) ?? ""
    return "\(file):\(number)\(name)"
  }

  private static func beforeStack(_ lines: [String]) -> TellingLine? {
    guard let first = lines.firstIndex(where: { $0.hasPrefix("    at ") }), first > 0 else { return nil }
    let frames = lines[first...].prefix { $0.hasPrefix("    at ") }
    guard let frame = frames.first(where: { !isLibrary($0) }) else {
      return TellingLine(text: lines[first - 1])
    }
    return TellingLine(text: lines[first - 1], location: nodeLocation(frame))
  }

  /// `    at answer (file:///a/agent.mjs:3:57)` as `agent.mjs:3 in answer`.
  private static func nodeLocation(_ frame: String) -> String? {
    let words = frame.split(separator: " ").dropFirst()
    guard let file = words.last?.split(separator: "/").last else { return nil }
    let parts = file.split(whereSeparator: { $0 == ":" || $0 == ")" })
    guard parts.count >= 2 else { return nil }
    let name = words.dropLast().joined(separator: " ")
    return "\(parts[0]):\(parts[1])\(name.isEmpty ? "" : " in \(name)")"
  }

  /// What went wrong, with where it did; `nil` where that is not known.
  var located: String? {
    location.map { "\(text), at \($0)\(source.map { ": \($0)" } ?? "")" }
  }

  private static func isLibrary(_ frame: String) -> Bool {
    ["/site-packages/", "/lib/python", "\"<frozen ", "node:", "/node_modules/"].contains {
      frame.contains($0)
    }
  }

  private static func trimmed(_ line: String) -> String { String(line.drop(while: \.isWhitespace)) }
}
