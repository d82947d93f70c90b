import Foundation
import HandoffSchema
import Testing

@testable import handoff

/// What `Templates/release/pack` makes, and that the workflows which `handoff init` writes can use it.
@Suite("Release")
struct ReleaseTests {
  /// A release of the program as it was built for the tests, in the folder in which a download address ends.
  private static func release(in folder: TemporaryFolder) throws -> String {
    let output = folder.path("releases/download/\(ToolVersion.number)")
    let pack = "Templates/release/pack"
    let outcome = try Shell.run(
      """
      set -e
      printf '#!/bin/sh\\nexec "%s" "$@"\\n' '\(BuiltTool.path)' >'\(folder.path("handoff"))'
      chmod +x '\(folder.path("handoff"))'
      \(pack) \(ToolVersion.number) '\(output)' '\(folder.path("handoff"))'
      \(pack) --bundle \(ToolVersion.number) '\(output)'
      """)
    try #require(outcome.status == 0, "\(outcome)")
    return output
  }

  @Test func `archives, checksums and a bundle that the package manager can read`() throws {
    let folder = try TemporaryFolder()
    let output = try Self.release(in: folder)
    let outcome = try Shell.run(
      """
      set -e
      cd '\(output)' && for sum in *.sha256; do sha256sum --check --quiet "$sum"; done
      python3 -m zipfile -l handoff.artifactbundle.zip | grep -q info.json
      handoff.artifactbundle/handoff-*/bin/handoff --version
      cat handoff.artifactbundle/info.json
      """)
    #expect(outcome.status == 0, "\(outcome)")
    let parts = outcome.output.split(separator: "\n", maxSplits: 1)
    #expect(parts.first == Substring(ToolVersion.line))
    let info = try JSONValue(parsing: String(parts.last ?? ""))
    let artifact = try #require(info["artifacts"]?["handoff"])
    #expect(info["schemaVersion"] == "1.0")
    #expect(artifact["type"] == "executable" && artifact["version"] == .string(ToolVersion.number))
    let path = try #require(artifact["variants"]?[0]?["path"]?.stringValue)
    #expect(FileManager.default.isExecutableFile(atPath: "\(output)/handoff.artifactbundle/\(path)"))
  }

