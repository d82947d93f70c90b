/// What stopped the parser, without the words: those are found only when an error is reported.
struct TapeFault: Error {
  enum Kind {
    /// None of what may stand here.
    case expected(Expectation)
    /// Somewhere in the string whose content begins at the offset.
    case string
    /// In the number that begins at the offset.
    case number
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
  }

  /// What the parser was looking for.
  enum Expectation: String {
    case value = "a value"
    case elementOrEnd = "a value or \"]\""
    case nameOrEnd = "a member name or \"}\""
    case name = "a member name"
    case colon = "\":\""
    case commaOrArrayEnd = "\",\" or \"]\""
    case commaOrObjectEnd = "\",\" or \"}\""
    case endOfText = "the end of the text"
  }

  var kind: Kind
  var offset: Int
}
