#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes to an open descriptor through a buffer.
package final class DescriptorSink: ByteSink {
  private let descriptor: Int32
  private let label: String
  private let capacity: Int
  private var buffer: [UInt8] = []
  package let isTerminal: Bool

  /// Takes a descriptor, which stays the caller's to close.
  ///
  /// - Parameters:
  ///   - descriptor: Open for writing.
  ///   - label: The name for messages.
  ///   - capacity: How many bytes are gathered before they are written.
  package init(_ descriptor: Int32, label: String, capacity: Int = 64 << 10) {
    self.descriptor = descriptor
    self.label = label
    self.capacity = capacity
    isTerminal = isatty(descriptor) == 1
  }

  package func write(_ bytes: some Collection<UInt8>) throws(FileError) {
    buffer += bytes
    if buffer.count >= capacity { try flush() }
  }

  package func flush() throws(FileError) {
    var place = 0
    // Whatever happens, the same bytes are never written again.
    defer { buffer.removeAll(keepingCapacity: true) }
    while place < buffer.count {
      let (count, error) = SystemCall.retrying { systemWrite(descriptor, buffer[place...]) }
      if count >= 0 {
        place += count
      } else if error == EAGAIN || error == EWOULDBLOCK {
        // Somebody made the descriptor non-blocking; wait for room.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else {
        // The signal went to this thread alone, where nobody waits for it; to whoever ignores it, it never went.
        if error == EFBIG, Leftovers.areClearedOn(SIGXFSZ) { Leftovers.end(by: SIGXFSZ) }
        throw FileError(file: label, InputFile.reason(error))
      }
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
  bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
}
