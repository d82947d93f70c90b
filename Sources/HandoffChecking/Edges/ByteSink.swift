/// A place that takes bytes: standard output, a file, or memory in tests.
package protocol ByteSink: AnyObject {
  /// Whether a person watches, so that colour and progress make sense.
  var isTerminal: Bool { get }

  /// Takes bytes, perhaps only into a buffer.
  ///
  /// - Throws: ``FileError`` where they cannot be written.
  func write(_ bytes: some Collection<UInt8>) throws(FileError)

  /// Writes out what is buffered.
  ///
  /// - Throws: ``FileError`` where it cannot be written.
  func flush() throws(FileError)
}

extension ByteSink {
  /// Takes a text as UTF-8.
  ///
  /// - Throws: ``FileError`` where it cannot be written.
  package func write(_ text: String) throws(FileError) { try write(text.utf8) }
}

/// Keeps what is written, for tests.
package final class MemorySink: ByteSink {
  package private(set) var bytes: [UInt8] = []
  package let isTerminal: Bool

  package init(isTerminal: Bool = false) {
    self.isTerminal = isTerminal
  }

  /// What was written, as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package func write(_ bytes: some Collection<UInt8>) throws(FileError) { self.bytes += bytes }
  package func flush() throws(FileError) {}
}
