import HandoffContracts
import HandoffSchema

/// JUnit's XML, as continuous integration reads it: a test case for each rule or handoff.
///
/// The schema of Apache Maven Surefire's test reports.
package enum JUnitFormat: ProblemFormat {
  /// The name on the command line.
  package static let name = "junit"
  /// What reads it.
  package static let summary = "JUnit XML, a test case for each rule or handoff"

  /// Writes a report.
  package static func text(of report: Report, version: String) -> String {
    var byUnit: [String: [Report.Item]] = [:]
    for item in report.items { byUnit[item.unit, default: []].append(item) }
    var counts = (failures: 0, errors: 0, skipped: 0)
    var cases: [String] = []
    for unit in report.units {
      let items = byUnit[unit.name] ?? []
      let failing = items.filter { $0.severity >= report.threshold }
      var inside: [String] = []
      if let first = failing.first {
        counts.failures += 1
        let body = failing.map { $0.text() }.joined(separator: "\n\n")
        inside.append(
          "<failure type=\"\(escaped(first.rule))\" message=\"\(escaped(first.message))\">\(escaped(body, keepsLines: true))</failure>"
        )
      } else if case .undecided(let reason) = unit.state {
        counts.errors += 1
        inside.append("<error type=\"undecided\" message=\"\(escaped(reason))\"/>")
      } else if case .skipped(let reason) = unit.state {
        counts.skipped += 1
        inside.append("<skipped message=\"\(escaped(reason))\"/>")
      }
      let others = items.filter { $0.severity < report.threshold }
      if !others.isEmpty {
        let body = others.map { "\($0.severity.rawValue): \($0.text())" }.joined(separator: "\n\n")
        inside.append("<system-out>\(escaped(body, keepsLines: true))</system-out>")
      }
      cases.append(testCase(unit, in: report, inside))
    }
    let numbers =
      "tests=\"\(report.units.count)\" failures=\"\(counts.failures)\" errors=\"\(counts.errors)\" "
      + "skipped=\"\(counts.skipped)\""
    let suite = escaped("handoff \(report.command) \(report.system)")
    let lines =
      [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites \(numbers)>",
        "  <testsuite name=\"\(suite)\" \(numbers)>",
      ] + cases + ["  </testsuite>", "</testsuites>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func testCase(_ unit: Report.Unit, in report: Report, _ inside: [String]) -> String {
    let file = escaped(report.file)
    let head =
      "    <testcase classname=\"\(escaped("\(report.system).\(report.command)"))\" "
      + "name=\"\(escaped(unit.name))\" file=\"\(file)\""
    guard !inside.isEmpty else { return head + "/>" }
    return ([head + ">"] + inside.map { "      " + $0 } + ["    </testcase>"]).joined(separator: "\n")
  }

  private static func escaped(_ text: String, keepsLines: Bool = false) -> String {
    guard keepsLines else { return XMLText.escaped(TerminalText.line(text)) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map {
      XMLText.escaped(TerminalText.line(String($0)))
    }.joined(separator: "\n")
  }
}
