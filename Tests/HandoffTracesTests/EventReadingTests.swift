import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffTraces

@Suite("Events of several runs and frameworks")
struct EventReadingTests {
  private static let strands: [JSONValue] = [
    ["type": "multiagent_node_start", "node_id": "a"], ["type": "multiagent_node_stop", "node_id": "a"],
    ["type": "multiagent_handoff", "from_node_ids": ["a"], "to_node_ids": ["b"]],
    ["type": "multiagent_node_start", "node_id": "b"], ["type": "multiagent_node_stop", "node_id": "b"],
    ["type": "multiagent_result"],
  ]
  private static let autogen: [JSONValue] = [
    ["source": "user", "type": "TextMessage", "content": "go"],
    ["source": "c", "type": "HandoffMessage", "content": "over", "target": "d"],
    ["source": "d", "type": "TextMessage", "content": "done"],
    ["type": "TaskResult", "stop_reason": "end"],
  ]

  private func read(_ objects: [JSONValue]) -> (runs: [TracedRun], tally: TraceTally) {
    var reader = TraceReader(nil)
    reader.begin(file: "f")
    for object in objects { reader.read(object, at: SourceLocation(file: "f", line: 1)) }
    return (reader.finish(), reader.tally)
  }

  private func ways(_ runs: [TracedRun]) -> [[String]] {
    runs.map { $0.handoffs.map { "\($0.from)->\($0.to)" } }
  }

  @Test func `what follows the end of a run is another run`() {
    for events in [Self.strands, Self.autogen] {
      let (runs, tally) = read(events + events)
      #expect(tally.problems == [])
      #expect(runs.map(\.name) == ["f", "f (2)"])
      #expect(ways(runs) == ways(read(events).runs) + ways(read(events).runs))
    }
  }

  @Test func `what a program logs of a failure ends the run that it belongs to`() {
    let failure: JSONValue = ["error": "TooLate", "message": "it took too long"]
    let (runs, _) = read(Array(Self.strands.dropLast()) + [failure] + Self.strands)
    #expect(runs.count == 2)
    #expect(runs.first?.remarks.map(\.kind) == [.runFailed(failure: "TooLate", message: "it took too long")])
    #expect(runs.last?.remarks == [])
  }

  @Test func `the events of two frameworks that run at the same time stay apart`() {
    var mixed: [JSONValue] = []
    for index in 0..<6 {
      mixed += Self.strands[index...].prefix(1)
      mixed += Self.autogen[min(index, 4)...].prefix(1)
    }
    let (runs, tally) = read(mixed)
    #expect(tally.problems == [])
    #expect(tally.dialects.map(\.times) == [6, 4])
    #expect(ways(runs) == [["a->b"], ["c->d"]])
  }

  @Test func `the result of a team is read where its messages were not streamed, and only there`() {
    let result: JSONValue = ["messages": .array(Array(Self.autogen.dropLast())), "stop_reason": "end"]
    #expect(ways(read([result]).runs) == [["c->d"]])
    #expect(ways(read(Array(Self.autogen.dropLast()) + [result]).runs) == [["c->d"]])
  }
}
