import HandoffContracts
import HandoffSchema

/// Everything that was found, with a filter by typing.
struct ProblemSection {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  var section: PageWriter.Section {
    guard !report.items.isEmpty else {
      return PageWriter.Section(
        id: "findings", title: "Findings", lines: ["<p class=\"soft\">Nothing was found.</p>"] + open)
    }
    let all = Counted.number(report.items.count)
    var lines = [
      "<form class=\"filter\" role=\"search\">",
      "<label>Filter <input type=\"search\" id=\"filter\" autocomplete=\"off\" "
        + "placeholder=\"rule, agent, word\"></label>",
    ]
    for severity in Severity.allCases.reversed() {
      let count = report.items.count { $0.severity == severity }
      guard count > 0 else { continue }
      lines.append(
        "<label class=\"toggle\"><input type=\"checkbox\" name=\"severity\" value=\"\(severity.rawValue)\" checked> "
          + "\(PageSign.of(severity)) \(Counted.text(count, severity.rawValue))</label>")
    }
    lines += [
      "<output id=\"shown\" for=\"filter\" aria-live=\"polite\">\(all) of \(all)</output>", "</form>",
      "<ol class=\"findings\(report.items.count > Self.fewItems ? " many" : "")\">",
    ]
    lines += report.items.map(item)
    return PageWriter.Section(id: "findings", title: "Findings", lines: lines + ["</ol>"] + open)
  }

  private func item(_ item: Report.Item) -> String {
    let severity = item.severity.rawValue
    let location = item.location.map { HTMLText.excerpt(FindingText.place($0)) }
    let place = location.map { " <span class=\"place\">\($0)</span>" } ?? ""
    var line =
      "<li class=\"finding\" data-severity=\"\(severity)\">\(PageSign.of(item.severity))<div>"
      + "<p class=\"message\">\(HTMLText.excerpt(item.message))</p><p class=\"about\"><code>\(HTMLText.escaped(item.rule))"
      + "</code>\(place)</p>"
    if !item.details.isEmpty {
      line += "<dl>"
      for detail in item.details {
        let text = HTMLText.excerpt(detail.text)
        let isCode = Self.code.contains(detail.label)
        line += "<dt>\(HTMLText.escaped(detail.label))</dt><dd>\(isCode ? "<code>\(text)</code>" : text)</dd>"
      }
      line += "</dl>"
    }
    return line + "</div></li>"
  }

  /// More are laid out only where they come into sight.
  private static let fewItems = 200

  private static let code: Set = ["payload", "text", "replay", "broken by", "path", "reached by"]

  /// What could not be decided or was not looked at, where it is a matter of this list.
  private var open: [String] {
    let open = report.units.compactMap { unit -> String? in
      guard case .undecided(let reason) = unit.state else { return nil }
      return "<li><strong>\(HTMLText.excerpt(unit.name))</strong>: \(HTMLText.excerpt(reason))</li>"
    }
    guard !open.isEmpty else { return [] }
    return ["<h3>Undecided</h3>", "<ul>"] + open + ["</ul>"]
  }
}
