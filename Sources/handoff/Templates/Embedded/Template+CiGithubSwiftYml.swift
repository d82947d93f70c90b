// Written by EmbeddedTemplateTests from Templates/ci/github-swift.yml; change that file instead.
extension Template {
  static let ciGithubSwiftYml = Template(
    path: "ci/github-swift.yml",
    text: ##"""
      name: Handoffs
      on: [push, pull_request]
      permissions:
        contents: read
      jobs:
        handoffs:
          runs-on: ubuntu-latest
          container: swift:6.3
          steps:
            - uses: actions/checkout@v4
            - name: Tests
              run: |
                swift test
            - name: Audit
              if: ${{ !cancelled() }}
              run: |
                swift build --product handoff
                handoff=$(swift build --show-bin-path)/handoff
                "$handoff" audit %system% --format text \
                  --format github --output "$RUNNER_TEMP/audit" \
                  --format markdown --output "$RUNNER_TEMP/summary" || status=$?
                cat "$RUNNER_TEMP/audit"
                cat "$RUNNER_TEMP/summary" >> "$GITHUB_STEP_SUMMARY"
                exit "${status:-0}"

      """##)
}
