import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

/// What has to hold for every manifest: written and read back it says the same.
@Suite("Manifest laws")
struct ManifestLawTests {
  @Test func `there are example systems`() {
    #expect(Fixtures.files(in: "systems").count >= 3)
  }

  @Test(arguments: Fixtures.files(in: "systems"))
  func `an example reads back equal`(file: URL) throws {
    try check(AgentSystem(manifest: bytes(of: file), file: file.lastPathComponent))
  }

  @Test(.enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
  func `every manifest from outside reads back equal`() throws {
    let folder = try #require(Corpora.folder).appendingPathComponent("routing", isDirectory: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".manifest.json") }.sorted()
    #expect(names.count >= 30)
    for name in names {
      try check(AgentSystem(manifest: bytes(of: folder.appendingPathComponent(name)), file: name))
    }
  }

  @Test func `a generated system reads back equal`() throws {
    for seed in 0..<400 {
      var generator = RandomSystem(seed: UInt64(seed))
      let system = generator.system()
      #expect(system.problems == [], "seed \(seed)")
      try check(system)
    }
  }

  @Test func `schemas that are written alike at the beginning are told apart`() throws {
    var json = RandomJSON(seed: 3)
    var values: [JSONValue] = [
      [:], [], [[:]], [[]], ["a": [:]], ["a": []], ["a": 1], ["a": 12], ["a": [1]], ["a": [[1]]],
      ["a": [1, [:]]],
      ["a": [[1], [:]]], ["a": "x"], ["a": "x\""], ["a": "x\"}"], ["a": true], ["a": nil],
      ["a": ["b": 1], "c": 1],
      ["a": ["b": 1, "c": 1]],
    ]
    values += (0..<200).map { _ in json.value() }
    values += values.reversed()
    // The bare value last, so that its end is the guard's.
    let guards = values.map { JSONValue.object(["const": $0]).text() }
    let handoffs = guards.map { "{\"from\":\"a\",\"to\":\"a\",\"when\":\($0)}" }
    let text = """
      {"handoffSystem": 1, "name": "s", "entry": "a", "agents": {"a": {}}, "handoffs": [\(handoffs.joined(separator: ","))]}
      """
    let system = try AgentSystem(manifest: Array(text.utf8), file: "m.json")
    for (index, value) in values.enumerated() {
      #expect(system.handoffs[index].when?.text() == JSONValue.object(["const": value]).text())
    }
  }

  @Test func `of members of one name the last one's value is read, in the first one's place`() {
    func told(_ members: String) -> [String] {
      let text = """
        {"handoffSystem": 1, "name": "s", "name": "t", "entry": "a", "agents": {"a": {}}, "handoffs": [{"from": "a",
        \(members), "to": "a", "parallel": 1}]}
        """
      let error = #expect(throws: ManifestError.self) {
        try AgentSystem(manifest: Array(text.utf8), file: "m.json")
      }
      return error?.problems.map(\.description) ?? []
    }
    let name = "m.json:1:35: /name: the member \"name\" stands here a second time"
    func repeated(_ column: Int, _ member: String = "limit") -> String {
      "m.json:2:\(column): /handoffs/0/\(member): the member \"\(member)\" stands here a second time"
    }
    let parallel = { (column: Int) in
      "m.json:2:\(column): /handoffs/0/parallel: expected the name of a group, found 1"
    }
    #expect(told(#""limit": "x", "limit": 2"#) == [name, repeated(15), parallel(50)])
    #expect(
      told(#""limit": 2, "limit": 2, "limit": "x""#) == [
        name, repeated(13), repeated(25),
        "m.json:2:34: /handoffs/0/limit: expected an integer from 1, found \"x\"", parallel(62),
      ])
    #expect(
      told(#""on": {"failure": 1, "failure": "f"}, "on": {"failure": 2, "failure": "g"}"#) == [
        name, "m.json:2:22: /handoffs/0/on/failure: the member \"failure\" stands here a second time",
        repeated(39, "on"),
        "m.json:2:60: /handoffs/0/on/failure: the member \"failure\" stands here a second time",
        parallel(100),
      ])
  }

  private func check(_ system: AgentSystem) throws {
    let text = system.manifest.text(.pretty)
    let back = try AgentSystem(manifest: Array(text.utf8), file: "back.json")
    #expect(back == system)
    #expect(back.problems == [])
    // The text is equal too, so that order and number literals are kept.
    #expect(back.manifest.text(.pretty) == text)
  }

  private func bytes(of file: URL) throws -> [UInt8] {
    Array(try Data(contentsOf: file))
  }
}
