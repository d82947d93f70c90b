import Foundation
import HandoffContracts
import HandoffTestSupport
import Testing

/// The page of Swift recipes: what can be compiled here is, and does what the page says.
@Suite("The page of Swift recipes")
struct SwiftRecipesTests {
  private static let page = Here.root.appendingPathComponent("docs/swift-recipes.md")

  @Test func `every snippet stands in code that is compiled, or says that it does not`() throws {
    let file = Here.root.appendingPathComponent("Tests/HandoffCommandTests/SwiftRecipesExample.swift")
    let code = try String(contentsOf: file, encoding: .utf8)
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    let blocks = FencedBlock.all("swift", in: page)
    #expect(blocks.count >= 2)
    for block in blocks { #expect(code.contains(block), "not in the code:\n\(block)") }
    let others = FencedBlock.all("swift title=\"not compiled here\"", in: page)
    #expect(others.count >= 4)
    for block in others { #expect(block.hasPrefix("// Not compiled here: ")) }
  }

  @Test func `an answer is handed on, answered by its failure's handoff, or sent back`() throws {
    let seam = Seam(deskSystem)
    let brief = #"{"topic":"bees","words":80}"#
    #expect(try seam.next(after: "planner", answered: brief) == .handOff(to: "author", payload: brief))
    let failure = #"{"failure":"off_topic"}"#
    #expect(try seam.next(after: "planner", answered: failure) == .handOff(to: "editor", payload: failure))
    let broken = try seam.next(after: "planner", answered: #"{"topic":"bees","words":5}"#)
    #expect(broken == .again(#""/words" must be a number of at least 50, but was 5 (a number)."#))
    #expect(try seam.next(after: "author", answered: #"{"title":"Bees"}"#) == .end)
    #expect(try seam.next(after: "nobody", answered: brief) == .end)
  }

  @Test func `a tool to hand over asks for what travels`() throws {
    let tools = handoffTools(of: "planner", in: deskSystem)
    #expect(tools.map(\.name) == ["transfer_to_author"])
    #expect(tools.map(\.to) == ["author"])
    #expect(tools.allSatisfy { $0.arguments.contains(#""topic""#) })
  }
}
