/// Why a replay token cannot be used.
public struct ReplayError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The text is no token at all.
    case notAToken(String)
    /// The token was written by another version.
    case otherVersion(String)
    /// The token was cut off or mistyped.
    case damaged(String)
    /// The token belongs to another handoff.
    case otherHandoff(String, expected: String)
    /// The contract no longer has the constraint that the case breaks.
    case goalGone
    /// The contract has changed so that the case cannot be built any more.
    case notBuildable(String)
  }

  /// What is wrong.
  public var reason: Reason

  /// Wraps a reason.
  public init(_ reason: Reason) {
    self.reason = reason
  }
}

extension ReplayError: CustomStringConvertible {
  /// One line: what is wrong with the token.
  public var description: String {
    switch reason {
    case .notAToken(let text):
      "\"\(Excerpt.of(text: text, limit: 60))\" is no replay token; a token begins with \"h1-\""
    case .otherVersion(let text):
      "the replay token \"\(Excerpt.of(text: text, limit: 20))\" is of another version; this one reads \"h1-\""
    case .damaged: "the replay token was cut off or mistyped; copy all of it from the report"
    case .otherHandoff(let name, let expected): "the replay token is for \(name), not for \(expected)"
    case .goalGone: "the contract no longer has the constraint that the token's case breaks"
    case .notBuildable(let why): "the contract has changed so that the token's case cannot be built: \(why)"
    }
  }
}
