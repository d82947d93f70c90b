#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Folders that things are kept in from run to run.
package enum FileList {
  /// The names in a folder that end with a suffix, sorted; none where there is no such folder.
  package static func names(in folder: String, ending suffix: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      if name.hasSuffix(suffix), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { ExactName($0) < ExactName($1) }
  }

  /// Makes a folder in another one that exists, and a folder in that.
  package static func make(_ parts: [String], in folder: String) throws(FileError) {
    var path = folder
    for part in parts {
      path += "/" + part
      guard mkdir(path, 0o777) != 0, errno != EEXIST else { continue }
      throw FileError(file: path, InputFile.reason(errno))
    }
  }

  /// Takes a file away; one that is gone already is no mistake.
  package static func remove(_ path: String) { unlink(path) }

  /// Whether there is a file, readable or not.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

/// Names in the order of their bytes.
private struct ExactName: Comparable {
  let bytes: [UInt8]
  init(_ name: String) { bytes = Array(name.utf8) }
  static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}
