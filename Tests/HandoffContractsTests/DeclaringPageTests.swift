import Foundation
import HandoffTestSupport
import Testing

/// The page that teaches the declaration in Swift: what it shows compiles.
@Suite(
  "The page on declaring", .enabled(if: SwiftCompiler.found != nil, Comment(rawValue: SwiftCompiler.missing)))
struct DeclaringPageTests {
  private static let ownModule = "// A module of its own."

  private static func blocks() throws -> [String] {
    let page = Fixtures.repository.appendingPathComponent("docs/declaring.md")
    let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n```")
    return parts.enumerated().compactMap { index, part in
      // Every second part stands within a fence.
      index % 2 == 1 && part.hasPrefix("swift\n") ? String(part.dropFirst("swift\n".count)) : nil
    }
  }

  @Test func `every snippet compiles, together with those before it`() throws {
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

  @Test func `every snippet that is a module of its own compiles alone`() throws {
    let blocks = try Self.blocks().filter { $0.hasPrefix(Self.ownModule) }
    #expect(blocks.count == 2)
    for block in blocks {
      #expect(try SwiftCompiler.found?.diagnostics(of: [(file: "module.swift", text: block)]) == [])
    }
  }
}
