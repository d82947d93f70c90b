import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

@Suite("Gates in front of consumers")
struct GateTests {
  private static let contract = Contract(
    name: "seat",
    output: [
      "type": "object", "required": ["seat"],
      "properties": ["seat": ["type": "string", "pattern": "^[0-9]+[A-F]$"], "price": ["type": "integer"]],
      "additionalProperties": false,
    ], failures: [FailureOutput(kind: "sold_out", description: "No seat is left.")])

  private func classify(_ text: String) throws -> Classification {
    try Self.contract.classify(Array(text.utf8))
  }

  @Test func `an answer is an output, one of the failures, a violation, or no JSON`() throws {
    #expect(try classify(#"{"seat": "12A"}"#) == .output(["seat": "12A"]))
    #expect(
      try classify(#"{"failure": "sold_out"}"#) == .failure(kind: "sold_out", ["failure": "sold_out"]))
    guard case .violation(let violations) = try classify(#"{"seat": "A12"}"#) else {
      Issue.record("a violation was expected")
      return
    }
    #expect(violations.map(\.keyword) == ["pattern"])
    guard case .notJSON = try classify("Sure! {\"seat\": \"12A\"}") else {
      Issue.record("text around JSON is no JSON")
      return
    }
  }

  @Test func `a failure that also fits the output is taken for the failure`() throws {
    let open = Contract(name: "open", output: true, failures: [FailureOutput(kind: "late")])
    let found = try open.classify(Array(#"{"failure": "late"}"#.utf8))
    #expect(found == .failure(kind: "late", ["failure": "late"]))
  }

  @Test func `what a model is told is short, names the place and says what to write`() throws {
    let several = try #require(try classify(#"{"seat": 12, "price": "25"}"#).feedback)
    let lines = several.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.count < 400 })
    #expect(several.contains("\"/seat\" must be") && several.contains("\"/price\" must be an integer"))
    let prose = try #require(try classify("Here you are: {}").feedback)
    #expect(prose.hasPrefix("Answer with one JSON value and nothing around it"))
    #expect(try classify(#"{"seat": "12A"}"#).feedback == nil)
    #expect(try classify(#"{"failure": "sold_out"}"#).feedback == nil)
  }

  @Test func `what is absent is to be had, and what must not be there is to be left out`() throws {
    #expect(
      try classify("{}").feedback
        == "The whole answer must have a member \"seat\", but was an empty object without it.")
    #expect(
      try classify(#"{"seat": "12A", "colour": 1}"#).feedback
        == #"Leave "/colour" out: allowed are only the members "seat", "price"."#)
  }

  @Test func `a text that names a member twice is no output`() throws {
    let twice = try classify(#"{"seat": "1A", "seat": "12A"}"#)
    #expect(twice.feedback == #""/seat" must be named once in its object, but was named again."#)
    guard case .violation = twice else {
      Issue.record("a violation was expected")
      return
    }
  }

  @Test func `feedback does not repeat a long answer`() throws {
    let long = String(repeating: "x", count: 100_000)
    let feedback = try #require(try classify("{\"seat\": \"\(long)\"}").feedback)
    #expect(feedback.count < 700)
  }

  @Test func `a gate of a system follows references to other contracts`() throws {
    var system = AgentSystem(name: "s", entry: [], agents: [], handoffs: [])
    system.contracts = [
      Self.contract, Contract(name: "list", output: ["items": ["$ref": "#/contracts/seat/output"]]),
    ]
    let gate = try #require(try ContractGate("list", of: system))
    #expect(gate.classify([["seat": "1A"]]) == .output([["seat": "1A"]]))
    if case .output = gate.classify([["seat": "A"]]) { Issue.record("the reference was not followed") }
    let missing = try ContractGate("nothing", of: system)
    #expect(missing == nil)
    #expect(throws: SchemaError.self) { try ContractGate(system.contracts[1]) }
  }

  @Test func `an envelope is read back as it was written, and keeps its own contract`() throws {
    let envelope = Envelope(answering: Self.contract, task: "Book a seat.", context: ["flight": "LH1"])
    #expect(Envelope(envelope.value) == envelope)
    let gate = try ContractGate(Envelope.contract)
    #expect(gate.classify(envelope.value) == .output(envelope.value))
    #expect(envelope.failureInstructions.contains(#"{"failure":"sold_out"}: No seat is left."#))
  }

  @Test func `what breaks the envelope's contract is no envelope, and the other way round`() throws {
    let whole = Envelope(answering: Self.contract, task: "Book.", context: .null).value
    let gate = try ContractGate(Envelope.contract)
    guard case .object(let members) = whole else { return }
    var others: [JSONValue] = [.null, [], "x", whole]
    for member in members {
      others.append(.object(JSONObject(members.filter { $0.key != member.key })))
      for value: JSONValue in [.null, "", 3, [:], true, [1]] {
        var changed = members
        changed[member.key] = value
        others.append(.object(changed))
      }
    }
    others.append(.object(JSONObject(Array(members) + [JSONObject.Member(key: "extra", value: 1)])))
    for other in others {
      let isOutput = if case .output = gate.classify(other) { true } else { false }
      #expect((Envelope(other) != nil) == isOutput, "\(other.text(.compact))")
    }
  }

  @Test func `the parts that a handoff does not carry are named`() {
    var handoff = Handoff(from: "a", to: "b")
    #expect(Envelope.missingParts(of: handoff).count == 4)
    handoff.carries = [.task, .failureInstructions]
    #expect(Envelope.missingParts(of: handoff) == [.context, .outputFormat])
  }

  @Test func `what a pattern decides that nobody can read is neither an output nor a violation`() throws {
    let twice: JSONValue = ["properties": ["word": ["pattern": "^(.)\\1$"]], "required": ["word"]]
    let open = Contract(
      name: "open", output: ["type": "object"], failures: [FailureOutput(kind: "late", schema: twice)],
      failureTag: nil)
    let gate = try ContractGate(open)
    #expect(gate.classify(["word": "xx"]) == .undecided)
    #expect(gate.classify(["other": 1]) == .output(["other": 1]))
    let output = try ContractGate(Contract(name: "c", output: twice))
    #expect(output.classify(["word": "xx"]) == .undecided)
    if case .violation = output.classify([:]) {} else { Issue.record("a missing member is a violation") }
  }
}
