/// What the writer reads.
public struct Findings: Codable, Sendable {
  /// What the article is about.
  public var topic: String
  /// Where the facts come from.
  public var sources: [String]
  /// From 1, the most urgent, to 5.
  public var priority: Int?
}

/// What the writer returns.
public struct Article: Codable, Sendable {
  /// The headline.
  public var title: String

  /// Makes an article.
  public init(title: String) {
    self.title = title
  }
}

/// The consumer under test.
public struct Writer: Sendable {
  /// Why the writer refuses its input.
  public struct Refusal: Error, Sendable {
    /// What was wrong.
    public var reason: String
  }

  /// Skips the look at the number of sources, to show what a test then says.
  public var isCareless: Bool

  /// Makes a writer.
  public init(isCareless: Bool = false) {
    self.isCareless = isCareless
  }

  /// Writes an article; `members` are the names that arrived, of which the contract allows no others.
  ///
  /// Throws a ``Refusal`` for findings that break the contract.
  public func draft(from findings: Findings, members: [String]) throws -> Article {
    guard members.allSatisfy(["topic", "sources", "priority"].contains) else {
      throw Refusal(reason: "unknown member")
    }
    try require(1...80, findings.topic.unicodeScalars.count, "length of the topic")
    if !isCareless { try require(1...20, findings.sources.count, "number of sources") }
    for source in findings.sources { try require(1...200, source.unicodeScalars.count, "length of a source") }
    if let priority = findings.priority { try require(1...5, priority, "priority") }
    return Article(title: findings.topic)
  }

  private func require(_ range: ClosedRange<Int>, _ value: Int, _ what: String) throws {
    guard range.contains(value) else { throw Refusal(reason: "\(what) is \(value)") }
  }
}
