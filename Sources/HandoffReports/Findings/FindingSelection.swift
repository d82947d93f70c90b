import HandoffContracts

/// The findings that a text shows: of each rule so many, the most severe ones, in their order.
struct FindingSelection {
  private(set) var shown: [Finding]
  /// How many of which rule are not shown, in the order of the first finding of each rule.
  private(set) var hidden: [(rule: String, count: Int)] = []

  init(of findings: [Finding], limit: Int?) {
    shown = findings
    guard let limit, findings.count > limit else { return }
    var places: [String: [Int]] = [:]
    var rules: [String] = []
    for (place, finding) in findings.enumerated() {
      if places[finding.rule] == nil { rules.append(finding.rule) }
      places[finding.rule, default: []].append(place)
    }
    var isHidden = [Bool](repeating: false, count: findings.count)
    for rule in rules {
      guard let all = places[rule], all.count > limit else { continue }
      // Equally severe ones in their order.
      let ranked = all.sorted { (findings[$1].severity, $0) < (findings[$0].severity, $1) }
      for place in ranked.dropFirst(limit) { isHidden[place] = true }
      hidden.append((rule, all.count - limit))
    }
    shown = zip(findings, isHidden).filter { !$1 }.map(\.0)
  }
}
