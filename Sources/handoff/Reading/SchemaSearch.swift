import HandoffChecking
import HandoffSchema
import Synchronization

/// Finds the schema of a URI among the files below a folder, by what they call themselves.
///
/// The files are read when the first URI is looked for: most schemas need none.
final class SchemaSearch: Sendable {
  /// The most files that are looked at.
  static let fileLimit = 10_000

  private struct Finding {
    var paths: [ExactString: String] = [:]
    var isWhole = true
  }

  private let root: RealPath
  private let folder: RealPath
  private let finding = Mutex<Finding?>(nil)

  /// Prepares to look.
  ///
  /// - Parameters:
  ///   - root: The folder that is looked through.
  ///   - folder: The folder of the document, from which references count.
  init(in root: RealPath, from folder: RealPath) {
    self.root = root
    self.folder = folder
  }

  /// The way from the document's folder to the file that has a name, or a part with that name.
  ///
  /// - Complexity: O(*n*) in the size of all files below the folder, once.
  func path(of uri: String) -> String? {
    finding.withLock { finding in
      let known = finding ?? look()
      finding = known
      return known.paths[ExactString(uri)]
    }
  }

  /// What to say where something was not found; `nil` where every file was looked at.
  var shortfall: String? {
    guard finding.withLock({ $0?.isWhole }) == false else { return nil }
    return
      "--schema-root: only the first \(Self.fileLimit) JSON files of \(TerminalText.line(root.text)) were looked"
      + " at; name a smaller folder, or hand the file over with --schema FILE"
  }

  private func look() -> Finding {
    var result = Finding()
    var folders = [root.text]
    var seen: Set<RealPath> = [root]
    var count = 0
    while let next = folders.popLast() {
      for name in FileList.names(in: next, ending: "") {
        guard let path = RealPath((next == "/" ? "" : next) + "/" + name), path.isBelow(root) else {
          continue
        }
        if path.isFolder {
          // A link may lead back up.
          if seen.insert(path).inserted { folders.append(path.text) }
          continue
        }
        guard name.hasSuffix(".json"), path.isRegularFile else { continue }
        guard count < Self.fileLimit else {
          result.isWhole = false
          return result
        }
        count += 1
        // What is no JSON is no schema, and nobody has named it.
        guard let bytes = try? InputFile.read(path.text, expected: "a JSON Schema"),
          let document = try? JSONDocument(parsing: bytes).value
        else { continue }
        let way = HandedSchemas.encoded(path.relative(to: folder))
        for uri in SchemaReferences(in: document, at: .root, base: way).identifiers
        where result.paths[ExactString(uri)] == nil {
          result.paths[ExactString(uri)] = way
        }
      }
    }
    return result
  }
}
