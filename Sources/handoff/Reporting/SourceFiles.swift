import HandoffChecking
import HandoffReports
import HandoffSchema

/// Reads the files that findings point at, of which text shows the lines.
enum SourceFiles {
  /// The most that is read of a file other than the manifest, in bytes; no source file of a person is longer.
  private static let limit = 8 << 20
  private static let endings = [".swift", ".json"]

  /// The files beside a manifest.
  ///
  /// A manifest may name any file at all. Shown are itself, and of others only Swift and JSON files below this folder or
  /// its own: an audit of what somebody else wrote must not print a line of a private file.
  ///
  /// - Parameters:
  ///   - name: The manifest as the command line names it.
  ///   - document: Its text.
  ///   - surroundings: Tell the folder of this process.
  /// - Returns: What reads the files.
  static func texts(
    manifest name: String, _ document: JSONDocument, in surroundings: Surroundings
  ) -> SourceTexts {
    let own = InputFile.label(name)
    let bytes = document.bytes
    let folders = [surroundings.folder, SystemFile.folder(of: name, in: surroundings)]
    return SourceTexts { file in
      file.hasSameCodePoints(as: own) ? bytes : read(file, below: folders)
    }
  }

  /// The compiler names a file by its module, which lies in one of two folders as a rule.
  private static func read(_ file: String, below folders: [String]) -> [UInt8]? {
    guard endings.contains(where: file.hasSuffix), !file.hasPrefix("/") else { return nil }
    for folder in folders {
      guard let root = RealPath(folder) else { continue }
      for name in [file, "Sources/\(file)", "Tests/\(file)"] {
        guard let path = RealPath("\(root.text)/\(name)"), path.isBelow(root), path.isRegularFile else {
          continue
        }
        return try? InputFile.read(path.text, expected: "a source file", limit: limit)
      }
    }
    return nil
  }
}
