extension InitPlan {
  /// What is not the declaration: continuous integration, a hook for commits, and a folder for fixtures.
  mutating func addAround(
    _ project: Project, _ language: Project.Language, _ manifest: String, source: String?
  ) {
    let fixtures = "\(Self.folder)/fixtures"
    let fill = { (template: Template) -> String in
      template.text
        .replacing("%system%", with: CompletionScript.quotedIfNeeded(manifest))
        .replacing("%fixtures%", with: fixtures)
        .replacing("%version%", with: ToolVersion.number)
        .replacing("%image%", with: language == .node ? "node:22" : "python:3.13")
        .replacing("%repository%", with: source.flatMap { Self.isAddress($0) ? $0 : nil } ?? "")
    }
    let isSwift = language == .swift
    let hosts = project.hosts.isEmpty ? Project.Host.allCases : project.hosts
    if hosts.contains(.gitHub) {
      files.append(
        File(
          path: ".github/workflows/handoff.yml", text: fill(isSwift ? .ciGithubSwiftYml : .ciGithubYml),
          purpose: "runs all of it on GitHub"))
    }
    if hosts.contains(.gitLab) {
      files.append(
        File(
          path: ".gitlab/handoff.yml", text: fill(isSwift ? .ciGitlabSwiftYml : .ciGitlabYml),
          purpose: "runs all of it on GitLab"))
      files.append(
        File(
          path: ".gitlab-ci.yml", text: fill(.ciGitlabCiYml), purpose: "includes it",
          otherwise: "include the local file .gitlab/handoff.yml there"))
    }
    files.append(
      File(
        path: ".pre-commit-config.yaml", text: fill(.ciPreCommitConfigYaml),
        purpose: "runs the audit before a commit",
        otherwise: "handoff init --show .pre-commit-config.yaml prints what to add"))
    files.append(
      File(
        path: "\(fixtures)/README.md", text: fill(.fixturesREADMEMd),
        purpose: "how the folder gets payloads of each contract, for review"))
  }
}
