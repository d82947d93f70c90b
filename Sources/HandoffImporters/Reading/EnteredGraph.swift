/// A team or graph inside another after it was read: it is no agent itself, but entered, and left where it ends.
struct EnteredGraph {
  /// The agents that receive what is handed to it.
  var entries: [String]
  /// The agents after which it ends.
  var ends: [String]

  /// The most teams or graphs inside each other: those who read them call themselves.
  static let depthLimit = 64
  /// The most that are entered where one may be referred to again and again.
  static let countLimit = 10_000

  /// Refuses what lies deeper than is followed.
  ///
  /// - Throws: ``ImportError`` at a depth beyond the limit.
  static func check(depth: Int, at value: ExportValue) throws(ImportError) {
    guard depth > depthLimit else { return }
    throw value.error("expected at most \(depthLimit) teams or graphs inside each other, found more")
  }
}
