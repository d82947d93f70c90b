import Foundation
import HandoffFuzzing
import HandoffSchema

/// A note of the case that is being run, written before the consumer gets it: it names the payload where this process
/// does not come to its end.
///
/// One file for each test and handoff in the folder for temporary files, mapped into memory so that a note costs no call
/// of the system: what was written before a trap is in the file. It holds the length of the case (8 bytes, low one
/// first; 0 while it is being written), a head of fixed length and the case, both as JSON. The file is locked as long
/// as the process lives.
final class CaseNote {
  /// A note that a process left which is gone.
  struct Left: Sendable, Hashable {
    var content: HandoffCase.Content
    /// Whether the case had been tried again because a note named it.
    var isSecond: Bool
    /// Stands for the build of the tests.
    var build: String
    var path: String
  }

  private static let headLength = 128
  private static let capacity = 1 << 20
  private let path: String
  private let descriptor: Int32
  private let memory: UnsafeMutableRawPointer
  /// Kept from one case to the next.
  private var written: [UInt8] = []

  /// Makes a note; `nil` where it cannot be written or another process has it, which is no reason not to check.
  ///
  /// - Parameters:
  ///   - site: The test.
  ///   - handoff: The name of the handoff.
  ///   - isSecond: Whether the first case is tried again because a note named it.
  init?(_ site: CheckSite, _ handoff: String, isSecond: Bool) {
    path = Self.path(site, handoff)
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return nil }
    // The pages are written before they are mapped: a store into one that the disk has no room for would end the process.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.fill(descriptor),
      let mapped = mmap(nil, Self.capacity, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      mapped != MAP_FAILED
    else {
      close(descriptor)
      return nil
    }
    memory = mapped
    mark(isSecond: isSecond)
  }

  /// Gives a file all its bytes; `false` where there is no room for them, or where it has lost its name meanwhile.
  private static func fill(_ descriptor: Int32) -> Bool {
    var status = stat()
    // Whoever had the file before may have taken it away between its opening and its locking.
    guard fstat(descriptor, &status) == 0, status.st_nlink > 0 else { return false }
    let zeros = [UInt8](repeating: 0, count: capacity)
    var done = 0
    while done < capacity {
      let count = zeros.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress?.advanced(by: done), capacity - done, off_t(done))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        // What does not fit is not left lying on a disk that is full.
        ftruncate(descriptor, 0)
        return false
      }
      done += count
    }
    return true
  }

  deinit {
    // Taken away while it is locked: nobody takes it for one that was left.
    unlink(path)
    munmap(memory, Self.capacity)
    close(descriptor)
  }

  /// Notes the case that the consumer is about to get.
  func write(_ handoffCase: HandoffCase) {
    memory.storeBytes(of: 0, as: UInt64.self)
    written.removeAll(keepingCapacity: true)
    switch handoffCase.content {
    case .payload(let payload):
      written.append(UInt8(ascii: "p"))
      payload.write(into: &written)
    case .text(let text):
      written.append(UInt8(ascii: "t"))
      written += text.utf8
    }
    guard written.count <= Self.capacity - 8 - Self.headLength else { return }
    (memory + 8 + Self.headLength).copyMemory(from: written, byteCount: written.count)
    memory.storeBytes(of: UInt64(written.count), as: UInt64.self)
  }

  /// Says whether the case that is noted from now on is one that an earlier note named.
  func mark(isSecond: Bool) {
    let head: JSONValue = ["build": .string(Self.build), "second": .bool(isSecond)]
    let bytes = (Array(head.text().utf8) + Array(repeating: UInt8(ascii: " "), count: Self.headLength))
      .prefix(Self.headLength)
    memory.storeBytes(of: 0, as: UInt64.self)
    (memory + 8).copyMemory(from: Array(bytes), byteCount: Self.headLength)
  }

  /// The note that a process left which is gone; `nil` where there is none, or where it lives.
  static func left(_ site: CheckSite, _ handoff: String) -> Left? {
    let path = path(site, handoff)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, let data = FileManager.default.contents(atPath: path)
    else { return nil }
    let bytes = [UInt8](data)
    guard bytes.count > 8 + headLength else { return nil }
    let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    let start = 8 + headLength
    guard length > 1, length <= bytes.count - start,
      let head = try? JSONDocument(parsing: Array(bytes[8..<start])).value,
      let build = head["build"]?.stringValue
    else { return nil }
    let text = Array(bytes[start + 1..<start + length])
    let content: HandoffCase.Content
    if bytes[start] == UInt8(ascii: "p") {
      guard let payload = try? JSONDocument(parsing: text).value else { return nil }
      content = .payload(payload)
    } else {
      content = .text(String(decoding: text, as: UTF8.self))
    }
    return Left(content: content, isSecond: head["second"] == true, build: build, path: path)
  }

  /// Names the note of a test; the line is left out, because it changes as the file is edited.
  private static func path(_ site: CheckSite, _ handoff: String) -> String {
    let name = StableHash("\(bundle)\n\(site.file)\n\(site.test)\n\(handoff)".utf8).digits
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("handoff-notes-\(getuid())")
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return folder.appendingPathComponent("\(name).note").path
  }

  /// The file that the tests are in.
  private static let bundle: String = {
    #if canImport(Darwin)
      // The image that this code is in: the tests themselves, not a helper that loads them.
      var info = Dl_info()
      let name = dladdr(#dsohandle, &info) == 0 ? nil : info.dli_fname
      let path = name.flatMap { realpath($0, nil) }
    #else
      let path = realpath("/proc/self/exe", nil)
    #endif
    guard let path else { return CommandLine.arguments.first ?? "" }
    defer { free(path) }
    return String(cString: path)
  }()

  /// Stands for the build of the tests: when it changes, what trapped may be mended.
  static let build: String = {
    var status = stat()
    guard stat(bundle, &status) == 0 else { return "" }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return "\(time.tv_sec).\(time.tv_nsec)-\(status.st_size)"
  }()
}
