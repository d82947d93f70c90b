// Written by EmbeddedTemplateTests from Templates/ci/pre-commit-config.yaml; change that file instead.
extension Template {
  static let ciPreCommitConfigYaml = Template(
    path: "ci/pre-commit-config.yaml",
    text: ##"""
      # See https://pre-commit.com. The hook needs `handoff` on the path.
      repos:
        - repo: local
          hooks:
            - id: handoff-audit
              name: audit of the handoffs
              entry: handoff audit %system%
              language: system
              files: \.json$
              pass_filenames: false

      """##)
}
