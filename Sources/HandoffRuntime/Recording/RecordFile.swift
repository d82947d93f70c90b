internal import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file to which records are appended, one system call a line, and which is put aside when it has grown too long.
///
/// The file is opened for appending, so that several processes may write to it; a process that is killed at any point
/// leaves every line before the last one whole.
public final class RecordFile: RecordSink {
  /// Why a record could not be written.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried, and what the operating system says.
    public var description: String
  }

  private struct State {
    var descriptor: Int32
    var size: Int
  }

  private let path: String
  private let limit: Int
  private let kept: Int
  private let state: Mutex<State>

  /// Opens or creates a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: The bytes beyond which it is put aside as `path.1`, that as `path.2` and so on; at least one line is
  ///     always written. A last line that an earlier process left unfinished is ended first.
  ///   - kept: How many files that were put aside are kept, from 0.
  /// - Throws: ``Failure`` where it cannot be opened.
  public init(_ path: String, limit: Int = .max, kept: Int = 3) throws(Failure) {
    self.path = path
    self.limit = limit
    self.kept = kept
    state = Mutex(try Self.open(path))
  }

  deinit { _ = state.withLock { close($0.descriptor) } }

  /// Appends a line with one system call; see ``RecordSink/append(_:)``.
  ///
  /// - Throws: ``Failure`` where the line could not be written whole.
  public func append(_ line: [UInt8]) throws {
    try state.withLock { state throws(Failure) in
      if state.size > 0, state.size + line.count > limit { try putAside(&state) }
      try Self.write(line, to: state.descriptor, path)
      state.size += line.count
    }
  }

  private static func open(_ path: String) throws(Failure) -> State {
    #if canImport(Darwin)
      let descriptor = Darwin.open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    #elseif canImport(Musl)
      let descriptor = Musl.open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    #else
      let descriptor = Glibc.open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    #endif
    guard descriptor >= 0 else { throw failure("open", path) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > 0 else { return State(descriptor: descriptor, size: 0) }
    var last: UInt8 = 0
    // What a killed process left of its last line is ended, so that the next record does not become part of it.
    if pread(descriptor, &last, 1, off_t(size - 1)) == 1, last != UInt8(ascii: "\n") {
      try write([UInt8(ascii: "\n")], to: descriptor, path)
    }
    return State(descriptor: descriptor, size: size)
  }

  private static func write(_ line: [UInt8], to descriptor: Int32, _ path: String) throws(Failure) {
    var written = 0
    while written < line.count {
      let count = line[written...].withUnsafeBytes { bytes in
        #if canImport(Darwin)
          Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("write to", path) }
      written += count
    }
  }

  private func putAside(_ state: inout State) throws(Failure) {
    if kept == 0 {
      unlink(path)
    } else {
      for number in stride(from: kept - 1, through: 1, by: -1) {
        rename("\(path).\(number)", "\(path).\(number + 1)")
      }
      guard rename(path, "\(path).1") == 0 else { throw Self.failure("put aside", path) }
    }
    let fresh = try Self.open(path)
    close(state.descriptor)
    state = fresh
  }

  private static func failure(_ action: String, _ path: String) -> Failure {
    Failure(description: "cannot \(action) \(path): \(String(cString: strerror(errno)))")
  }
}
