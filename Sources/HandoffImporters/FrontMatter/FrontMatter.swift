/// What stands between two lines of `---` at the beginning of a text: names with plain values and lists.
///
/// This is the part of YAML that agents' files use: scalars (plain, in quotes, folded over lines by `>` or `|`), lists of
/// scalars on one line or one a line, and lists of flat records. Anything else is an error that names its line.
struct FrontMatter: Sendable {
  /// The value of a name.
  enum Value: Sendable, Hashable {
    case scalar(String)
    case list([String])
    case records([[String: String]])
  }

  /// The values by name.
  private(set) var values: [String: Value] = [:]

  /// The text of a scalar.
  func text(_ name: String) -> String? {
    if case .scalar(let text)? = values[name], !text.isEmpty { text } else { nil }
  }

  /// The elements of a list; a scalar is split at its commas.
  func list(_ name: String) -> [String] {
    switch values[name] {
    case .list(let elements)?: elements
    case .scalar(let text)?:
      text.split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
    default: []
    }
  }

  /// The records of a list.
  func records(_ name: String) -> [[String: String]] {
    if case .records(let records)? = values[name] { records } else { [] }
  }

  /// Says whether a name has a value.
  func has(_ name: String) -> Bool { values[name] != nil }

  mutating func set(_ name: String, _ value: Value) { values[name] = value }
}
