import Foundation
import HandoffFuzzing
import HandoffRouting
import HandoffRuntime
import HandoffTestSupport
import Testing

/// What the pages of failure modes and of guidance name, beside the outputs of commands, which `DocumentationTests` runs.
@Suite("The pages of failure modes and guidance")
struct FailureModesPageTests {
  private static func page(_ name: String) throws -> String {
    try String(contentsOf: Here.root.appendingPathComponent("docs/\(name).md"), encoding: .utf8)
  }

  /// Everything that has a name of its own: rules, operators, checks of recorded runs, classes of failures.
  private static let known: Set<String> = Set(
    RuleRegistry.infos.map(\.id) + MutationOperator.all.map(\.name)
      + VerificationRule.allCases.map(\.rawValue) + FailureClass.all.map(\.name))

  /// The words in code marks that look like such a name.
  private static func names(in page: String) -> [String] {
    let prose = page.components(separatedBy: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }
    return prose.flatMap { part in
      part.element.components(separatedBy: "`").enumerated().filter { !$0.offset.isMultiple(of: 2) }
        .map(\.element).filter { word in
          word.contains("-") && word.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x61...0x7A).contains($0) }
        }
    }
  }

  @Test(arguments: ["failure-modes", "guidance"])
  func `what a page says to catch something exists`(page: String) throws {
    let names = try Self.names(in: Self.page(page))
    #expect(names.count > 15)
    #expect(names.filter { !Self.known.contains($0) } == [])
  }

  @Test func `every mode says what catches it, shows it, or says why it is out of reach`() throws {
    let sections = try Self.page("failure-modes").components(separatedBy: "\n### ").dropFirst()
    #expect(
      sections.map { String($0.prefix(3)) } == [
        "1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3",
      ])
    for section in sections {
      #expect(section.contains("```console\n$ handoff ") || section.contains("| handoff verify "))
      #expect(!Self.names(in: section).isEmpty)
      // Where something is out of reach, the page says why.
      #expect(!section.contains("out of reach") || section.contains("without a model, because "))
    }
  }

  @Test func `at least a dozen faults of model and transport are told`() throws {
    let page = try Self.page("failure-modes")
    let table = page.components(separatedBy: "| --- | --- | --- |\n")[1].split(separator: "\n").prefix {
      $0.hasPrefix("|")
    }
    #expect(table.count >= 12)
    for row in table { #expect(!Self.names(in: String(row)).isEmpty || row.contains("`hang`"), "\(row)") }
  }
}
