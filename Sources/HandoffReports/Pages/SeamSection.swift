import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// The seam map, and what opens where one of its squares is chosen.
struct SeamSection {
  private let drawing: SeamDrawing
  private var map: SeamMap { drawing.map }

  /// The most findings that a square shows; the list of findings has all.
  private static let shownFindings = 6

  init(_ map: SeamMap) {
    drawing = SeamDrawing(map)
  }

  var section: PageWriter.Section {
    let squares = drawing.squares
    // Something is open from the start, the worst there is, so that nobody has to guess what a square does.
    let first =
      squares.firstIndex { $0.seams.contains { !map.seams[$0].failures.isEmpty } }
      ?? squares.firstIndex { map.face(of: $0).standing == .incompatible }
      ?? squares.firstIndex { map.face(of: $0).states.contains(.escaped) } ?? squares.indices.first
    var lines = ["<p class=\"soft\">\(HTMLText.escaped(map.summary))</p>", "<div class=\"seams\">"]
    let legend = SeamLegend(drawing)
    let frame = Self.svg(legend.width + 20, legend.height, "legend", "The signs of the map")
    lines += ["<div class=\"side\">"] + picture
    lines += ["<div class=\"scroll\">", frame] + legend.lines + ["</svg>", "</div>", "</div>"]
    lines.append("<div class=\"panel\">")
    for position in squares.indices { lines += detail(position, isOpen: position == first) }
    lines += ["</div>", "</div>"]
    return PageWriter.Section(id: "map", title: "Seam map", lines: lines)
  }

  private var picture: [String] {
    let (head, top, size) = (drawing.headWidth, drawing.headHeight, drawing.bodySize)
    let ends = SeamDrawing.endsWidth
    var lines = [
      "<div class=\"map\" role=\"region\" aria-label=\"Seam map: senders by row, receivers by column\">",
      "<div class=\"map-grid\">",
    ]
    lines += [Self.svg(head, top, "corner", nil), SeamDrawing.definitions] + drawing.corner + ["</svg>"]
    // One picture for both, because the name of the last column rises over the column of ends.
    lines += [Self.svg(size + ends, top, "heads", nil)] + drawing.columnHeads
    lines +=
      ["<g transform=\"translate(\(SVGText.number(size)) 0)\">"] + drawing.endsHead + ["</g>", "</svg>"]
    lines += [Self.svg(head, size, "rows", nil)] + drawing.rowHeads + ["</svg>"]
    lines += [Self.svg(size, size, "body", nil)] + drawing.body { "#seam-\($0)" } + ["</svg>"]
    lines += [Self.svg(ends, size, "ends", nil)] + drawing.ends + ["</svg>"]
    return lines + ["</div>", "</div>"]
  }

  private static func svg(_ width: Double, _ height: Double, _ name: String, _ label: String?) -> String {
    let (width, height) = (SVGText.number(width), SVGText.number(height))
    let role = label.map { " role=\"img\" aria-label=\"\($0)\"" } ?? ""
    return """
      <svg class="s-map map-\(name)" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)"\(role)>
      """
  }

  // MARK: - One square

  private func detail(_ position: Int, isOpen: Bool) -> [String] {
    let square = drawing.squares[position]
    let hasFailures = square.seams.contains { !map.seams[$0].failures.isEmpty }
    let classes = "seam-detail" + (isOpen ? " open" : "") + (hasFailures ? " failing" : "")
    var lines = ["<article class=\"\(classes)\" id=\"seam-\(position)\" tabindex=\"-1\">"]
    for seam in square.seams { lines += detail(map.seams[seam]) }
    return lines + ["</article>"]
  }

