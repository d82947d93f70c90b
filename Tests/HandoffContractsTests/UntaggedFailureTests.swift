import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

/// Failures that no tag tells from the output.
@Suite("Failures without a tag")
struct UntaggedFailureTests {
  private func problems(output: JSONValue, failure: JSONValue?) -> [DeclarationProblem.Reason] {
    let contract = Contract(
      name: "c", output: output, failures: [FailureOutput(kind: "f", schema: failure)], failureTag: nil)
    return AgentSystem(name: "s", entry: [], contracts: [contract]).problems.map(\.reason)
  }

  @Test func `a failure of another shape than the output stands`() {
    #expect(problems(output: ["type": "object"], failure: ["type": "string"]) == [])
    let words: JSONValue = ["type": "string", "pattern": "^[a-z]"]
    #expect(problems(output: words, failure: ["type": "string", "pattern": "^E"]) == [])
  }

  @Test func `a payload that is both is shown`() {
    let flagged: JSONValue = [
      "type": "object", "properties": ["isError": ["const": true]], "required": ["isError"],
    ]
    #expect(problems(output: ["type": "object"], failure: flagged) == [.ambiguousFailure(["isError": true])])
    #expect(problems(output: true, failure: true).count == 1)
  }

  @Test func `a failure without a schema says nothing`() {
    #expect(problems(output: ["type": "object"], failure: nil) == [.shapelessFailure])
  }

  @Test func `a schema that does not compile is told once and compared with nothing`() {
    let found = problems(output: ["type": "object"], failure: ["type": "text"])
    #expect(
      found.map { if case .schema = $0 { true } else { false } } == [true], "\(found)")
  }

  @Test func `no machine is so slow that it reads what another refuses`() throws {
    let root = Fixtures.repository.appendingPathComponent("Sources/HandoffContracts")
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    let withClock = try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
      .filter { try String(contentsOf: $0, encoding: .utf8).contains(/Clock|deadline/) }
    #expect(withClock.map(\.lastPathComponent) == [])
  }

  @Test func `however many failures there are, the first ones are told from the output`() {
    let failures = (0..<3000).map { FailureOutput(kind: "f\($0)", schema: ["const": .string("e\($0)")]) }
    let contract = Contract(name: "c", output: ["type": "string"], failures: failures, failureTag: nil)
    let found = AgentSystem(name: "s", entry: [], contracts: [contract]).problems
    #expect(found.count > 100 && found.count < 3000, "\(found.count)")
    #expect(
      found.map(\.reason) == (0..<found.count).map { .ambiguousFailure(.string("e\($0)")) })
  }

  @Test func `questions that take long are cut off and are no problem`() {
    // The words whose thirteenth letter from the end is both an a and a b, of more and more letters.
    let hard: [JSONValue] = [["pattern": "^(a|b)*a(a|b){12}$"], ["pattern": "^(a|b)*b(a|b){12}$"]]
    let failures = (0..<2000).map { index in
      let length: JSONValue = ["type": "string", "minLength": .number(JSONNumber(index))]
      return FailureOutput(kind: "f\(index)", schema: ["allOf": .array(hard + [length])])
    }
    let contract = Contract(
      name: "c", output: ["type": "string"], failures: failures, failureTag: nil)
    let system = AgentSystem(name: "s", entry: [], contracts: [contract])
    var found: [DeclarationProblem] = []
    let time = ThreadClock().measure { found = system.problems }
    #expect(found == [])
    #expect(time < .seconds(30))
  }
}
