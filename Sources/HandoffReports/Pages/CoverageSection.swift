import HandoffChecking
import HandoffFuzzing
import HandoffSchema

/// What was tried of each contract.
struct CoverageSection {
  private let results: [CheckReport.HandoffResult]

  /// The most obligations that are listed below one handoff; JSON has all.
  private static let shownGoals = 100

  init(_ results: [CheckReport.HandoffResult]) {
    self.results = results
  }

  var section: PageWriter.Section {
    let run = results.filter { $0.notRun == nil }
    var lines: [String] = []
    if !run.isEmpty {
      lines += [
        "<div class=\"\(PageWriter.frame(ofRows: run.count))\" tabindex=\"0\" role=\"region\" aria-label=\"Contract coverage\"><table>",
        "<thead><tr><th scope=\"col\">handoff</th><th scope=\"col\">verdict</th><th scope=\"col\" class=\"n\">cases</th>"
          + "<th scope=\"col\">obligations tried</th><th scope=\"col\" class=\"n\">caught</th>"
          + "<th scope=\"col\" class=\"n\">escaped</th><th scope=\"col\" class=\"n\">not tried</th></tr></thead>",
        "<tbody>",
      ]
      for result in run { lines.append(row(result)) }
      lines += ["</tbody>", "</table></div>"]
      for result in run { lines += goals(result) }
    }
    let silent = results.filter { $0.notRun != nil }
    if !silent.isEmpty {
      lines += ["<details><summary>\(Counted.text(silent.count, "handoff")) not run</summary>", "<ul>"]
      lines += silent.map {
        "<li><strong>\(HTMLText.excerpt($0.campaign.handoff))</strong>: \(HTMLText.excerpt($0.notRun ?? ""))</li>"
      }
      lines += ["</ul>", "</details>"]
    }
    return PageWriter.Section(id: "coverage", title: "Contract coverage", lines: lines)
  }

  private func row(_ result: CheckReport.HandoffResult) -> String {
    let campaign = result.campaign
    let coverage = campaign.coverage
    let (of, escaped) = (max(coverage.of, 1), coverage.escaped.count)
    let good = (coverage.reached - escaped) * 100 / of
    let bad = escaped == 0 ? 0 : max(1, escaped * 100 / of)
    let bar =
      "<svg class=\"bar\" viewBox=\"0 0 100 6\" width=\"100\" height=\"6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
      + "<rect class=\"rest\" width=\"100\" height=\"6\"/><rect class=\"good\" width=\"\(good)\" height=\"6\"/>"
      + "<rect class=\"bad\" x=\"\(good)\" width=\"\(bad)\" height=\"6\"/></svg>"
    return "<tr><th scope=\"row\">\(HTMLText.excerpt(campaign.handoff))</th>"
      + "<td><span class=\"standing \(campaign.verdict.name)\">\(campaign.verdict.name)</span></td>"
      + "<td class=\"n\">\(Counted.number(campaign.cases))</td>"
      + "<td>\(bar) \(coverage.reached) of \(coverage.of)</td><td class=\"n\">\(coverage.caught)</td>"
      + "<td class=\"n\">\(escaped)</td><td class=\"n\">\(coverage.missed.count)</td></tr>"
  }

  private func goals(_ result: CheckReport.HandoffResult) -> [String] {
    let coverage = result.campaign.coverage
    let lists = [
      ("accepted though broken", coverage.escaped), ("not tried", coverage.missed.map(\.description)),
      ("fell short", result.campaign.shortfalls),
    ].filter { !$0.1.isEmpty }
    guard !lists.isEmpty else { return [] }
    let counts = lists.map { "\(Counted.number($0.1.count)) \($0.0)" }.joined(separator: ", ")
    var lines = [
      "<details><summary>\(HTMLText.excerpt(result.campaign.handoff)): <span class=\"soft\">\(counts)</span></summary>"
    ]
    for (name, goals) in lists {
      lines += ["<h3>\(name)</h3>", "<ul class=\"goals\">"]
      lines += goals.prefix(Self.shownGoals).map { "<li><code>\(HTMLText.excerpt($0))</code></li>" }
      let rest = goals.count - Self.shownGoals
      if rest > 0 {
        lines.append("<li class=\"soft\">\(Counted.number(rest)) more, listed by --format json</li>")
      }
      lines.append("</ul>")
    }
    return lines + ["</details>"]
  }
}
