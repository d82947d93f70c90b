// Written by EmbeddedTemplateTests from Templates/ci/gitlab-ci.yml; change that file instead.
extension Template {
  static let ciGitlabCiYml = Template(
    path: "ci/gitlab-ci.yml",
    text: ##"""
      include:
        - local: .gitlab/handoff.yml

      """##)
}
