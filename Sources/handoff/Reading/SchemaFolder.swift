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

/// Reads the schema files beside a manifest or a schema: those in its folder and below, below a folder that the user
/// names, and those that the user hands over.
struct SchemaFolder: Sendable {
  /// The folder of the document, as its name has it: empty, or with a slash at the end.
  private let prefix: String
  /// The folders that may be read.
  private let roots: [RealPath]
  private let reachesFurther: Bool
  private let handed: HandedSchemas?
  private let search: SchemaSearch?
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
  ///   - sources: What may be read besides.
  ///   - surroundings: Take note of what is read.
  /// - Throws: ``CommandError`` where the further folder is none, or a further file cannot be used.
  init(of name: String, and sources: SchemaSources, in surroundings: Surroundings) throws(CommandError) {
    prefix = name == "-" ? "" : name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
    let own = RealPath(prefix.isEmpty ? "." : prefix)
    var further: RealPath?
    if let root = sources.root {
      guard let folder = RealPath(root), folder.isFolder else {
        throw CommandError(lines: [
          "--schema-root: there is no folder \(TerminalText.quoted(root)); check the name"
        ])
      }
      further = folder
    }
    roots = [own, further].compactMap(\.self)
    reachesFurther = further != nil
    if let own {
      handed = sources.files.isEmpty ? nil : try HandedSchemas(sources.files, from: own)
      search = further.map { SchemaSearch(in: $0, from: own) }
    } else {
      (handed, search) = (nil, nil)
    }
    referredFiles = surroundings.referredFiles
  }

  /// The reader for manifests.
  var reader: SchemaFileReader {
    SchemaFileReader({ read($0) }, handed: { handed?.path(of: $0) }, found: { search?.path(of: $0) })
  }

  /// What to say where a file was not found although not all were looked at.
  var shortfalls: [String] { [search?.shortfall].compactMap(\.self) }

  /// The file that was read for a path; `nil` where none was.
  func file(readFor path: String) -> File? { memory.files.withLock { $0[ExactString(path)] } }

  private func read(_ path: String) -> SchemaFileReader.Answer {
    // The operating system would cut the name at a NUL.
    guard !path.isEmpty, !path.utf8.contains(0) else { return .refused(.notFound) }
    let slash = UInt8(ascii: "/")
    let leadsUp = path.utf8.split(separator: slash).first?.elementsEqual("..".utf8) == true
    if path.utf8.first == slash || leadsUp && !reachesFurther && handed == nil {
      return .refused(.outside)
    }
    errno = 0
    guard let file = RealPath(prefix + path) else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      // Nobody learns what there is outside.
      if leadsUp, !reachesFurther { return .refused(.outside) }
      return .refused(isMissing ? .notFound : .unreadable(SystemCall.message(errno)))
    }
    let given = handed?.name(of: file)
    guard given != nil || roots.contains(where: { file.isBelow($0) }) else { return .refused(.outside) }
    let name = given ?? prefix + path
    // A pipe would be waited for, and read only once.
    guard file.isRegularFile else { return .refused(.unreadable("it is no regular file")) }
    do {
      let bytes = try InputFile.read(file.text, expected: "a JSON Schema")
      let document = try JSONDocument(parsing: bytes)
      if let identity = FileIdentity(file.text) {
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
}
