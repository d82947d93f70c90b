import HandoffSchema

/// Near misses of member names, as models and people write them.
enum MemberNames {
  /// The name with another spelling: `dueDate` for `due_date` and the reverse, else a capital first letter;
  /// `nil` where the name has no letter to change.
  static func variant(of name: String) -> String? {
    if name.contains("_") {
      let parts = name.split(separator: "_", omittingEmptySubsequences: false)
      let joined = parts.enumerated().map { $0 == 0 ? String($1) : capitalized($1) }.joined()
      if joined != name, !joined.isEmpty { return joined }
    }
    if let first = name.first, name.dropFirst().contains(where: \.isUppercase), first.isLowercase {
      return name.map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
    }
    let changed = capitalized(Substring(name))
    if changed != name { return changed }
    let lower = name.lowercased()
    return lower == name ? nil : lower
  }

  private static func capitalized(_ word: Substring) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  /// Names that models give to the same thing, grouped.
  private static let synonyms: [[String]] = [
    ["id", "identifier", "uid"], ["name", "title", "label"], ["text", "content", "body", "message"],
    ["description", "summary", "details"], ["url", "link", "href", "uri"], ["count", "total", "number"],
    ["items", "results", "entries", "list"], ["date", "day", "timestamp"], ["kind", "type", "category"],
    ["reason", "cause", "explanation"], ["status", "state"], ["amount", "value", "price"],
    ["query", "question", "request"], ["answer", "response", "reply", "result"], ["source", "origin"],
    ["tags", "labels", "keywords"], ["author", "creator", "user"], ["priority", "importance", "rank"],
    ["language", "lang", "locale"], ["email", "mail"], ["comment", "note", "remark"],
    ["findings", "results"], ["topic", "subject"], ["score", "rating", "confidence"],
  ]

  /// Other words for the name; none where no word is known.
  static func synonyms(of name: String) -> [String] {
    synonyms.filter { $0.contains { $0.hasSameCodePoints(as: name) } }
      .flatMap { $0.filter { !$0.hasSameCodePoints(as: name) } }
  }
}
