import HandoffRuntime

/// What the writer reads.
public struct Findings: Codable, Sendable {
  /// What the article is about.
  public var topic: String
  /// Where the facts come from.
  public var sources: [String]
  /// Whether it goes out today.
  public var urgent: Bool?
}

/// What the writer returns.
public struct Draft: Codable, Sendable {
  /// The headline.
  public var title: String
  /// How long the article is.
  public var words: Int
}

/// What the writer says instead of a draft.
public enum WriterFailure: Error {
  /// The findings do not carry an article.
  case tooThin
}

/// The writer, in front of which the contract stands: what breaks it is refused before anything looks at it.
public func write(_ payload: [UInt8]) throws -> Draft {
  let findings = try findings.accept(payload, as: Findings.self)
  guard findings.sources.count > 1 || findings.urgent == true else { throw WriterFailure.tooThin }
  return Draft(title: findings.topic, words: 100 * findings.sources.count)
}
