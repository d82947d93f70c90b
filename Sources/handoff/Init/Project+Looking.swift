import HandoffChecking
import HandoffSchema

extension Project {
  /// The most files of Python, of JSON and of Swift tests that are read, each.
  static let readLimit = 300

  /// Looks around in a folder; of Python, of JSON and of Swift tests so many files are read, each.
  init(lookingAt walk: ProjectWalk, reading limit: Int = readLimit) {
    isWhole = walk.isWhole
    lookForLanguages(walk)
    lookForSwift(walk, limit)
    lookForFrameworks(walk, limit)
    lookForHosts(walk)
    agentFolders = AgentFolder.all.filter { walk.exists($0.path) }
    let documents = walk.files.filter { $0.hasSuffix(".json") }
    note(documents.count, limit)
    let found = documents.prefix(limit).filter { file in
      guard let text = walk.text(of: file), text.contains("\"handoffSystem\"") else { return false }
      return (try? JSONDocument(parsing: Array(text.utf8)))?.value["handoffSystem"] != nil
    }
    manifests = found.filter(Self.isPlain)
    leftOut = found.filter { !Self.isPlain($0) }
  }

  /// Whether a path can stand in a workflow without meaning anything there.
  private static func isPlain(_ path: String) -> Bool {
    path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: " ._-/".utf8.contains(byte)
      }
    }
  }

  private mutating func note(_ count: Int, _ limit: Int) {
    if count > limit { isWhole = false }
  }

  private mutating func lookForLanguages(_ walk: ProjectWalk) {
    let top = walk.files.filter { !$0.contains("/") }
    if top.contains("Package.swift") { languages.append(.swift) }
    let isPython = top.contains { file in
      ["pyproject.toml", "setup.py", "setup.cfg", "Pipfile"].contains(file) || file.hasSuffix(".py")
        || Self.isRequirements(file)
    }
    if isPython { languages.append(.python) }
    if top.contains("package.json") { languages.append(.node) }
  }

  private static func isRequirements(_ file: String) -> Bool {
    let name = file.split(separator: "/").last ?? ""
    return name.hasPrefix("requirements") && (name.hasSuffix(".txt") || name.hasSuffix(".in"))
  }

  private mutating func lookForSwift(_ walk: ProjectWalk, _ limit: Int) {
    guard languages.first == .swift, let manifest = walk.text(of: "Package.swift") else { return }
    dependsOnHandoffTesting = manifest.contains("\"HandoffTesting\"")
    dependsOnHandoff =
      dependsOnHandoffTesting || manifest.contains(/\.package\([^)]*"(?i:[^"]*\/)?handoff(?:\.git)?"/)
    testTargets = SwiftTestTarget.all(in: manifest).filter { target in
      // A folder outside of the project is somebody else's.
      Self.isPlain(target.folder) && !target.folder.split(separator: "/").contains("..")
        && !target.folder.hasPrefix("/") && walk.exists(target.folder)
    }
    guard let target = testTargets.first else { return }
    let sources = walk.files.filter { $0.hasPrefix(target.folder + "/") && $0.hasSuffix(".swift") }
    note(sources.count, limit)
    let texts = sources.prefix(limit).compactMap { walk.text(of: $0) }
    let imports = { (module: String) in texts.contains { $0.contains("import \(module)") } }
    usesXCTest = imports("XCTest") && !imports("Testing")
  }

  private mutating func lookForFrameworks(_ walk: ProjectWalk, _ limit: Int) {
    var packages: Set<String> = []
    var nodePackages: Set<String> = []
    var modules: Set<String> = []
    for file in walk.files {
      let name = file.split(separator: "/").last ?? ""
      if Self.isRequirements(file) {
        packages.formUnion(PythonDependencies.inRequirements(walk.text(of: file) ?? ""))
      } else if name == "pyproject.toml" || name == "Pipfile" || name == "setup.cfg" {
        packages.formUnion(PythonDependencies.inProject(walk.text(of: file) ?? ""))
      } else if name == "package.json" {
        nodePackages.formUnion(Self.nodePackages(in: walk.text(of: file) ?? ""))
      }
    }
    let sources = walk.files.filter { $0.hasSuffix(".py") }
    note(sources.count, limit)
    for file in sources.prefix(limit) {
      for module in PythonImports.of(walk.text(of: file) ?? "") where !Self.isOwn(module, of: file, walk) {
        modules.insert(module)
      }
    }
    frameworks = AgentFramework.all.filter { framework in
      !packages.isDisjoint(with: framework.pythonPackages)
        || !nodePackages.isDisjoint(with: framework.nodePackages)
        || framework.pythonModules.contains { known in
          modules.contains { $0 == known || $0.hasPrefix(known + ".") }
        }
    }
  }

  /// Whether a module is one of the project's own, such as a folder `agents`.
  private static func isOwn(_ module: String, of file: String, _ walk: ProjectWalk) -> Bool {
    let first = module.prefix { $0 != "." }
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    return ["", "src", folder].contains { above in
      let path = above.isEmpty ? String(first) : "\(above)/\(first)"
      return walk.exists(path) || walk.exists(path + ".py")
    }
  }

  private static func nodePackages(in text: String) -> [String] {
    guard let value = try? JSONDocument(parsing: Array(text.utf8)).value else { return [] }
    return ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].flatMap { member in
      value[member]?.objectValue?.keys ?? []
    }
  }

  /// By files of the host, or by what the repository was cloned from.
  private mutating func lookForHosts(_ walk: ProjectWalk) {
    let clone = walk.text(of: ".git/config") ?? ""
    if walk.exists(".github") || clone.contains("github.com") { hosts.append(.gitHub) }
    if walk.exists(".gitlab-ci.yml") || walk.exists(".gitlab") || clone.contains("gitlab") {
      hosts.append(.gitLab)
    }
  }
}
