import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffTraces

@Suite("Reading traces")
struct TraceReaderTests {
  private func span(
    _ id: Int, in parent: Int? = nil, _ name: String, _ start: Int, _ end: Int, trace: String = "t",
    _ attributes: JSONObject
  ) -> JSONValue {
    var object: JSONObject = [
      "traceId": .string(trace), "spanId": .string("s\(id)"), "name": .string(name),
      "startTimeUnixNano": JSONValue(integerLiteral: start), "endTimeUnixNano": .string("\(end)"),
      "attributes": .object(attributes),
    ]
    if let parent { object["parentSpanId"] = .string("s\(parent)") }
    return .object(object)
  }

  private func agent(
    _ id: Int, in parent: Int? = nil, _ name: String, _ start: Int, _ end: Int, trace: String = "t"
  ) -> JSONValue {
    span(
      id, in: parent, "invoke_agent", start, end, trace: trace,
      ["gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": .string(name)])
  }

  private func read(_ values: [JSONValue], _ system: AgentSystem? = nil) -> (
    lines: [String], tally: TraceTally
  ) {
    var reader = TraceReader(system)
    reader.begin(file: "f")
    for value in values { reader.read(value, at: SourceLocation(file: "f", line: 1)) }
    return (TracedText.lines(reader.finish()), reader.tally)
  }

  @Test func `agents one after the other are inferred to hand over, and say so`() {
    #expect(read([agent(1, "a", 1, 5), agent(2, "b", 6, 9)]).lines == ["1 a->b pass_control inferred"])
  }

  @Test func `agents at the same time do not hand over to each other`() {
    #expect(read([agent(1, "a", 1, 5), agent(2, "b", 2, 9)]).lines == [])
  }

  @Test func `what is declared decides where time leaves it open`() {
    let system = AgentSystem(
      name: "s", entry: ["a"], agents: ["a", "b", "c"].map { Agent(name: $0) },
      handoffs: [Handoff(from: "a", to: "b"), Handoff(from: "a", to: "c")])
    let spans = [agent(1, "a", 1, 5), agent(2, "b", 6, 9), agent(3, "c", 10, 12)]
    #expect(read(spans, system).lines == ["1 a->b pass_control inferred", "2 a->c pass_control inferred"])
    #expect(read(spans).lines == ["1 a->b pass_control inferred", "2 b->c pass_control inferred"])
  }

  @Test func `spans that lie inside each other in a circle end, and are counted`() {
    let (lines, tally) = read([
      agent(1, in: 2, "a", 1, 5), agent(2, in: 1, "b", 1, 5), agent(3, in: 3, "c", 6, 7),
    ])
    #expect(lines.count <= 2)
    #expect(tally.problems.map(\.name) == ["a span that lies inside itself"])
  }

  @Test func `values of the wrong kind are passed over or counted, and the rest is read`() {
    let wrong: [JSONValue] = [
      ["resourceSpans": "none"], ["resourceSpans": [1, ["scopeSpans": [["spans": [["name": 3], 4]]]]]],
      span(9, "x", 1, 2, ["gen_ai.operation.name": 7, "gen_ai.agent.name": ["a"]]), 5, ["what": "is this"],
    ]
    let (lines, tally) = read(wrong + [agent(1, "a", 3, 5), agent(2, "b", 6, 9)])
    #expect(lines == ["1 a->b pass_control inferred"])
    #expect(
      tally.problems.map(\.name) == [
        "\"resourceSpans\" that is no array", "a resource that is no object",
        "a span without traceId, spanId or name", "a value that is no object",
        "an object of no dialect that is known",
      ])
    #expect(tally.problems.map(\.times) == [1, 1, 2, 1, 1])
  }

  @Test func `attributes that cannot be read whole are counted by what is wrong with them`() {
    var deep: JSONValue = ["stringValue": "x"]
    for _ in 0..<80 { deep = ["arrayValue": ["values": [deep]]] }
    func spanning(_ attributes: JSONValue) -> JSONValue {
      [
        "traceId": "t", "spanId": "s", "name": "x", "startTimeUnixNano": "1", "endTimeUnixNano": "2",
        "attributes": attributes,
      ]
    }
    let (_, tally) = read([
      spanning([["key": "a", "value": deep]]), spanning([["key": "a", "value": deep]]), spanning("text"),
      spanning([["value": ["stringValue": "x"]], ["key": "a"]]), spanning([["key": "a", "value": [1]]]),
      ["traceId": "t", "spanId": "s", "name": "x", "startTimeUnixNano": true],
      spanning([["key": "a", "value": ["arrayValue": ["values": [["intValue": "3"]]]]]]),
    ])
    #expect(
      tally.problems.map { "\($0.name): \($0.times)" } == [
        "an attribute that is nested deeper than 64 levels: 2", "attributes that are no array: 1",
        "an attribute without a key or a value: 2", "an attribute whose value has no type: 1",
        "a span without the time of its beginning: 1",
      ])
  }

  @Test func `a payload that is no JSON is the text that it is`() {
    let call = span(
      2, in: 1, "execute_tool", 2, 3,
      [
        "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "transfer_to_b",
        "gen_ai.tool.call.arguments": "{half",
      ])
    #expect(
      read([agent(1, "a", 1, 5), call, agent(3, "b", 6, 9)]).lines == [
        "1 a->b pass_control observed \"{half\""
      ])
  }

  @Test func `a clock that goes wrong is no crash`() {
    let spans = [agent(1, "a", 9, 1), agent(2, in: 1, "b", 0, 0), agent(3, "c", -5, 3)]
    #expect(read(spans).lines.count <= 3)
  }

  @Test func `runs of two traces stay apart`() {
    let (lines, _) = read([
      agent(1, "a", 1, 5, trace: "x"), agent(1, "c", 2, 3, trace: "y"), agent(2, "b", 6, 9, trace: "x"),
      agent(2, "d", 6, 9, trace: "y"),
    ])
    #expect(lines == ["1 a->b pass_control inferred", "1 c->d pass_control inferred"])
  }

  @Test func `a deep chain of spans is no deep recursion`() {
    let count = Laws.areWhole ? 100_000 : 5_000
    var spans = (0..<count).map { span($0 + 1, in: $0 == 0 ? nil : $0, "step", $0, count * 2 - $0, [:]) }
    spans.append(agent(count + 1, in: count, "a", count, count + 1))
    spans.append(agent(count + 2, in: count, "b", count + 2, count + 3))
    #expect(read(spans).lines == ["1 a->b pass_control inferred"])
  }

  @Test func `runs that are too much to hold are let go, the ended ones first, and that is told`() {
    var open = OpenRuns(budget: 20_000)
    let fact = TraceFact(start: 1, end: 2, span: "", parent: "", content: .other)
    var taken: [String] = []
    for number in 0..<100 {
      let wasClosed = open.add([fact, fact], to: "r\(number)", isRoot: number.isMultiple(of: 2))
      #expect(!wasClosed)
      taken += open.overflow().map(\.name)
    }
    #expect(taken.first == "r0" && taken.dropFirst().first == "r2")
    let rest = open.takeAll().count
    #expect(taken.count + rest == 100)
    let wasClosed = open.add([fact], to: "r0", isRoot: false)
    #expect(wasClosed)
  }
}
