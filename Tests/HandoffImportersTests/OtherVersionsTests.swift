import HandoffContracts
import HandoffImporters
import Testing

/// Exports as other versions of the frameworks write them.
@Suite struct OtherVersionsTests {
  private func read(_ name: String, _ text: String) throws -> ImportedSystem {
    try #require(Importers.named(name)).read([ImportSource(name: "old.json", bytes: Array(text.utf8))])
  }

  @Test func `a workflow of LlamaIndex with one type an event, and with resources`() throws {
    let imported = try read(
      "llama-index",
      """
      {"name": "W", "nodes": [{"id": "a", "node_type": "step"}, {"id": "b", "node_type": "step"},
        {"id": "StartEvent", "label": "StartEvent", "node_type": "event"}, {"id": "Row", "node_type": "event", "event_type": "Row"},
        {"id": "end", "node_type": "event", "event_type": "StopEvent"}, {"id": "db", "node_type": "resource"}],
       "edges": [{"source": "StartEvent", "target": "a"}, {"source": "a", "target": "Row"}, {"source": "Row", "target": "b"},
        {"source": "b", "target": "end"}, {"source": "b", "target": "db"}]}
      """)
    #expect(imported.system.entry == ["a"])
    #expect(imported.system.handoffs.map { "\($0.from)>\($0.to)" } == ["a>b"])
    #expect(imported.system.agents.filter { $0.finishes == .yes }.map(\.name) == ["b"])
    #expect(imported.losses.contains { $0.topic == .tools && $0.agents == ["b"] })
  }

  @Test func `a team of AutoGen whose agents hold their tools themselves, and one that may repeat a speaker`()
    throws
  {
    let imported = try read(
      "autogen",
      """
      {"provider": "x.SelectorGroupChat", "component_type": "team", "config": {"allow_repeated_speaker": true, "participants": [
        {"provider": "x.AssistantAgent", "config": {"name": "a", "tools": [{"provider": "x.FunctionTool", "config": {"name": "look"}}]}},
        {"provider": "x.AssistantAgent", "config": {"name": "b"}}]}}
      """)
    #expect(imported.system.agents[0].tools == ["look"])
    #expect(imported.system.handoffs.map { "\($0.from)>\($0.to)" } == ["a>a", "a>b", "b>a", "b>b"])
  }

  @Test func `an agent of ADK before it had workflows is recognised`() throws {
    let source = ImportSource(
      name: "a.json",
      bytes: Array(
        #"{"name": "a", "model": "m", "disallow_transfer_to_parent": false, "sub_agents": []}"#.utf8))
    #expect(Importers.recognizing(source).map(\.name) == ["adk"])
  }

  @Test func `a workflow of Agent Framework that does not say who ends it ends where nothing leaves`() throws
  {
    let imported = try read(
      "agent-framework",
      """
      {"start_executor_id": "a", "executors": {"a": {"type": "A"}, "b": {"type": "B"}},
       "edge_groups": [{"type": "SingleEdgeGroup", "edges": [{"source_id": "a", "target_id": "b"}]}]}
      """)
    #expect(imported.system.agents.filter { $0.finishes == .yes }.map(\.name) == ["b"])
  }

  @Test func `a machine whose inner state is called end keeps it`() throws {
    let imported = try read(
      "asl",
      """
      {"StartAt": "m", "States": {"m": {"Type": "Map", "End": true, "Iterator": {"StartAt": "end", "States": {
        "end": {"Type": "Pass", "End": true}}}}}}
      """)
    #expect(imported.system.handoffs.map { "\($0.from)>\($0.to)" } == ["m>m/end", "m/end>m/end_"])
  }

  @Test func `rules of a machine that name nothing are told and do not stop the import`() throws {
    let imported = try read(
      "asl",
      """
      {"StartAt": "t", "States": {"t": {"Type": "Task", "Next": "c",
         "Retry": [{"ErrorEquals": []}], "Catch": [{"ErrorEquals": [true], "Next": "x"}]},
        "c": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": true}, {"Variable": "$.b", "IsPresent": true, "Next": "x"}]},
        "x": {"Type": "Succeed"}}}
      """)
    #expect(
      imported.system.handoffs.map { "\($0.from)>\($0.to) \($0.trigger == .output)" } == [
        "t>c true", "t>x false", "c>x true",
      ])
    let failures = imported.losses.filter { $0.topic == .failures }
    #expect(failures.map(\.agents) == [["t"], ["c"]])
    #expect(imported.losses.contains { $0.topic == .handoffs && $0.agents == ["c"] })
  }
}