  private func detail(_ seam: SeamMap.Seam) -> [String] {
    var lines = ["<h3>\(HTMLText.excerpt(seam.name))</h3>"]
    var words = ["<span class=\"standing \(seam.standing.rawValue)\">\(Self.words(seam.standing))</span>"]
    if seam.kind != .output || !seam.label.isEmpty {
      words.append(HTMLText.excerpt(seam.label.isEmpty ? "on \(seam.kind.rawValue)" : seam.label))
    }
    if seam.isReturn { words.append("control comes back") }
    if let taken = seam.taken { words.append("taken \(Counted.text(taken, "time"))") }
    if let check = seam.check {
      if let reason = check.notRun {
        words.append("not run: \(HTMLText.excerpt(reason))")
      } else {
        words.append("\(Counted.text(check.campaign.cases, "case"))")
      }
      if case .undecided(let reason) = check.campaign.verdict { words.append(HTMLText.excerpt(reason)) }
    }
    lines.append("<p class=\"soft\">\(words.joined(separator: " · "))</p>")
    let asked = seam.quarters.filter { $0.state != .notApplicable }
    if !asked.isEmpty { lines += ["<ul class=\"quarters\">"] + asked.map(Self.item) + ["</ul>"] }
    for failure in seam.failures { lines += FailureCard(failure).lines }
    for finding in seam.findings.prefix(Self.shownFindings) {
      lines.append(
        "<p class=\"named \(finding.severity.rawValue)\">\(PageSign.of(finding.severity)) "
          + "<code>\(HTMLText.escaped(finding.rule))</code> \(HTMLText.excerpt(finding.message))</p>")
      if let payload = finding.witness?.payload {
        lines.append("<pre>\(HTMLText.escaped(FindingText.payload(payload)))</pre>")
      }
    }
    let rest = seam.findings.count - Self.shownFindings
    if rest > 0 { lines.append("<p class=\"soft\">\(Counted.text(rest, "more finding")) below</p>") }
    return lines
  }

  private static func words(_ standing: SeamMap.Standing) -> String {
    switch standing {
    case .compatible: "contracts compatible"
    case .incompatible: "contracts incompatible"
    case .undecided: "contracts undecided"
    case .observed: "observed, not declared"
    }
  }

  private static func item(_ quarter: SeamMap.Quarter) -> String {
    var words = quarter.state.rawValue
    let share = quarter.share
    let tried = share.caught + share.escaped
    if tried > 0 { words += ": \(share.caught) of \(Counted.text(tried, "way")) refused" }
    if share.missed > 0 { words += ", \(share.missed) not tried" }
    if !quarter.rules.isEmpty { words += " (\(quarter.rules.joined(separator: ", ")))" }
    let sign = SeamDrawing.sign(of: quarter.state) ?? ""
    return """
      <li><svg class="s-map" width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true">\
      <use href="#\(sign)"/></svg><strong>\(quarter.mode.title)</strong> <span>\(HTMLText.escaped(words))</span></li>
      """
  }
}

/// One failure of a consumer: payload, difference, answer, replay.
private struct FailureCard {
  private let failure: SeamMap.Failure

  init(_ failure: SeamMap.Failure) {
    self.failure = failure
  }

  var lines: [String] {
    let campaign = failure.campaign
    var lines = [
      "<div class=\"failure\">",
      "<h4>\(PageSign.of(.error)) \(HTMLText.escaped(campaign.heading)) "
        + "<span class=\"soft\">\(failure.mode.title)</span></h4>",
      "<p>\(HTMLText.escaped(campaign.failureClass.summary))</p>", "<dl>",
    ]
    for detail in campaign.details { lines += Self.row(detail) }
    lines += [
      "<dt>replay</dt>", "<dd><pre class=\"replay\">\(HTMLText.escaped(failure.replay))</pre></dd>", "</dl>",
    ]
    return lines + ["</div>"]
  }

  private static let code: Set = ["payload", "text", "after", "answer", "remedy"]

  private static func row(_ detail: CampaignFailure.Detail) -> [String] {
    var lines = ["<dt>\(HTMLText.escaped(detail.label))</dt>"]
    let isDifference = detail.lines.dropFirst().contains { sign(of: $0) != nil }
    if isDifference {
      lines.append("<dd>\(HTMLText.excerpt(detail.lines[0]))")
      let rows = detail.lines.dropFirst().map { line in
        let text = HTMLText.excerpt(line)
        switch sign(of: line) {
        case .minus?: return "<del>\u{2212}\(text.dropFirst())</del>"
        case .plus?: return "<ins>\(text)</ins>"
        case nil: return "<span>\(text)</span>"
        }
      }
      lines.append("<pre class=\"difference\">\(rows.joined(separator: "\n"))</pre></dd>")
    } else if code.contains(detail.label) {
      lines.append("<dd><pre>\(detail.lines.map(HTMLText.excerpt).joined(separator: "\n"))</pre></dd>")
    } else {
      lines.append("<dd>\(detail.lines.map(HTMLText.excerpt).joined(separator: "<br>"))</dd>")
    }
    return lines
  }

  private enum Sign { case minus, plus }

  private static func sign(of line: String) -> Sign? {
    line.hasPrefix("- ") ? .minus : line.hasPrefix("+ ") ? .plus : nil
  }
}
