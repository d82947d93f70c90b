/// Splits a command the way a shell splits words, without running one.
package enum CommandWords {
  /// Why a command cannot be split.
  package enum Failure: Error, Sendable, Hashable {
    case empty
    /// A quote that is never closed.
    case openQuote(Character)
    /// A backslash at the end.
    case openEscape
    /// A word that only a shell gives a meaning to.
    case needsShell(String)
  }

  private static let operators: Set<String> = ["|", "||", "&", "&&", ";", "<", ">", ">>", "2>", "2>&1"]

  /// The words of a command.
  ///
  /// As in POSIX 2024, shell section 2.2: blanks separate words; a backslash takes the next character as it is;
  /// single quotes take everything as it is; within double quotes a backslash counts only before `$`, `` ` ``,
  /// `"` and `\`. Nothing is expanded.
  ///
  /// - Throws: ``Failure``.
  /// - Complexity: O(*n*) in the length of the text.
  package static func split(_ text: String) throws(Failure) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case " ", "\t", "\n":
        if let word { words.append(try checked(word, isQuoted)) }
        word = nil
        isQuoted = false
      case "'", "\"":
        isQuoted = true
        word = (word ?? "") + (try quoted(by: scalar, &rest))
      case "\\":
        guard let next = rest.popFirst() else { throw .openEscape }
        isQuoted = true
        word = (word ?? "") + String(Character(next))
      default:
        word = (word ?? "") + String(Character(scalar))
      }
    }
    if let word { words.append(try checked(word, isQuoted)) }
    guard let program = words.first, !program.isEmpty else { throw .empty }
    return words
  }

  private static func quoted(
    by quote: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView
  ) throws(Failure) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == quote { return String(text) }
      if quote == "\"", scalar == "\\", let next = rest.first, "$`\"\\".unicodeScalars.contains(next) {
        rest.removeFirst()
        text.append(next)
      } else {
        text.append(scalar)
      }
    }
    throw .openQuote(Character(quote))
  }

  private static func checked(_ word: String, _ isQuoted: Bool) throws(Failure) -> String {
    if !isQuoted, operators.contains(word) { throw .needsShell(word) }
    return word
  }
}

extension CommandWords.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "the command is empty; write a program and its arguments"
    case .openQuote(let quote): "a quote (\(quote)) is not closed"
    case .openEscape: "the command ends with a backslash"
    case .needsShell(let word): "no shell runs the command, so \(word) has no meaning; write sh -c '...'"
    }
  }
}
