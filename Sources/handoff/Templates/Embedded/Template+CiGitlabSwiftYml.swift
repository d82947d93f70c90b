// Written by EmbeddedTemplateTests from Templates/ci/gitlab-swift.yml; change that file instead.
extension Template {
  static let ciGitlabSwiftYml = Template(
    path: "ci/gitlab-swift.yml",
    text: ##"""
      # Included by .gitlab-ci.yml:
      #   include:
      #     - local: .gitlab/handoff.yml
      handoffs:
        image: swift:6.3
        script:
          - |
            swift test || failed=1
            swift build --product handoff || exit 1
            "$(swift build --show-bin-path)/handoff" audit %system% --format text \
              --format gitlab --output gl-code-quality-report.json || failed=1
            test -z "$failed"
        artifacts:
          when: always
          reports:
            codequality: gl-code-quality-report.json

      """##)
}
