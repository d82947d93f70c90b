package import HandoffSchema

extension JSONDocument {
  /// What is wrong with a text that names members twice; nothing where it does not.
  ///
  /// - Complexity: O(*n*) on average, where *n* is the number of bytes.
  package var repeatedMembers: [Violation] {
    guard duplicateKeyCount > 0 else { return [] }
    return duplicateKeys.map { repeated in
      Violation(
        instance: repeated.pointer, keyword: Violation.repetitionKeyword, keywordLocation: .root,
        absoluteKeywordLocation: "", found: "named again", allowed: "named once in its object")
    }
  }
}

extension Violation {
  /// The keyword of a violation that says that a text names a member twice, of which no schema can speak.
  package static let repetitionKeyword = "repeated"
}
