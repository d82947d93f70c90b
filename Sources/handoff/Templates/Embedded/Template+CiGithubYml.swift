// Written by EmbeddedTemplateTests from Templates/ci/github.yml; change that file instead.
extension Template {
  static let ciGithubYml = Template(
    path: "ci/github.yml",
    text: ##"""
      name: Handoffs
      on: [push, pull_request]
      permissions:
        contents: read
      jobs:
        handoffs:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            # What your agents need in order to start is installed here.
            - name: Install handoff
              env:
                # The address of Handoff's repository: a variable of this repository, or written here.
                HANDOFF_REPOSITORY: ${{ vars.HANDOFF_REPOSITORY || '%repository%' }}
                HANDOFF_VERSION: %version%
              run: |
                : "${HANDOFF_REPOSITORY:?set the variable HANDOFF_REPOSITORY to the address of the repository of Handoff}"
                name=handoff-$HANDOFF_VERSION-linux-$(uname -m)
                cd "$RUNNER_TEMP"
                for file in "$name.tar.gz" "$name.tar.gz.sha256"; do
                  curl --fail --silent --show-error --location --retry 3 --output "$file" \
                    "$HANDOFF_REPOSITORY/releases/download/$HANDOFF_VERSION/$file"
                done
                sha256sum --check "$name.tar.gz.sha256"
                tar -xzf "$name.tar.gz"
                echo "$RUNNER_TEMP/$name/bin" >> "$GITHUB_PATH"
            - name: Audit
              run: |
                handoff audit %system% --format text --format github --output "$RUNNER_TEMP/audit" || status=$?
                cat "$RUNNER_TEMP/audit"
                exit "${status:-0}"
            - name: Check
              if: ${{ !cancelled() }}
              run: |
                handoff check %system% --no-memory --format text \
                  --format github --output "$RUNNER_TEMP/check" \
                  --format markdown --output "$RUNNER_TEMP/summary" \
                  --format html --output handoff-report.html || status=$?
                cat "$RUNNER_TEMP/check"
                cat "$RUNNER_TEMP/summary" >> "$GITHUB_STEP_SUMMARY"
                exit "${status:-0}"
            - name: Fixtures
              if: ${{ !cancelled() }}
              run: |
                test ! -e %fixtures%/index.json || handoff fixtures %system% --output %fixtures% --check
            - uses: actions/upload-artifact@v4
              if: ${{ !cancelled() }}
              with:
                name: handoff-report
                path: handoff-report.html
                if-no-files-found: ignore

      """##)
}
