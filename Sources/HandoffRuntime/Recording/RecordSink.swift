/// Where a recorder writes its lines.
public protocol RecordSink: Sendable {
  /// Appends a line, its end included, as a whole: a process that is killed leaves it whole or not at all, the last one
  /// aside.
  ///
  /// - Throws: Whatever keeps the line from being written.
  func append(_ line: [UInt8]) throws
}
