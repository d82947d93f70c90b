import Testing

@testable import handoff

@Suite("Standard input as an argument")
struct StandardInputTests {
  @Test(arguments: [
    ["compare", "-", "-"], ["diff", "-", "-"], ["merge", "-", "-"], ["import", "a2a", "-", "-"],
    ["verify", "s.json", "-", "-"], ["validate", "--", "-#/contracts/a", "-"],
    ["check", "-", "--examples", "-"],
    ["route", "-", "a", "--payload", "-"],
  ])
  func `what can be read only once is named only once`(words: [String]) throws {
    let command = try #require(CommandTable.descriptions.first { $0.name == words[0] })
    let error = #expect(throws: UsageError.self) { try command.parse(words.dropFirst()) }
    #expect(error?.description.contains("standard input can be read only once") == true)
  }
}
