#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that appears under its name only when it is complete.
///
/// What is written goes to a new file in the same folder, which then replaces the old one in one step; a run
/// that fails leaves the old file as it was. Only a run that is killed leaves the new file behind.
package final class PendingFile: ByteSink {
  private let name: String
  private let temporary: String?
  private let descriptor: Int32
  private let sink: DescriptorSink
  private var isOpen = true

  package let isTerminal = false

  /// Creates the temporary file.
  ///
  /// - Parameters:
  ///   - name: The file that is to appear.
  ///   - patience: How long to wait for the reader of a named pipe.
  /// - Throws: ``FileError`` where the name is a folder or the folder cannot be written.
  package init(_ name: String, patience: Duration = PeerWait.patience) throws(FileError) {
    self.name = name
    var status = stat()
    let exists = stat(name, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw FileError(file: name, .isDirectory) }
    // A device or a pipe, such as /dev/null, is written to, not replaced.
    let isReplaced = !exists || kind == S_IFREG
    let target = exists ? Self.resolved(name) : name
    let temporary = isReplaced ? "\(target).\(getpid()).tmp" : nil
    let flags = isReplaced ? O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC : O_WRONLY | O_CLOEXEC
    let isPipe = exists && kind == S_IFIFO
    let opened =
      isPipe
      ? PeerWait.open(name, flags, patience: patience)
      : SystemCall.retrying { open(temporary ?? name, flags, 0o666) }
    guard let (descriptor, error) = opened else {
      throw FileError(file: name, .noPeer(isRead: false, patience: patience))
    }
    guard descriptor >= 0 else { throw FileError(file: name, InputFile.reason(error)) }
    if exists, isReplaced { _ = fchmod(descriptor, status.st_mode & 0o7777) }
    self.temporary = temporary
    self.descriptor = descriptor
    self.target = target
    sink = DescriptorSink(descriptor, label: name)
    if let temporary { Leftovers.add(file: temporary) }
  }

  private let target: String

  package func write(_ bytes: some Collection<UInt8>) throws(FileError) { try sink.write(bytes) }
  package func flush() throws(FileError) { try sink.flush() }

  /// Puts the file in its place.
  ///
  /// - Throws: ``FileError`` where it cannot be written to the end.
  package func commit() throws(FileError) {
    try sink.flush()
    isOpen = false
    SystemCall.close(descriptor)
    guard let temporary else { return }
    defer { Leftovers.remove(file: temporary) }
    if rename(temporary, target) != 0 {
      let error = errno
      unlink(temporary)
      throw FileError(file: name, InputFile.reason(error))
    }
  }

  deinit {
    guard isOpen else { return }
    SystemCall.close(descriptor)
    guard let temporary else { return }
    unlink(temporary)
    Leftovers.remove(file: temporary)
  }

  /// The file behind a symbolic link, so that the link itself stays.
  private static func resolved(_ name: String) -> String {
    guard let path = realpath(name, nil) else { return name }
    defer { free(path) }
    return String(cString: path)
  }
}
