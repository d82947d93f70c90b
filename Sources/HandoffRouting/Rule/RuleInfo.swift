public import HandoffContracts

/// What there is to say about one rule; feeds the command line, the documentation and the tests.
public struct RuleInfo: Sendable, Hashable {
  /// What the findings of a rule are about.
  public enum Subject: Sendable, Hashable {
    /// Who hands off to whom, how often, and what then.
    case routes
    /// What travels on the handoffs; `handoff check` reports these findings, too.
    case payloads
  }

  /// The permanent identifier, such as `"dead-end"`.
  public var id: String
  /// How much its findings matter, unless one says otherwise.
  public var severity: Severity
  /// What its findings are about.
  public var subject: Subject = .routes
  /// What its findings rest on, where one does not say otherwise.
  public var basis: Finding.Basis = .structural
  /// What is reported, in one sentence.
  public var summary: String
  /// Why it matters.
  public var why: String
  /// A manifest that the rule accepts.
  public var accepted: String
  /// A manifest in which the rule finds something.
  public var rejected: String
}