  @Test func `a program of another version is not packed`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Shell.run("Templates/release/pack 9.9.9 '\(folder.path("out"))' '\(BuiltTool.path)'")
    #expect(outcome.status != 0)
    #expect(outcome.errors == "the program is not version 9.9.9\n")
    #expect(folder.names(in: "out") == [])
  }

  @Test func `a program that is built for a release tells its commit, and the sources are left as they were`()
    throws
  {
    let (checkout, output) = (try TemporaryFolder(), try TemporaryFolder())
    // Stands for the compiler: the program prints its version and the stamp that it was built with.
    _ = try checkout.add(
      "swift",
      """
      #!/bin/bash
      case "$*" in
        "sdk list") ;;
        *--show-bin-path) echo "$PWD/built" ;;
        *) mkdir -p built
          { echo '#!/bin/sh'; echo 'echo "handoff \(ToolVersion.number) ('"$(grep -o '"[0-9a-f]*"' Sources/handoff/Version/BuildStamp.swift)"')"'; } >built/handoff
          chmod +x built/handoff ;;
      esac
      """)
    let outcome = try Shell.run(
      """
      set -e
      copied=(Templates/release/pack Sources/handoff/Version/BuildStamp.swift LICENSE README.md CHANGELOG.md)
      tar -cf - "${copied[@]}" | tar -xf - -C '\(checkout.path(""))'
      cd '\(checkout.path(""))' && chmod +x swift && export PATH="$PWD:$PATH"
      git init --quiet && git add . && git -c user.name=a -c user.email=a@b.c commit --quiet --message all
      Templates/release/pack \(ToolVersion.number) '\(output.path(""))'
      git diff --exit-code
      tar -xzf '\(output.path(""))'/*.tar.gz && ./handoff-*/bin/handoff && git rev-parse HEAD
      """)
    #expect(outcome.status == 0, "\(outcome)")
    let lines = outcome.output.split(separator: "\n").suffix(2)
    #expect(lines.first == "handoff \(ToolVersion.number) (\(lines.last ?? ""))")
    #expect(output.names(in: "").count == 2)
  }

  /// What a shell says to the steps of the workflow that a project gets, and the statuses of Audit and Check.
  private static func workflow(in project: TemporaryFolder, _ release: TemporaryFolder) throws -> [String:
    BuiltTool.Outcome]
  {
    let text = try #require(project.text(".github/workflows/handoff.yml"))
    var outcomes: [String: BuiltTool.Outcome] = [:]
    let runner = project.path("runner")
    try FileManager.default.createDirectory(atPath: runner, withIntermediateDirectories: true)
    for step in WorkflowStep.all(in: text) {
      outcomes[step.name] = try Shell.run(
        """
        set -e -o pipefail
        export RUNNER_TEMP='\(runner)' GITHUB_PATH='\(runner)/path' GITHUB_STEP_SUMMARY='\(runner)/step-summary'
        export HANDOFF_REPOSITORY='file://\(release.path(""))' HANDOFF_VERSION=\(ToolVersion.number)
        PATH="$(tail -n 1 "$GITHUB_PATH" 2>/dev/null || true):$PATH"
        cd '\(project.path(""))'
        \(step.script)
        """)
    }
    return outcomes
  }

  /// What a shell says to the job for GitLab that a project gets: its scripts run as one.
  private static func job(in project: TemporaryFolder, _ release: TemporaryFolder) throws -> BuiltTool.Outcome
  {
    let steps = WorkflowStep.all(in: try #require(project.text(".gitlab/handoff.yml")))
    #expect(steps.map(\.name) == ["before_script", "script"])
    return try Shell.run(
      """
      set -e -o pipefail
      export HANDOFF_REPOSITORY='file://\(release.path(""))' HANDOFF_VERSION=\(ToolVersion.number)
      cd '\(project.path(""))'
      \(steps.map(\.script).joined(separator: "\n"))
      """)
  }

  @Test func `a job for GitLab that init wrote is red for a broken agent and green for the mended one`()
    throws
  {
    let (project, release) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try Self.release(in: release)
    _ = try project.add(".gitlab-ci.yml", "stages: [test]\n")
    #expect(try BuiltTool.run(["init", "--language", "python"], in: project.path("")).status == 0)
    let green = try Self.job(in: project, release)
    #expect(green.status == 0, "\(green)")
    for report in ["gl-code-quality-report.json", "handoff-junit.xml", "handoff-report.html"] {
      #expect(project.text(report)?.isEmpty == false, "\(report)")
    }

    let worker = try #require(project.text("handoff/worker.py"))
    _ = try project.add(
      "handoff/worker.py", worker.replacing("\"amount\": order", with: "\"amount\": \"%d\" % order"))
    let red = try Self.job(in: project, release)
    #expect(red.status == 1)
    #expect(project.text("handoff-junit.xml")?.contains("invalid-answer") == true)
  }

  @Test func `the hook before a commit is red for a manifest that cannot work`() throws {
    let project = try TemporaryFolder()
    #expect(try BuiltTool.run(["init", "--language", "python"], in: project.path("")).status == 0)
    let hook = try #require(project.text(".pre-commit-config.yaml"))
    let entry = try #require(hook.firstMatch(of: /entry: handoff (.*)/)?.1)
    func commit() throws -> Int32 {
      try Shell.run("cd '\(project.path(""))' && '\(BuiltTool.path)' \(entry)").status
    }
    #expect(try commit() == 0)
    let manifest = try #require(project.text("handoff/system.json"))
    _ = try project.add("handoff/system.json", manifest.replacing("\"entry\"", with: "\"entri\""))
    #expect(try commit() == 2)
  }

  @Test func `a workflow that init wrote is red for a broken agent and green for the mended one`() throws {
    let (project, release) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try Self.release(in: release)
    #expect(try BuiltTool.run(["init", "--language", "python"], in: project.path("")).status == 0)
    let green = try Self.workflow(in: project, release)
    #expect(Set(green.keys) == ["Install handoff", "Audit", "Check", "Fixtures"])
    for (name, outcome) in green { #expect(outcome.status == 0, "\(name): \(outcome)") }
    #expect(project.text("handoff-report.html")?.hasPrefix("<!DOCTYPE html>") == true)

    let worker = try #require(project.text("handoff/worker.py"))
    let careless = worker.replacing("\"amount\": order", with: "\"amount\": \"%d\" % order")
    #expect(careless != worker)
    _ = try project.add("handoff/worker.py", careless)
    let red = try Self.workflow(in: project, release)
    #expect(red["Audit"]?.status == 0)
    let check = try #require(red["Check"])
    #expect(check.status == 1)
    #expect(
      check.output.contains("  invalid-answer: ")
        && check.output.contains("\n::error file=handoff/system.json,"))
    #expect(project.text("runner/step-summary")?.contains("invalid-answer") == true)
  }

  @Test func `the workflow of this package's release calls what is there`() throws {
    let text = try String(
      contentsOf: Here.root.appendingPathComponent("Templates/release/release.yml"), encoding: .utf8)
    #expect(
      WorkflowStep.all(in: text).map(\.name) == ["Install the static SDK", "Pack", "Bundle", "Publish"])
    for step in WorkflowStep.all(in: text) where step.script.contains("Templates/") {
      #expect(step.script.contains("Templates/release/pack "))
    }
  }
}
