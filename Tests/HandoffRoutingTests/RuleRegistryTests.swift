import Foundation
import HandoffContracts
import HandoffRouting
import HandoffTestSupport
import Testing

@Suite("Rule registry")
struct RuleRegistryTests {
  static let sources = Fixtures.repository.appendingPathComponent("Sources/HandoffRouting/Rules")
  static let page = Fixtures.repository.appendingPathComponent("docs/rules.md")

  @Test func `rules are sorted by id and each id is there once`() {
    let ids = RuleRegistry.infos.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }

  @Test func `each file in Rules holds one registered rule that is named after it`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
      .filter { $0.hasSuffix("Rule.swift") }.map { String($0.dropLast(6)) }
    #expect(files.sorted() == RuleRegistry.builtIn.map { "\($0)" }.sorted())
  }

  @Test func `a rule's type says the same as its id`() {
    for rule in RuleRegistry.builtIn {
      let words = rule.info.id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      #expect("\(rule)" == words.joined() + "Rule")
    }
  }

  @Test func `summaries and reasons are sentences`() {
    for info in RuleRegistry.infos {
      #expect(info.summary.hasSuffix("."), "\(info.id)")
      #expect(info.why.hasSuffix("."), "\(info.id)")
    }
  }

  @Test(arguments: RuleRegistry.infos.map(\.id))
  func `a rule finds nothing in its accepted example`(id: String) throws {
    let info = try #require(RuleRegistry.info(id))
    let system = try AgentSystem(manifest: Array(info.accepted.utf8), file: "accepted")
    let report = RoutingAudit().audit(system)
    #expect(report.findings.filter { $0.rule == id } == [])
    #expect(report.complete)
  }

  @Test(arguments: RuleRegistry.infos.map(\.id))
  func `a rule finds something in its rejected example, with a place and a remedy`(id: String) throws {
    let info = try #require(RuleRegistry.info(id))
    let system = try AgentSystem(manifest: Array(info.rejected.utf8), file: "rejected")
    let found = RoutingAudit().audit(system).findings.filter { $0.rule == id }
    #expect(!found.isEmpty)
    for finding in found {
      #expect(finding.location?.file == "rejected")
      #expect(finding.message.hasSuffix(".") || finding.message.hasSuffix("?"))
      #expect(finding.remedy.hasSuffix("."))
    }
  }

  @Test func `the page of rules is up to date`() throws {
    let wanted = RuleRegistry.document
    if ProcessInfo.processInfo.environment["HANDOFF_UPDATE_DOCS"] != nil {
      try FileManager.default.createDirectory(
        at: Self.page.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(wanted.utf8).write(to: Self.page)
    }
    let found = (try? String(contentsOf: Self.page, encoding: .utf8)) ?? ""
    #expect(
      found == wanted, "run: HANDOFF_UPDATE_DOCS=1 swift test --filter RuleRegistryTests")
  }
}
