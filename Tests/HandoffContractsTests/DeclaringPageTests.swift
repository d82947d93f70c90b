import Foundation
import HandoffTestSupport
import Testing

/// The page that teaches the declaration in Swift: what it shows compiles.
@Suite("The page on declaring")
struct DeclaringPageTests {
  private static let ownModule = "// A module of its own."

  private static func page() throws -> String {
    try String(contentsOf: Fixtures.repository.appendingPathComponent("docs/declaring.md"), encoding: .utf8)
  }

  private static func blocks() throws -> [String] {
    let parts = try page().components(separatedBy: "\n```")
    return parts.enumerated().compactMap { index, part in
      // Every second part stands within a fence.
      index % 2 == 1 && part.hasPrefix("swift\n") ? String(part.dropFirst("swift\n".count)) : nil
    }
  }

  @Test(.enabled(if: SwiftCompiler.found != nil, Comment(rawValue: SwiftCompiler.missing)))
  func `every snippet compiles, together with those before it`() throws {
    let blocks = try Self.blocks().filter { !$0.hasPrefix(Self.ownModule) }
    #expect(blocks.count >= 9)
    let sources = blocks.enumerated().map { index, block in
      (
        file: "snippet\(index).swift",
        text: block.contains("import HandoffContracts") ? block : "import HandoffContracts\n" + block
      )
    }
    #expect(try SwiftCompiler.found?.diagnostics(of: sources) == [])
  }

  @Test(.enabled(if: SwiftCompiler.found != nil, Comment(rawValue: SwiftCompiler.missing)))
  func `every snippet that is a module of its own compiles alone`() throws {
    let blocks = try Self.blocks().filter { $0.hasPrefix(Self.ownModule) }
    #expect(blocks.count == 2)
    for block in blocks {
      #expect(try SwiftCompiler.found?.diagnostics(of: [(file: "module.swift", text: block)]) == [])
    }
  }

  @Test func `every element, every shape and everything behind a field is on the page`() throws {
    let page = try Self.page()
    let folder = Fixtures.repository.appendingPathComponent("Sources/HandoffContracts/Declaring")
    var words: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where !name.contains("Guesses") {
      let source = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      var isUnavailable = false
      for line in source.split(separator: "\n").map({ $0.drop { $0 == " " } }) {
        if line.hasPrefix("@available(") { isUnavailable = true }
        guard line.hasPrefix("public ") else { continue }
        defer { isUnavailable = false }
        let parts = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
        if line.hasPrefix("public struct "), line.contains("Element") { words.insert(parts[2]) }
        let isOfShape = name.hasPrefix("Shape") || name == "Field.swift"
        guard isOfShape, !isUnavailable, !line.contains("==") else { continue }
        if line.hasPrefix("public static func ") || line.hasPrefix("public static var ") {
          words.insert(".\(parts[3])")
        } else if line.hasPrefix("public func "), parts[2] != "hash" {
          words.insert(".\(parts[2])(")
        }
      }
    }
    #expect(words.count >= 50)
    #expect(words.filter { !page.contains($0) }.sorted() == [])
  }
}
