import HandoffContracts
import HandoffSchema

/// Sorts findings by whether the system's owners accept them.
struct AllowanceFilter {
  private let allowances: [Allowance]
  private var placesByRule: [ExactString: [Int]] = [:]

  init(_ allowances: [Allowance]) {
    self.allowances = allowances
    for (place, allowance) in allowances.enumerated() {
      placesByRule[ExactString(allowance.rule), default: []].append(place)
    }
  }

  /// The positions of the findings that stay, those that are accepted, and the places of the allowances that match nothing.
  func apply(to findings: some RandomAccessCollection<Finding>) -> (
    kept: [Int], allowed: [Finding], unused: [Int]
  ) {
    if allowances.isEmpty { return (Array(0..<findings.count), [], []) }
    var kept: [Int] = []
    var allowed: [Finding] = []
    var isUsed = [Bool](repeating: false, count: allowances.count)
    for (position, finding) in findings.enumerated() {
      let candidates = placesByRule[ExactString(finding.rule)] ?? []
      let matching = candidates.filter { matches(finding, allowances[$0]) }
      for place in matching { isUsed[place] = true }
      if matching.isEmpty { kept.append(position) } else { allowed.append(finding) }
    }
    return (kept, allowed, allowances.indices.filter { !isUsed[$0] })
  }

  private func matches(_ finding: Finding, _ allowance: Allowance) -> Bool {
    guard let name = allowance.at else { return true }
    return finding.agents.contains { $0.hasSameCodePoints(as: name) }
      || finding.handoffs.contains { $0.hasSameCodePoints(as: name) }
  }
}
