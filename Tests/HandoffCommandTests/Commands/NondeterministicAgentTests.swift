import HandoffSchema
import Testing

@Suite("Agents that are random by nature", .enabled(if: CheckedConsumer.hasPython, "there is no python3"))
struct NondeterministicAgentTests {
  /// Refuses what it should take in a share of the runs, by a random sequence that is always the same.
  private static func moody(_ share: String) -> String {
    "import random\nluck = random.Random(7)\n"
      + CheckedConsumer.loop("answer(\"not now\" if luck.random() < \(share) else check(p))")
  }

  private func check(_ share: String, isDeclared: Bool, _ options: String...) throws -> BuiltTool.Outcome {
    let folder = try TemporaryFolder()
    let random = isDeclared ? #", "nondeterministic": true"# : ""
    let manifest = CheckedConsumer.manifest.replacing(
      #""produces": "reply", "finishes": true"#,
      with: #""produces": "reply", "finishes": true, "command": ["python3", "agent.py"]"# + random)
    _ = try folder.add("system.json", manifest)
    _ = try folder.add("agent.py", Self.moody(share))
    return try BuiltTool.run(
      ["check", "system.json", "--no-memory", "--handoff", "intake->solver"] + options, in: folder.path(""))
  }

  @Test func `a rate below what is allowed passes and is told, where the agent is declared to be random`()
    throws
  {
    let outcome = try check("0.01", isDeclared: true)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("within the 5.0 % that are allowed"), "\(outcome.output)")
    #expect(try check("0.01", isDeclared: false).status == 1)
  }

  @Test func `a rate above what is allowed fails with its interval`() throws {
    let failures = try CheckedConsumer.failures(
      check("0.3", isDeclared: true, "--format", "json", "--cases", "80"))
    let confirmation = try #require(failures.first?["confirmation"])
    #expect(confirmation["state"] == "flaky")
    #expect(confirmation["runs"] == 400)
    #expect(failures.count == 1)
    #expect(try check("0.3", isDeclared: true, "--allow-rate", "0.5", "--cases", "80").status == 0)
  }
}
