import HandoffChecking
import HandoffContracts
import HandoffSchema
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads the schema files beside a manifest or a schema: those in its folder and below, and below a folder that the
/// user names.
struct SchemaFolder: Sendable {
  /// The folder of the document, as its name has it: empty, or with a slash at the end.
  private let prefix: String
  /// The folders that may be read, without symbolic links.
  private let roots: [String]
  private let reachesFurther: Bool
  private let referredFiles: ReferredFiles
  private let memory = Memory()

  /// A file that was read.
  struct File: Sendable {
    var document: JSONDocument
    /// For messages.
    var name: String
    var identity: FileIdentity
  }

  private final class Memory: Sendable {
    let files = Mutex<[ExactString: File]>([:])
  }

  /// Prepares to read beside a document.
  ///
  /// - Parameters:
  ///   - name: The document; files of standard input are in the working folder.
  ///   - root: A further folder that may be read.
  ///   - surroundings: Take note of what is read.
  /// - Throws: ``CommandError`` where the further folder is none.
  init(of name: String, root: String?, in surroundings: Surroundings) throws(CommandError) {
    prefix = name == "-" ? "" : name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
    var roots = [Self.resolved(prefix.isEmpty ? "." : prefix)].compactMap(\.self)
    if let root {
      guard let folder = Self.resolved(root), Self.kind(of: folder) == S_IFDIR else {
        throw CommandError(lines: [
          "--schema-root: there is no folder \(TerminalText.quoted(root)); check the name"
        ])
      }
      roots.append(folder)
    }
    self.roots = roots
    reachesFurther = root != nil
    referredFiles = surroundings.referredFiles
  }

  /// The reader for manifests.
  var reader: SchemaFileReader { SchemaFileReader { read($0) } }

  /// The file that was read for a path; `nil` where none was.
  func file(readFor path: String) -> File? { memory.files.withLock { $0[ExactString(path)] } }

  private func read(_ path: String) -> SchemaFileReader.Answer {
    // The operating system would cut the name at a NUL.
    guard !path.isEmpty, !path.utf8.contains(0) else { return .refused(.notFound) }
    let slash = UInt8(ascii: "/")
    let leadsUp = path.utf8.split(separator: slash).first?.elementsEqual("..".utf8) == true
    if path.utf8.first == slash || leadsUp && !reachesFurther {
      return .refused(.outside)
    }
    let name = prefix + path
    errno = 0
    guard let file = Self.resolved(name) else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      return .refused(isMissing ? .notFound : .unreadable(SystemCall.message(errno)))
    }
    // As bytes: two names that look alike are two folders.
    guard roots.contains(where: { file.utf8.starts(with: ($0 == "/" ? $0 : $0 + "/").utf8) }) else {
      return .refused(.outside)
    }
    // A pipe would be waited for, and read only once.
    guard Self.kind(of: file) == S_IFREG else { return .refused(.unreadable("it is no regular file")) }
    do {
      let bytes = try InputFile.read(file, expected: "a JSON Schema")
      let document = try JSONDocument(parsing: bytes)
      if let identity = FileIdentity(file) {
        referredFiles.add(identity, name: name)
        let found = File(document: document, name: name, identity: identity)
        memory.files.withLock { $0[ExactString(path)] = found }
      }
      return .document(document, name: name)
    } catch let error as JSONSyntaxError {
      return .refused(.notJSON(error))
    } catch let error as FileError {
      return .refused(.unreadable("\(FileError(file: name, error.reason))"))
    } catch {
      return .refused(.unreadable("\(error)"))
    }
  }

  private static func resolved(_ name: String) -> String? {
    guard let path = realpath(name, nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  private static func kind(of name: String) -> mode_t? {
    var status = stat()
    return stat(name, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
