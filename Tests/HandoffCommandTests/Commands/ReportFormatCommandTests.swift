import Foundation
import HandoffReports
import HandoffSchema
import Testing

@testable import handoff

@Suite("Formats of commands")
struct ReportFormatCommandTests {
  private static let system = "Fixtures/systems/customer-service.json"
  private static let diff = ["diff", "Fixtures/diff/breaking.old.json", "Fixtures/diff/breaking.new.json"]

  @Test func `a command takes the formats that it has, and no other`() throws {
    let all = ReportFormats.all.map { $0.name }
    for format in all {
      let audit = try BuiltTool.run(["audit", Self.system, "--format", format])
      #expect(audit.status != 2 && !audit.output.isEmpty, "\(format): \(audit.errors)")
    }
    for format in all {
      let isKnown = ReportFormats.withoutMap.contains { $0.name == format }
      let outcome = try BuiltTool.run(Self.diff + ["--format", format])
      #expect(outcome.status == (isKnown ? 1 : 2), "\(format): \(outcome.errors)")
    }
    let outcome = try BuiltTool.run(Self.diff + ["--format", "svg"])
    #expect(outcome.errors.contains("--format: expected github, gitlab, html, json, junit"))
  }

  @Test func `several formats are written in one run`() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltTool.run(
      [
        "audit", Self.system, "--format", "sarif", "-o", folder.path("a.sarif"), "--format", "html", "-o",
        folder.path("r.html"), "--format", "seams",
      ])
    #expect(outcome.output.contains("failures end at"))
    let sarif = try #require(folder.text("a.sarif"))
    #expect(try JSONValue(parsing: sarif)["version"] == "2.1.0")
    #expect(folder.text("r.html")?.hasPrefix("<!DOCTYPE html>") == true)
  }

  /// Only where `HANDOFF_LAWS` is `whole`, because a browser takes seconds.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["HANDOFF_LAWS"] == "whole"))
  func `a browser shows the page without an error, a request or an overlap`() throws {
    let folder = try TemporaryFolder()
    let page = folder.path("report.html")
    _ = try BuiltTool.run(["audit", Self.system, "--format", "html", "-o", page])
    let outcome = try Shell.run("python3 Tests/Browser/check_report.py '\(page)'")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
