#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Files that are looked at again and again, and what they were when they were last looked at.
struct WatchedFiles {
  /// What changes where a file is written, replaced or removed.
  private struct Stamp: Equatable {
    var device: UInt64
    var number: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int

    init?(_ name: String) {
      var status = stat()
      guard stat(name, &status) == 0 else { return nil }
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(truncatingIfNeeded: status.st_ino)
      size = Int64(status.st_size)
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      seconds = Int(time.tv_sec)
      nanoseconds = Int(time.tv_nsec)
    }
  }

  private var files: [(name: String, stamp: Stamp?)] = []

  /// How many files there are.
  var count: Int { files.count }

  /// Takes further files as they are now; those that are known keep what they were.
  mutating func watch(_ names: [String]) {
    for name in names where !files.contains(where: { $0.name == name }) {
      files.append((name, Stamp(name)))
    }
  }

  /// Lets go of all files but these, which are looked at anew where they are new.
  mutating func watchOnly(_ names: [String]) {
    files.removeAll { !names.contains($0.name) }
    watch(names)
  }

  /// The names of the files that are other than they were, which are known as they are now from here on.
  mutating func takeChanges() -> [String] {
    var changed: [String] = []
    for index in files.indices {
      let stamp = Stamp(files[index].name)
      guard stamp != files[index].stamp else { continue }
      files[index].stamp = stamp
      changed.append(files[index].name)
    }
    return changed
  }
}
