import HandoffSchema
import Testing

@Suite("handoff merge", .enabled(if: CheckedConsumer.hasPython, "there is no python3"))
struct MergeCommandTests {
  /// Swallows numbers as texts and refuses high ones.
  private static let defective = CheckedConsumer.loop(
    """
    if isinstance(p, dict) and isinstance(p.get("attempts"), str): p["attempts"] = 1
    answer("too many" if isinstance(p, dict) and p.get("attempts") in (7, 8, 9) else check(p))
    """)

  private func report(
    _ consumer: CheckedConsumer, _ options: String...
  ) throws -> (file: String, json: JSONValue) {
    let outcome = try BuiltTool.run(
      [
        "check", "system.json", "--handoff", "intake->solver", "--no-memory", "--consumer",
        "intake->solver=python3 agent.py", "--format", "json",
      ] + options, in: consumer.folder.path(""))
    let name = "\(options.joined().filter { $0.isLetter || $0.isNumber }).json"
    return (try consumer.folder.add(name, outcome.output), try JSONValue(parsing: outcome.output))
  }

  private func names(_ value: JSONValue?) -> Set<JSONValue> { Set(value?.arrayValue ?? []) }

  @Test func `shards together say what the whole run says`() throws {
    let consumer = try CheckedConsumer(Self.defective)
    let whole = try report(consumer).json
    let parts = try (1...3).map { try report(consumer, "--shard", "\($0)/3").file }
    let outcome = try BuiltTool.run(["merge"] + parts.reversed() + ["--format", "json"])
    #expect(outcome.status == 1, "\(outcome.errors)")
    let merged = try JSONValue(parsing: outcome.output)
    let (one, other) = (try #require(whole["handoffs"]?[0]), try #require(merged["handoffs"]?[0]))
    #expect(merged["complete"] == true)
    #expect(merged["findings"] == whole["findings"])
    #expect(other["cases"] == one["cases"])
    #expect(other["verdict"] == one["verdict"])
    for count in ["reached", "of", "caught"] { #expect(other["coverage"]?[count] == one["coverage"]?[count]) }
    #expect(one["coverage"]?["modes"] != nil)
    #expect(other["coverage"]?["modes"] == one["coverage"]?["modes"])
    for list in ["escaped", "missed", "unreachable"] {
      #expect(names(other["coverage"]?[list]) == names(one["coverage"]?[list]), "\(list)")
    }
    func causes(_ handoff: JSONValue) -> Set<JSONValue> {
      names(
        .array(
          (handoff["failures"]?.arrayValue ?? []).map {
            [$0["class"] ?? .null, $0["occurrences"] ?? .null, $0["confirmation"] ?? .null]
          }))
    }
    #expect(causes(other) == causes(one))
    #expect(causes(one).count == 2)
  }

  @Test func `a shard that is missing makes the run incomplete`() throws {
    let consumer = try CheckedConsumer(CheckedConsumer.loop("answer(check(p))"))
    let parts = try (1...2).map { try report(consumer, "--cases", "40", "--shard", "\($0)/3").file }
    let outcome = try BuiltTool.run(["merge"] + parts)
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("fell short:  no report of shard 3\n"), "\(outcome.output)")
  }

  @Test func `what is no part of one run is refused by name`() throws {
    let consumer = try CheckedConsumer(CheckedConsumer.loop("answer(check(p))"))
    let part = try report(consumer, "--cases", "8", "--shard", "1/2").file
    let other = try report(consumer, "--cases", "8", "--shard", "2/2", "--seed", "9").file
    let whole = try report(consumer, "--cases", "8").file
    #expect(
      try BuiltTool.run("merge", part, part).errors
        == "handoff merge: shard 1 is given twice; give each once\n")
    let foreign = try BuiltTool.run("merge", part, other)
    #expect(foreign.status == 2)
    #expect(foreign.errors.contains("is a part of another run"), "\(foreign.errors)")
    #expect(try BuiltTool.run("merge", whole).errors.contains("written with --shard"))
  }
}
