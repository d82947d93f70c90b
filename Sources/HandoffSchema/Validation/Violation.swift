/// One way in which a value breaks a schema.
public struct Violation: Sendable, Hashable {
  /// Where in the value.
  public var instance: JSONPointer
  /// The keyword that refuses, such as `"minimum"`; `"false"` for the schema `false`.
  public var keyword: String
  /// The path of keywords that led there, through `$ref`s ("keywordLocation" of JSON Schema 2020-12 core,
  /// section 12.3.1).
  public var keywordLocation: JSONPointer
  /// The place of the keyword in its own document, as a URI with a pointer fragment.
  public var absoluteKeywordLocation: String
  /// What was found, for a person: `"25" (a string)`.
  public var found: String
  /// What is allowed, for a person: `an integer`.
  public var allowed: String
  /// A likely remedy, such as `"did you mean \"priority\"?"`.
  public var hint: String?

  /// The keyword of the one violation that says that the verdict is open: a keyword that nobody can decide, such as a
  /// `pattern` with a back-reference, may refuse the value, and nothing else does.
  public static let undecidedKeyword = "undecided"

  /// Makes a violation.
  public init(
    instance: JSONPointer, keyword: String, keywordLocation: JSONPointer, absoluteKeywordLocation: String,
    found: String, allowed: String, hint: String? = nil
  ) {
    self.instance = instance
    self.keyword = keyword
    self.keywordLocation = keywordLocation
    self.absoluteKeywordLocation = absoluteKeywordLocation
    self.found = found
    self.allowed = allowed
    self.hint = hint
  }
}

extension Violation: CustomStringConvertible {
  /// One line: place, what was allowed and what was found.
  public var description: String {
    let place = instance.tokens.isEmpty ? "(root)" : instance.description
    return "\(place): expected \(allowed), found \(found)" + (hint.map { "; \($0)" } ?? "")
  }
}
