import HandoffRuntime
import HandoffSchema

/// How often each handoff happened in recorded runs.
struct CountSection {
  private let counts: [VerificationReport.Count]

  init(_ counts: [VerificationReport.Count]) {
    self.counts = counts
  }

  var section: PageWriter.Section {
    var lines = [
      "<div class=\"\(PageWriter.frame(ofRows: counts.count))\" tabindex=\"0\" role=\"region\" aria-label=\"What happened\"><table>",
      "<thead><tr><th scope=\"col\">handoff</th><th scope=\"col\" class=\"n\">taken</th>"
        + "<th scope=\"col\" class=\"n\">broken payloads</th><th scope=\"col\" class=\"n\">looked at</th></tr></thead>",
      "<tbody>",
    ]
    lines += counts.map { count in
      "<tr><th scope=\"row\">\(HTMLText.excerpt(count.handoff))</th><td class=\"n\">\(Counted.number(count.taken))</td>"
        + "<td class=\"n\">\(Counted.number(count.invalid))</td><td class=\"n\">\(Counted.number(count.checked))</td></tr>"
    }
    lines += ["</tbody>", "</table></div>"]
    return PageWriter.Section(id: "counts", title: "What happened", lines: lines)
  }
}
