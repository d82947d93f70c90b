import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Baselines of audits")
struct AuditBaselineTests {
  private func finding(
    _ rule: String, _ agents: [String] = ["a"], payload: JSONValue? = nil, line: Int = 1
  ) -> Finding {
    Finding(
      rule: rule, severity: .error, message: "at line \(line)", agents: agents,
      witness: payload.map { Finding.Witness(payload: $0) }, remedy: "r",
      location: SourceLocation(file: "f.json", line: line))
  }

  private func compared(_ findings: [Finding], with known: [Finding]) -> AuditReport {
    AuditReport(system: "s", findings: findings).compared(with: AuditBaseline(known))
  }

  @Test func `a finding is known again where it has moved, is worded otherwise and shows other values`() {
    let old = finding("dead-end", payload: ["n": 1, "t": ["x"]])
    let new = finding("dead-end", payload: ["t": ["y", "z"], "n": 20.5], line: 9)
    let report = compared([new], with: [old])
    #expect(report.findings == [])
    #expect(report.comparison == AuditReport.Comparison(known: 1, gone: []))
    // Nor does it matter in which order the manifest has the agents.
    let named = compared([finding("loop-trap", ["b", "a"])], with: [finding("loop-trap", ["a", "b"])])
    #expect(named.findings == [])
  }

  @Test func `another rule, other names, another class of witness and one more of the same are new`() {
    let old = finding("dead-end", payload: ["n": 1])
    for other in [
      finding("no-finish", payload: ["n": 1]), finding("dead-end", ["b"], payload: ["n": 1]),
      finding("dead-end", payload: ["n": "x"]), finding("dead-end", payload: ["m": 1]), finding("dead-end"),
    ] {
      let report = compared([other], with: [old])
      #expect(report.findings == [other])
      #expect(report.comparison?.known == 0)
      #expect(report.comparison?.gone == [AuditBaseline.Entry(old)])
    }
    #expect(compared([old, old], with: [old]).findings == [old])
    // Names are compared by their code points.
    let composed = finding("dead-end", ["caf\u{E9}"])
    #expect(compared([finding("dead-end", ["cafe\u{301}"])], with: [composed]).findings.count == 1)
  }

  @Test func `what is gone is told once for each finding, in the order of the file`() {
    let known = ["x", "y", "x"].map { finding("dead-end", [$0]) }
    let report = compared([finding("dead-end", ["x"])], with: known)
    #expect(report.comparison?.gone.map(\.agents) == [["x"], ["y"]])
  }

  @Test func `a baseline is read as it was written`() throws {
    let baseline = AuditBaseline([
      finding("dead-end"), finding("no-finish", ["a", "\"\n"], payload: [1, "x"]),
    ])
    #expect(try AuditBaseline(json: baseline.json) == baseline)
    #expect(try AuditBaseline(json: JSONValue(parsing: baseline.json.text(.pretty))) == baseline)
  }

  @Test(arguments: [
    ("[]", ""), (#"{"handoffBaseline": 2, "findings": []}"#, ""), (#"{"handoffBaseline": 1}"#, "/findings"),
    (#"{"handoffBaseline": 1, "findings": [{"rule": "x", "agents": [1], "handoffs": []}]}"#, "/findings/0"),
  ])
  func `what is no baseline is refused with its location`(text: String, pointer: String) throws {
    let value = try JSONValue(parsing: text)
    let error = #expect(throws: AuditBaseline.ReadingError.self) { try AuditBaseline(json: value) }
    #expect(error?.pointer.description == pointer)
  }
}
