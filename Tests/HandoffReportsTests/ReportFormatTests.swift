import Foundation
import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffReports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Report formats")
struct ReportFormatTests {
  private static func item(
    _ rule: String, _ severity: Severity, _ message: String, unit: String, line: Int? = nil
  ) -> Report.Item {
    var item = Report.Item(rule: rule, severity: severity, message: message, unit: unit)
    item.location = line.map { SourceLocation(file: "my systems/news.json", line: $0, column: 5) }
    item.details = [Report.Detail(label: "remedy", text: "Mend it.")]
    return item
  }

  private static func report(_ items: [Report.Item], complete: Bool = true) -> Report {
    Report(
      command: "check", system: "news", file: "my systems/news.json",
      units: [
        Report.Unit(name: "a->b"), Report.Unit(name: "b->c", state: .skipped("nobody runs c")),
        Report.Unit(name: "c->d", state: .undecided("it met its cap")),
      ],
      rules: [
        Report.RuleText(id: "crash", severity: .error, summary: "It ends.", help: "Work is lost."),
        Report.RuleText(id: "loop-trap", severity: .error, summary: "It circles.", help: "No way out."),
      ], items: items, threshold: .error, summary: "1 error, 1 note", complete: complete)
  }

  private static let sample: Report = {
    var loop = item("loop-trap", .error, "Work circulates: 100 % of it.", unit: "a->b", line: 12)
    loop.subjects = ["a->b", "b->a"]
    loop.steps = [
      Report.Step(text: "a->b", location: SourceLocation(file: "my systems/news.json", line: 20)),
      Report.Step(text: "b->a"),
    ]
    return report([loop, item("crash", .note, "Once, it ended.", unit: "a->b")], complete: false)
  }()

  private static let problemFormats = ReportFormats.all.compactMap { $0 as? any ProblemFormat.Type }

  @Test(arguments: problemFormats.map { $0.name })
  func `a report is written as it was looked at`(format: String) throws {
    let format = try #require(Self.problemFormats.first { $0.name == format })
    let text = format.text(of: Self.sample, version: "1.2.3")
    let golden = GoldenFile("report.\(format.name)")
    #expect(try golden.difference(from: text, suite: "ReportFormatTests") == nil)
  }

  @Test func `every file of the folder is in the registry, sorted by name`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/HandoffReports/Formats")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("Format.swift") && $0 != "ReportFormat.swift" }
    #expect(Set(files) == Set(ReportFormats.all.map { "\($0).swift" }))
    #expect(ReportFormats.all.map { $0.name } == ReportFormats.all.map { $0.name }.sorted())
  }

  @Test func `what looks at no handoffs has every format but those that show handoffs`() throws {
    #expect(ReportFormats.withoutMap.map { $0.name }.contains(HTMLFormat.name))
    for (command, document) in try Samples().all() {
      let offered = command == "diff" ? ReportFormats.withoutMap : ReportFormats.all
      for format in offered {
        let text = format.text(of: document, ReportManner(version: "1.2.3"))
        #expect(text.hasSuffix("\n") || text.isEmpty && format.name == GitHubFormat.name)
      }
      #expect((document.map == nil) == (command == "diff"))
    }
  }

  /// What would break out of each format.
  private static let hostile = report(
    ["\"]]>&<b>\u{0}\u{1B}[31m", "a\n::error::injected", "%0A,title=x:y", "` | *x* [a](javascript:b) @all"]
      .map {
        text in
        var item = item("crash", .error, text, unit: "a->b")
        item.details = [Report.Detail(label: "payload", text: text)]
        item.subjects = [text]
        return item
      })

  @Test func `text from outside cannot break out of a format`() throws {
    let lines = GitHubFormat.text(of: Self.hostile, version: "1").split(separator: "\n")
    #expect(lines.count == 4 && lines.allSatisfy { $0.hasPrefix("::error file=") })
    let xml = JUnitFormat.text(of: Self.hostile, version: "1")
    let parser = XMLParser(data: Data(xml.utf8))
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    for format in [SARIFFormat.text, GitLabFormat.text] {
      let text = format(Self.hostile, "1")
      #expect(throws: Never.self) { try JSONValue(parsing: text) }
    }
    let markdown = MarkdownFormat.text(of: Self.hostile, version: "1")
    #expect(!markdown.contains("<b>") && !markdown.contains("[a](") && !markdown.contains(" @all"))
  }

  @Test func `a fingerprint stays where only lines and words change, and is unique`() {
    func prints(_ items: [Report.Item]) -> [String] { Self.report(items).items.map(\.fingerprint) }
    var first = Self.item("crash", .error, "It ended.", unit: "a->b", line: 3)
    first.subjects = ["a->b"]
    var moved = Self.item("crash", .warning, "It has ended.", unit: "a->b", line: 99)
    moved.subjects = ["a->b"]
    #expect(prints([first]) == prints([moved]))
    let three = prints([first, moved, first])
    #expect(Set(three).count == 3)
    #expect(three[0] == prints([first])[0])
    moved.subjects = ["a->c"]
    #expect(prints([first]) != prints([moved]))
  }

  @Test func `Markdown fits into a comment, and what does not is counted`() {
    let items = (0..<5_000).map {
      Self.item("crash", .error, "\"agent\($0)\" <b>*ends*</b>", unit: "a->b")
    }
    let text = MarkdownFormat.text(of: Self.report(items), version: "1")
    #expect(text.count <= MarkdownFormat.limit)
    #expect(text.contains("\\*ends\\*") && !text.contains("<b>"))
    let shown = text.split(separator: "\n").count { $0.hasPrefix("- **error**") }
    let left = 5_000 - shown
    #expect(shown > 100 && text.contains("\n\(left / 1000),\(left % 1000) more problems left out here.\n"))
  }

  @Test
  func `a rule of the audit is a passing test case where it finds nothing, and a failing one where it does`()
    throws
  {
    let system = AgentSystem(
      name: "news", entry: ["a"], agents: [Agent(name: "a")], handoffs: [])
    let audit = RoutingAudit().audit(system)
    let report = Report(audit, of: system, file: "news.json", threshold: .error)
    let xml = JUnitFormat.text(of: report, version: "1")
    #expect(xml.contains("name=\"dead-end\" file=\"news.json\">\n      <failure type=\"dead-end\""))
    #expect(xml.contains("name=\"loop-trap\" file=\"news.json\"/>"))
    #expect(report.units.count == RuleRegistry.infos.count)
  }
}
