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
}
