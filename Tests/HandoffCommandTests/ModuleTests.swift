import Foundation
import Testing

/// That the modules use each other as `Package.swift` says, and that the pages say the same.
@Suite("Modules")
struct ModuleTests {
  /// A target of the package that lies in `Sources`, as `Package.swift` declares it.
  struct Module: CustomTestStringConvertible, Sendable {
    var name: String
    var dependencies: Set<String>
    var testDescription: String { name }
  }

  private static func text(of file: String) throws -> String {
    try String(contentsOf: Here.root.appendingPathComponent(file), encoding: .utf8)
  }

  private static func quoted(in text: Substring) -> [String] {
    text.matches(of: /"([^"]*)"/).map { String($0.1) }
  }

  /// The modules in the order of `Package.swift`; plugins and tests are none.
  static let modules: [Module] = {
    guard let package = try? text(of: "Package.swift"), let start = package.range(of: "\n  targets: [\n")
    else { return [] }
    // A declaration reaches as far as the next one begins.
    let declarations = package[start.upperBound...].split(separator: /\.(?=\w*(?:[tT]arget|plugin)\()/)
    return declarations.compactMap { declaration in
      let isModule = declaration.hasPrefix("target(") || declaration.hasPrefix("executableTarget(")
      guard isModule, !declaration.contains("path: \"Tests"), let name = quoted(in: declaration).first else {
        return nil
      }
      let list = declaration.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.1 ?? ""
      // What helps tests helps benchmarks, too; it is none of the modules.
      return Module(name: name, dependencies: Set(quoted(in: list)).subtracting(["HandoffTestSupport"]))
    }
  }()

  /// The modules' short names, as pages write them, made whole again.
  private static func whole(_ names: some Sequence<Substring>) -> Set<String> {
    Set(names.map { "Handoff" + $0 })
  }

  /// The rows of the first page's table of modules.
  private static func rows() throws -> [Module] {
    let section = try #require(try text(of: "README.md").components(separatedBy: "\n## Modules\n").last)
    return section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      let cells = row.split(separator: "|", omittingEmptySubsequences: false)
      return Module(
        name: String(cells[1].filter { !" `".contains($0) }),
        dependencies: whole(cells[3].split { ", ".contains($0) }))
    }
  }

  @Test func `every folder of sources is a module or the plugin`() throws {
    let sources = Here.root.appendingPathComponent("Sources").path
    let folders = try FileManager.default.contentsOfDirectory(atPath: sources)
    #expect(Set(folders) == Set(Self.modules.map(\.name) + ["HandoffCommand"]))
  }

  @Test(arguments: modules)
  func `a module imports exactly what it depends on`(module: Module) throws {
    let imports = try Self.imports(of: module.name)
    #expect(imports.intersection(Self.modules.map(\.name)) == module.dependencies)
  }

  @Test func `the arrows on the page of internals are the dependencies`() throws {
    let lines = try Self.text(of: "docs/internals.md").split(separator: "\n").filter { $0.contains(" ->") }
    let drawn = lines.map { line in
      let ends = line.split(separator: "->", omittingEmptySubsequences: false)
      return Module(
        name: ends[0].trimmingCharacters(in: .whitespaces),
        dependencies: Self.whole(ends[1].split(separator: " ")))
    }
    expectEqual(drawn, Self.modules)
  }

  @Test func `the table on the first page shows the dependencies`() throws {
    // Benchmarks are for who works on the package.
    expectEqual(try Self.rows(), Self.modules.filter { $0.name != "handoff-benchmarks" })
  }

  @Test func `what may be linked into an agent imports no Foundation and no test framework`() throws {
    #expect(
      try Self.text(of: "README.md").contains(
        "\nThe first six neither import Foundation nor a test framework"))
    for module in try Self.rows().prefix(6) {
      let imports = try Self.imports(of: module.name)
      #expect(
        imports.isDisjoint(with: ["Foundation", "FoundationEssentials", "Testing", "XCTest"]), "\(module)")
    }
  }

  /// Only where the standard library is linked statically does this weigh anything, which is on Linux.
  #if os(Linux)
    @Test(arguments: ["HandoffSchema", "HandoffContracts", "HandoffRuntime"])
    func `what is linked into an agent brings neither an engine for regular expressions nor one for tasks`(
      module: String
    ) throws {
      let built = Bundle.main.bundleURL.appendingPathComponent("\(module).build")
      let objects = try FileManager.default.contentsOfDirectory(at: built, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "o" }
      #expect(!objects.isEmpty)
      let (expressions, clock) = (Data("17_StringProcessing".utf8), Data("15ContinuousClock".utf8))
      for object in objects {
        let code = try Data(contentsOf: object, options: .alwaysMapped)
        let name = object.lastPathComponent
        #expect(code.range(of: expressions) == nil, "\(name): see StringProtocol.includes")
        #expect(code.range(of: clock) == nil, "\(name): see Deadline")
      }
    }
  #endif

  private func expectEqual(_ drawn: [Module], _ declared: [Module]) {
    func lines(_ modules: [Module]) -> [String] {
      modules.map { "\($0.name) -> \($0.dependencies.sorted().joined(separator: " "))" }.sorted()
    }
    #expect(!declared.isEmpty)
    #expect(lines(drawn) == lines(declared))
  }

  /// The modules that the files of one import.
  private static func imports(of module: String) throws -> Set<String> {
    let folder = Here.root.appendingPathComponent("Sources/\(module)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      // What a template imports is imported elsewhere.
      $0.hasSuffix(".swift") && !$0.hasPrefix("Templates/Embedded/")
    }
    #expect(!files.isEmpty)
    let pattern =
      /(?m)^ *(?:@\w+ +)*(?:(?:public|package|internal|fileprivate|private) +)?import +(?:[a-z]+ +)?(\w+)/
    return Set(
      try files.flatMap { file in
        try text(of: "Sources/\(module)/\(file)").matches(of: pattern).map { String($0.1) }
      })
  }
}
