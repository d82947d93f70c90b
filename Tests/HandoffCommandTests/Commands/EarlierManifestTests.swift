import HandoffSchema
import Testing

@Suite(
  "handoff check: an earlier version of the manifest",
  .enabled(if: CheckedConsumer.hasPython, "there is no python3 to run consumers with"))
struct EarlierManifestTests {
  /// Takes what its contract was before, too: a number in place of the code.
  private static let lenient = CheckedConsumer.loop(
    """
    if isinstance(p, dict) and isinstance(p.get("id"), int) and p["id"] > 7: p["id"] = "T-0000"
    answer(check(p))
    """)

  private static let earlier = CheckedConsumer.manifest.replacing(
    #""id": {"type": "string", "pattern": "^T-[0-9]{4}$"}"#,
    with: #""id": {"type": "integer", "minimum": 1000}"#)

  @Test func `a consumer that still takes what the contract was before is told of, and can be run again`()
    throws
  {
    let consumer = try CheckedConsumer(Self.lenient)
    _ = try consumer.folder.add("before.json", Self.earlier)
    let outcome = try consumer.check("--earlier", "before.json", "--format", "json", "--no-memory")
    let failures = try CheckedConsumer.failures(outcome)
    #expect(failures.map { $0["class"] } == ["silent-acceptance"], "\(outcome.output)\(outcome.errors)")
    let failure = try #require(failures.first)
    #expect(
      failure["ways"]?.arrayValue?.contains { $0["operator"] == "older-payload" } == true, "\(failure)")
    let token = try #require(failure["replay"]?.stringValue)
    let again = try consumer.check("--earlier", "before.json", "--no-memory", "--replay", token)
    #expect(again.status == 1, "\(again.output)\(again.errors)")
    #expect(again.output.contains("--earlier before.json --replay"), "\(again.output)")
  }

  @Test func `a version that differs in nothing changes nothing`() throws {
    let consumer = try CheckedConsumer(CheckedConsumer.loop("answer(check(p))"))
    let plain = try consumer.check("--no-memory")
    #expect(plain.status == 0)
    let same = try consumer.check("--no-memory", "--earlier", "system.json")
    #expect(same.status == 0, "\(same.output)\(same.errors)")
    #expect(same.output == plain.output)
  }

  @Test func `a version that cannot be read is an error before anything is run`() throws {
    let consumer = try CheckedConsumer(CheckedConsumer.loop("answer(check(p))"))
    let outcome = try consumer.check("--no-memory", "--earlier", "before.json")
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("before.json"))
  }
}
