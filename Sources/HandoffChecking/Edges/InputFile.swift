#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads files, and standard input under the name `-`.
package enum InputFile {
  /// The most that is read of a manifest or a schema, in bytes: twice the manifest of a million agents.
  package static let documentLimit = 64 << 20

  /// The name under which standard input is reported.
  package static let standardInputName = "standard input"

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - name: The file, or `-`.
  ///   - expected: What the file is meant to hold, for the error about an empty one.
  ///   - limit: The most that is read, in bytes.
  ///   - patience: How long to wait for the other end of a named pipe.
  /// - Returns: The bytes, at least one.
  /// - Throws: ``FileError``; a file without content is an error too.
  /// - Complexity: O(*n*) in the size of the file.
  package static func read(
    _ name: String, expected: String, limit: Int = documentLimit, patience: Duration = PeerWait.patience
  ) throws(FileError) -> [UInt8] {
    let descriptor = try open(name, patience: patience)
    defer { if name != "-" { SystemCall.close(descriptor) } }
    let label = label(name)
    var bytes: [UInt8] = []
    var size = 64 << 10
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > 0 {
      guard status.st_size <= limit else { throw FileError(file: label, .tooLong(limit: limit)) }
      // One more, so that the end is seen without growing.
      size = Int(status.st_size) + 1
    }
    while true {
      let count = try append(upTo: size, from: descriptor, to: &bytes, label: label)
      if count == 0 { break }
      guard bytes.count <= limit else { throw FileError(file: label, .tooLong(limit: limit)) }
      size = max(64 << 10, size - count)
    }
    guard !bytes.isEmpty else { throw FileError(file: label, .empty(expected: expected)) }
    return bytes
  }

  /// The name for messages.
  package static func label(_ name: String) -> String { name == "-" ? standardInputName : name }

  /// Opens a file for reading; the caller closes the descriptor unless the name is `-`.
  ///
  /// - Throws: ``FileError``.
  package static func open(
    _ name: String, patience: Duration = PeerWait.patience
  ) throws(FileError) -> Int32 {
    if name == "-" { return STDIN_FILENO }
    if PeerWait.isNeeded(for: name) { return try openPipe(name, patience) }
    let (descriptor, error) = SystemCall.retrying { systemOpen(name, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw FileError(file: name, reason(error)) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      SystemCall.close(descriptor)
      throw FileError(file: name, .isDirectory)
    }
    return descriptor
  }

  private static func openPipe(_ name: String, _ patience: Duration) throws(FileError) -> Int32 {
    guard let (descriptor, error) = PeerWait.open(name, O_RDONLY | O_CLOEXEC, patience: patience) else {
      throw FileError(file: name, .noPeer(isRead: true, patience: patience))
    }
    guard descriptor >= 0 else { throw FileError(file: name, reason(error)) }
    return descriptor
  }

  /// Reads once, and returns the number of bytes: 0 at the end.
  package static func append(
    upTo count: Int, from descriptor: Int32, to bytes: inout [UInt8], label: String
  ) throws(FileError) -> Int {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    let (got, error) = SystemCall.retrying {
      bytes.withUnsafeMutableBytes { buffer in
        systemRead(descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
      }
    }
    bytes.removeLast(count - max(got, 0))
    guard got >= 0 else { throw FileError(file: label, reason(error)) }
    return got
  }

  /// Reads once into a buffer that is kept, and returns the number of bytes: 0 at the end.
  package static func read(
    from descriptor: Int32, into buffer: inout [UInt8], label: String
  ) throws(FileError) -> Int {
    let (got, error) = SystemCall.retrying { buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) } }
    guard got >= 0 else { throw FileError(file: label, reason(error)) }
    return got
  }

  /// What an error number of the operating system means for a file.
  package static func reason(_ number: Int32) -> FileError.Reason {
    switch number {
    case ENOENT, ENOTDIR: .notFound
    case EISDIR: .isDirectory
    case EACCES, EPERM: .notPermitted
    case EPIPE: .closed
    default: .system(SystemCall.message(number))
    }
  }
}

private func systemOpen(_ name: String, _ flags: Int32) -> Int32 { open(name, flags) }

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
