import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Audit reports")
struct AuditRenderingTests {
  private let system = AgentSystem(
    name: "news", entry: ["writer"], contracts: [Contract(name: "draft", output: true)],
    agents: [Agent(name: "writer"), Agent(name: "editor")],
    handoffs: [Handoff(from: "writer", to: "editor"), Handoff(from: "editor", to: "writer")])

  private let report = AuditReport(
    system: "news",
    findings: [
      Finding(
        rule: "loop-unbounded", severity: .error, message: "Work circulates.", agents: ["writer", "editor"],
        handoffs: ["writer->editor", "editor->writer"],
        witness: Finding.Witness(
          payload: ["text": "a\u{1B}[31m\nb", "score": 0.5], path: ["writer->editor", "editor->writer"],
          stem: ["start->writer"]),
        remedy: "Give one of them a limit.", location: SourceLocation(file: "news.json", line: 12, column: 5)),
      Finding(
        rule: "contract-missing", severity: .warning, message: "\"editor\" declares no contract.",
        agents: ["editor"], remedy: "Declare one.", location: SourceLocation(file: "News.swift", line: 7)),
      Finding(
        rule: "limit-unrouted", severity: .note, message: "Nobody takes the work.", remedy: "Name one."),
    ],
    allowed: [Finding(rule: "dead-end", severity: .error, message: "", remedy: "")], complete: false)

  private let clean = AuditReport(system: "news", findings: [])

  @Test func `findings are written as compilers write theirs, with a summary`() throws {
    let text = AuditRendering.text(report, of: system)
    #expect(try GoldenFile("audit.txt").difference(from: text, suite: "AuditRenderingTests") == nil)
  }

  @Test func `colour changes nothing but the colour`() throws {
    let text = AuditRendering.text(report, of: system, style: TextStyle(usesColor: true))
    #expect(try GoldenFile("audit-color.txt").difference(from: text, suite: "AuditRenderingTests") == nil)
    var plain = text
    while let start = plain.firstIndex(of: "\u{1B}"), let end = plain[start...].firstIndex(of: "m") {
      plain.removeSubrange(start...end)
    }
    #expect(plain == AuditRendering.text(report, of: system))
  }

  @Test func `a system without findings is said to have none`() {
    #expect(
      AuditRendering.text(clean, of: system) == "news (2 agents, 2 handoffs, 1 contract): no findings\n")
  }

  @Test func `the JSON report has the documented shape`() throws {
    let text = AuditRendering.json(report).text(.pretty) + "\n"
    #expect(try GoldenFile("audit.json").difference(from: text, suite: "AuditRenderingTests") == nil)
    #expect(
      AuditRendering.json(clean)
        == [
          "format": 1, "system": "news", "findings": [], "summary": ["error": 0, "warning": 0, "note": 0],
          "complete": true,
        ])
  }
}
