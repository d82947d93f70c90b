// Written by EmbeddedTemplateTests from Templates/fixtures/README.md; change that file instead.
extension Template {
  static let fixturesREADMEMd = Template(
    path: "fixtures/README.md",
    text: ##"""
      # Payloads of each contract

      Fill this folder, and renew it when a contract changes, with

          handoff fixtures %system% --output %fixtures%

      For each contract it then holds payloads that keep it, payloads that break it in one way each, and its failures. Commit
      them: a change of a contract then shows in review as payloads that come and go. CI fails where they are stale.

      """##)
}
