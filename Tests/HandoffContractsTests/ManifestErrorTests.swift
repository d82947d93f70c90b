import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

/// What is said about manifests that cannot be read: all of it, in one run, each on one line.
@Suite("Manifest errors")
struct ManifestErrorTests {
  @Test func `there are examples of broken manifests`() {
    #expect(Fixtures.files(in: "manifests/err").count >= 12)
  }

  @Test(arguments: Fixtures.files(in: "manifests/err"))
  func `a broken manifest is told everything that is wrong with it`(file: URL) throws {
    let error = #expect(throws: ManifestError.self) {
      try AgentSystem(manifest: bytes(of: file), file: file.lastPathComponent)
    }
    let golden = GoldenFile(file.deletingPathExtension().appendingPathExtension("expected.txt"))
    let text = try #require(error).description + "\n"
    #expect(try golden.difference(from: text, suite: "ManifestErrorTests") == nil)
  }

  @Test func `a problem is a value with its place`() throws {
    let text = """
      { "handoffSystem": 1, "name": "x", "entry": "a",
        "agents": { "a": { "limmit": 3 } } }
      """
    let error = #expect(throws: ManifestError.self) {
      try AgentSystem(manifest: Array(text.utf8), file: "x.json")
    }
    let problem = try #require(error?.problems.first)
    #expect(error?.problems.count == 1)
    #expect(problem.pointer == JSONPointer(tokens: ["agents", "a", "limmit"]))
    #expect(
      problem.location
        == HandoffContracts.SourceLocation(file: "x.json", line: 2, column: 22, pointer: "/agents/a/limmit"))
    guard case .unknownMember("limmit", let known, nearest: "limit") = problem.reason else {
      Issue.record("unexpected reason: \(problem.reason)")
      return
    }
    #expect(known.contains("limitResets"))
  }

  @Test func `a hundred thousand problems are counted and ten thousand kept`() throws {
    let handoff = "{\"from\": \"a\", \"to\": \"b\", \"limit\": -1}"
    let text =
      "{\"handoffSystem\": 1, \"name\": \"x\", \"entry\": \"a\", \"agents\": {}, \"handoffs\": ["
      + Array(repeating: handoff, count: 100_000).joined(separator: ",") + "]}"
    let error = #expect(throws: ManifestError.self) {
      try AgentSystem(manifest: Array(text.utf8), file: "x.json")
    }
    #expect(error?.problems.count == ManifestError.keptProblems)
    #expect(error?.omitted == 90_000)
    #expect(error?.description.hasSuffix("x.json: 90000 more problems are not shown") == true)
  }

  @Test func `names that differ only in their code points are two names`() throws {
    let text = """
      { "handoffSystem": 1, "name": "x", "entry": "a",
        "agents": { "caf\\u00e9": {}, "cafe\\u0301": { "produces": "caf\\u00e9" } },
        "contracts": { "cafe\\u0301": { "output": true } } }
      """
    let error = #expect(throws: ManifestError.self) {
      try AgentSystem(manifest: Array(text.utf8), file: "x.json")
    }
    #expect(error?.problems.map(\.pointer) == [JSONPointer(tokens: ["agents", "cafe\u{301}", "produces"])])
  }

  private func bytes(of file: URL) throws -> [UInt8] {
    Array(try Data(contentsOf: file))
  }

  @Test func `equal schemas that do not compile are told wherever they stand`() {
    let broken = #"{"type": "object", "properties": {"n": {"minimum": "1"}}}"#
    let sound = #"{"type": "object", "properties": {"n": {"minimum": 1}}}"#
    func told(_ schema: String) -> [String] {
      let contract = "{\"output\": \(schema), \"failures\": {\"f\": {\"schema\": \(schema)}}}"
      let text = """
        {"handoffSystem": 1, "name": "s", "entry": "a",
        "contracts": {"c": \(contract), "d": \(contract)},
        "agents": {"a": {"accepts": \(schema)}, "b": {"accepts": \(schema)}},
        "handoffs": [{"from": "a", "to": "b", "when": \(schema)}, {"from": "b", "to": "a", "payload": \(schema)}],
        "$defs": {"x": \(schema), "y": \(schema)}}
        """
      do throws(ManifestError) {
        _ = try AgentSystem(manifest: Array(text.utf8), file: "m.json")
        return []
      } catch {
        return error.problems.map(\.pointer.description)
      }
    }
    #expect(told(sound) == [])
    #expect(
      told(broken)
        == [
          "/contracts/c/output", "/contracts/c/failures/f/schema", "/contracts/d/output",
          "/contracts/d/failures/f/schema", "/agents/a/accepts", "/agents/b/accepts", "/handoffs/0/when",
          "/handoffs/1/payload", "/$defs/x", "/$defs/y",
        ].map { $0 + "/properties/n/minimum" })
  }
}
