import HandoffContracts

extension RuleRegistry {
  /// The page `docs/rules.md`: a table of all rules, then each one with its examples.
  package static var document: String {
    let table = infos.map { "| [\($0.id)](#\($0.id)) | \($0.severity.rawValue) | \($0.summary) |" }
    let sections = infos.map { info in
      """
      ## \(info.id)

      \(info.summary) Severity: \(info.severity.rawValue).

      \(info.why)

      Reported in:

      ```json
      \(info.rejected)
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

      \(sections.joined(separator: "\n"))
      """
  }
}
