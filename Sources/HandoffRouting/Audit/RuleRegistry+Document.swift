import HandoffContracts
import HandoffRuntime
import HandoffSchema

extension RuleRegistry {
  /// The page `docs/rules.md`: a table of all rules, then each one with its examples.
  package static var document: String {
    let table = infos.map { "| [\($0.id)](#\($0.id)) | \($0.severity.rawValue) | \($0.summary) |" }
    let ofPayloads = infos.filter { $0.subject == .payloads }.map { "`\($0.id)`" }.joined(separator: ", ")
    let sections = infos.map { info in
      """
      ## \(info.id)

      \(info.summary) Severity: \(info.severity.rawValue).

      \(info.why)

      Reported in:

      ```json
      \(info.rejected)
      ```

      What it says there:

      ```text
      \(output(of: info))
      ```

      Not reported in:

      ```json
      \(info.accepted)
      ```

      """
    }
    return """
      # Rules

      Generated from the rules themselves; `handoff rules` prints the table, `handoff explain RULE` one section. A
      finding can be accepted with an entry in the manifest's `allow`:
      `{"rule": "dead-end", "at": "writer", "because": "…"}`.

      | rule | severity | reported when |
      | --- | --- | --- |
      \(table.joined(separator: "\n"))

      `handoff check` tells those about what travels, too: \(ofPayloads).

      \(sections.joined(separator: "\n"))
      ## Rules of `handoff verify`

      What recorded runs are held against; [recording](recording.md#verify) shows how.

      | rule | severity | reported when |
      | --- | --- | --- |
      \(VerificationRule.allCases.map { "| `\($0.rawValue)` | \($0.severity.rawValue) | \($0.summary) |" }.joined(separator: "\n"))

      """
  }

  /// What a rule says of its rejected example.
  private static func output(of info: RuleInfo) -> String {
    guard let system = try? AgentSystem(manifest: Array(info.rejected.utf8), file: "system.json") else {
      return ""
    }
    let findings = RoutingAudit().audit(system).findings.filter { $0.rule.hasSameCodePoints(as: info.id) }
    return findings.map { finding in
      var lines = [finding.location.map { "\($0): " } ?? ""]
      lines[0] +=
        "\(finding.severity.rawValue): \(finding.message) [\(finding.rule)] \(finding.basis.rawValue)"
      if let payload = finding.witness?.payload { lines.append("    payload: \(payload.text(.compact))") }
      if let path = finding.witness?.path, !path.isEmpty {
        lines.append("    path: \(path.joined(separator: ", "))")
      }
      lines.append("    remedy: \(finding.remedy)")
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
