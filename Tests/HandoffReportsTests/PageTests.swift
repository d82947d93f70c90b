import HandoffContracts
import HandoffReports
import HandoffRouting
import HandoffRuntime
import HandoffTestSupport
import Testing

@Suite("Pages")
struct PageTests {
  private static func page(_ document: any ReportDocument) -> String {
    HTMLFormat.text(of: document, ReportManner(version: "1.2.3"))
  }

  private static let check = page(Samples().check)

  /// The text between two marks.
  private static func between(_ start: String, _ end: String, in text: String) -> String? {
    guard let first = text.firstRange(of: start), let last = text[first.upperBound...].firstRange(of: end)
    else {
      return nil
    }
    return String(text[first.upperBound..<last.lowerBound])
  }

  @Test func `a page of a check begins with the map and ends with the findings`() throws {
    let parts = Self.check.ranges(of: "<section id=\"").map { range in
      Self.check[range.upperBound...].prefix { $0 != "\"" }
    }
    #expect(parts == ["map", "routing", "coverage", "failures", "findings"])
  }

  @Test func `a square opens the payload, the difference, the answer and the line that runs it again`() throws
  {
    let detail = try #require(Self.between("seam-detail open failing", "</article>", in: Self.check))
    #expect(detail.contains("<h3>writer-&gt;reviewer</h3>"))
    #expect(detail.contains("<pre>{&quot;topic&quot;:&quot;25&quot;}</pre>"))
    #expect(
      detail.contains(
        "<del>\u{2212} &quot;topic&quot;: &quot;long words&quot;</del>\n<ins>+ &quot;topic&quot;: &quot;long&quot;</ins>"
      ))
    #expect(detail.contains("{&quot;accepted&quot;:{&quot;verdict&quot;:&quot;fine&quot;}}"))
    #expect(detail.contains("handoff check &#39;news.json&#39; --replay h1-abc"))
    #expect(detail.contains("<strong>truncation</strong> <span>escaped: 3 of 4 ways refused</span>"))
  }

  @Test func `nothing but the page's own style and script may be applied and run`() throws {
    let policy = try #require(Self.between("Content-Security-Policy\" content=\"", "\"", in: Self.check))
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"))
    #expect(!Self.check.contains(" style=") && !Self.check.contains(" onclick="))
    let addresses = Self.check.ranges(of: "http").count { range in
      !Self.check[range.lowerBound...].hasPrefix("http://www.w3.org/2000/svg")
        && !Self.check[range.lowerBound...].hasPrefix("http-equiv")
    }
    #expect(addresses == 0)
  }

  @Test func `each id stands once, and each link leads to one`() throws {
    for (command, document) in try Samples().all() {
      let page = try HTMLTokens(Self.page(document))
      #expect(Set(page.ids).count == page.ids.count, "\(command)")
      #expect(Set(page.links.map { String($0.dropFirst()) }).isSubset(of: page.ids), "\(command)")
      #expect(page.problems == [], "\(command)")
    }
  }

  @Test func `a page of recorded runs counts, and one of changes has no map`() throws {
    let verification = Self.page(Samples().verification)
    #expect(verification.contains("<section id=\"counts\"") && verification.contains("s-ring s-observed"))
    let diff = Self.page(try Samples().diff())
    #expect(!diff.contains("<section id=\"map\"") && diff.contains("contract-breaking"))
  }

  @Test func `2,000 findings and 200 agents are one page of a few megabytes`() throws {
    let names = (0..<200).map { "agent \($0)" }
    let handoffs = names.indices.flatMap { from in
      (1...3).map { Handoff(from: names[from], to: names[(from + $0) % 200]) }
    }
    let system = AgentSystem(
      name: "large", entry: [names[0]], agents: names.map { Agent(name: $0) }, handoffs: handoffs)
    let findings = (0..<2_000).map { number in
      Finding(
        rule: "contract-missing", severity: .warning, message: "Number \(number) is missing.",
        agents: [names[number % 200]], remedy: "Write it.")
    }
    let document = AuditDocument(
      AuditReport(system: "large", findings: findings), of: system, file: "large.json", threshold: .error)
    let page = Self.page(document)
    #expect(page.ranges(of: "<li class=\"finding\"").count == 2_000)
    #expect(page.ranges(of: "<a class=\"seam\"").count == 600)
    #expect(page.utf8.count < 4_000_000)
  }
}
