package import HandoffFuzzing
import HandoffSchema

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A note of the case that is being run, written before the consumer gets it: it names the payload where this process
/// does not come to its end.
///
/// One file for each process and manifest, `.handoff/running/ID-MANIFEST.note`, locked as long as the process lives. It holds the length of the
/// line, its checksum and the line itself, written in one go over what stood there before.
package final class RunningNote {
  private let descriptor: Int32
  private let path: String
  /// Both go away again where they stay empty.
  private let folders: [String]

  /// Makes the note of this process; `nil` where it cannot be written, which is no reason not to check.
  ///
  /// - Parameters:
  ///   - manifest: The name of the manifest.
  ///   - base: Its folder.
  ///   - job: Tells several notes of this process apart.
  /// - Returns: The note, empty.
  package static func make(for manifest: String, beside base: String, job: Int = 0) -> RunningNote? {
    guard (try? FileList.make([".handoff", "running"], in: base)) != nil else { return nil }
    let folder = folder(beside: base)
    let own = job == 0 ? "\(getpid())" : "\(getpid()).\(job)"
    let temporary = "\(folder)/\(own).tmp"
    let path = "\(folder)/\(own)\(suffix(for: manifest))"
    let descriptor = open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    // Locked before anybody can find it: whoever finds it unlocked knows that its process is gone.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, rename(temporary, path) == 0 else {
      SystemCall.close(descriptor)
      unlink(temporary)
      return nil
    }
    return RunningNote(descriptor, path, folders: [folder, "\(base)/.handoff"])
  }

  private init(_ descriptor: Int32, _ path: String, folders: [String]) {
    self.descriptor = descriptor
    self.path = path
    self.folders = folders
    Leftovers.add(file: path)
  }

  private static func folder(beside base: String) -> String { "\(base)/.handoff/running" }

  /// Notes of other manifests in the same folder are not this one's.
  private static func suffix(for manifest: String) -> String { "-\(StableHash(manifest.utf8).digits).note" }

  deinit {
    unlink(path)
    Leftovers.remove(file: path)
    SystemCall.close(descriptor)
    for folder in folders { rmdir(folder) }
  }

  /// Notes the line that the consumer is about to get.
  package func write(_ line: [UInt8]) {
    let bytes = Self.header(of: line) + line
    _ = SystemCall.retrying { bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) } }
  }

  /// Two numbers of sixteen hexadecimal digits: the length and the checksum.
  private static func header(of line: [UInt8]) -> [UInt8] {
    digits(of: UInt64(line.count)) + digits(of: StableHash(line).value)
  }

  private static func digits(of number: UInt64) -> [UInt8] {
    (0..<16).map { place in
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - place * 4)) & 0xF
      return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
  }

  /// Takes the cases of a manifest at which processes that are gone were, for the handoffs that are checked now; the
  /// others stay for a run that checks theirs.
  ///
  /// A note that was being written when its process ended is taken away without a word: its payload had not been sent.
  package static func takeLeft(
    of manifest: String, beside base: String, where isChecked: (String) -> Bool
  ) -> [AddressedContent] {
    let folder = folder(beside: base)
    return FileList.names(in: folder, ending: suffix(for: manifest)).compactMap { name in
      let path = "\(folder)/\(name)"
      let descriptor = open(path, O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      defer { SystemCall.close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
      let bytes = try? InputFile.read(path, expected: "a note", limit: 512 << 20)
      let found = bytes.flatMap(line).flatMap(content)
      if let found, !isChecked(found.handoff) { return nil }
      unlink(path)
      return found
    }
  }

  /// The line of a note, where it is whole.
  package static func line(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count > 32, let count = Int(String(decoding: bytes[..<16], as: UTF8.self), radix: 16),
      count >= 0, bytes.count - 32 >= count
    else { return nil }
    let line = Array(bytes[32..<32 + count])
    return header(of: line).elementsEqual(bytes[..<32]) ? line : nil
  }

  /// What the line of a note hands over.
  private static func content(_ line: [UInt8]) -> AddressedContent? {
    (try? JSONDocument(parsing: line)).flatMap { AddressedContent(json: $0.value) }
  }
}
