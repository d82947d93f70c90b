import HandoffContracts
import HandoffSchema

/// Writes a page as one HTML document that needs nothing else.
///
/// It works without its script, which only adds typing and arrow keys; everything from outside is escaped, and a policy
/// keeps the browser from doing anything but applying the page's own style and running its own script.
struct PageWriter {
  private let page: ReportPage
  private let version: String

  init(_ page: ReportPage, version: String) {
    self.page = page
    self.version = version
  }

  private var report: Report { page.report }

  var text: String {
    let sections = self.sections
    var lines = HTMLDocument.head(
      title: "handoff \(report.command): \(report.system)", version: version, script: PageScript.text)
    lines += header
    lines.append("<nav aria-label=\"Sections\"><ul>")
    lines += sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" }
    lines += ["</ul></nav>", "<main>"]
    for section in sections {
      lines += [
        "<section id=\"\(section.id)\" aria-labelledby=\"\(section.id)-title\">",
        "<h2 id=\"\(section.id)-title\">\(section.title)</h2>",
      ]
      lines += section.lines
      lines.append("</section>")
    }
    lines += [
      "</main>",
      "<footer><p>Written by handoff \(HTMLText.escaped(version)) from <code>\(HTMLText.escaped(report.file))</code>."
        + "</p></footer>",
      "<script>\(PageScript.text)</script>", "</body>", "</html>",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Head

  private var header: [String] {
    let failing = report.items.contains { $0.severity >= report.threshold }
    let (word, sign) =
      failing ? ("fails", "bad") : report.complete ? ("passes", "good") : ("not complete", "open")
    var facts = Severity.allCases.reversed().map { severity in
      ReportPage.Fact("\(severity.rawValue)s", report.items.count { $0.severity == severity })
    }
    facts += page.facts
    var lines = [
      "<header>",
      "<p class=\"eyebrow\">handoff \(HTMLText.escaped(report.command))</p>",
      "<h1>\(HTMLText.excerpt(report.system)) <span class=\"verdict \(sign)\">\(word)</span></h1>",
      "<dl class=\"facts\">",
    ]
    lines += facts.map { fact in
      let of = fact.of.map { "<small> of \(Counted.number($0))</small>" } ?? ""
      let muted = fact.count == 0 ? " class=\"none\"" : ""
      let number = Counted.number(fact.count)
      return "<div\(muted)><dt>\(HTMLText.escaped(fact.name))</dt><dd>\(number)\(of)</dd></div>"
    }
    lines.append("</dl>")
    if !report.complete {
      lines.append("<p class=\"alert\">Not complete: some of it could not be looked at.</p>")
    }
    if let note = page.note { lines.append("<p class=\"soft\">\(HTMLText.escaped(note))</p>") }
    return lines + ["</header>"]
  }

  // MARK: - Sections

  /// The class of what surrounds a table: a long one is moved within its frame, under its head.
  static func frame(ofRows count: Int) -> String { count > 40 ? "scroll tall" : "scroll" }

  /// A part of the page.
  struct Section {
    var id: String
    var title: String
    var lines: [String]
  }

  private var sections: [Section] {
    var sections: [Section] = []
    if let map = page.map, !map.agents.isEmpty { sections.append(SeamSection(map).section) }
    if let graph = page.graph {
      sections.append(
        Section(
          id: "routing", title: "Routing",
          lines: HTMLDocument.picture(of: graph)))
    }
    if !page.coverage.isEmpty { sections.append(CoverageSection(page.coverage).section) }
    if !page.counts.isEmpty { sections.append(CountSection(page.counts).section) }
    if let failures = page.failures { sections.append(FailureSection(failures).section) }
    sections.append(ProblemSection(report).section)
    return sections
  }
}
