import Foundation
import HandoffContracts
import HandoffImporters
import HandoffSchema
import HandoffTestSupport
import Testing

/// What is written as an Open Agent Spec component and read again says the same.
@Suite struct AgentSpecExportTests {
  /// A system as it is after it was written and read again.
  private func again(_ system: AgentSystem) throws -> AgentSystem {
    let exporter = try #require(Exporters.named("agent-spec"))
    let text = exporter.write(system).document.text(.pretty)
    let importer = try #require(Importers.named("agent-spec"))
    return try importer.read([ImportSource(name: "system.json", bytes: Array(text.utf8))]).system
  }

  /// What both forms say of a system, one line for each agent and each handoff.
  private func said(_ system: AgentSystem) -> [String] {
    let agents = system.agents.map { agent in
      let output = system.contracts.first { $0.name == agent.produces }?.output.text() ?? "-"
      return "\(agent.name) \(agent.kind) \(agent.task ?? "-") \(agent.tools) \(agent.finishes) \(output)"
    }
    let handoffs = system.handoffs.map { handoff in
      "\(handoff.from)->\(handoff.to) \(handoff.pattern?.rawValue ?? "-") \(handoff.extensions["x-guard"]?.text() ?? "-")"
    }
    return ["\(system.name) \(system.entry)"] + agents.sorted() + handoffs.sorted()
  }

  private func system(_ text: String) throws -> AgentSystem {
    try AgentSystem(manifest: Array(text.utf8), file: "system.json")
  }

  static let systems = [
    #"{"handoffSystem": 1, "name": "a", "entry": "a", "agents": {"a": {"task": "Do it.", "tools": ["t"], "finishes": true}}, "handoffs": []}"#,
    #"""
    {"handoffSystem": 1, "name": "office", "entry": "lead",
     "agents": {"lead": {"finishes": true}, "clerk": {"task": "Write."}, "courier": {}},
     "handoffs": [{"from": "lead", "to": "clerk", "pattern": "supervisor"}, {"from": "lead", "to": "courier", "pattern": "supervisor"}]}
    """#,
    #"""
    {"handoffSystem": 1, "name": "desk", "entry": "front",
     "contracts": {"tech": {"version": "0.0.0", "output": {"type": "object", "properties": {"solution": {"title": "solution", "type": "string"}}, "required": ["solution"]}}},
     "agents": {"front": {"task": "Route.", "finishes": "implied"}, "tech": {"produces": "tech", "finishes": "implied"}},
     "handoffs": [{"from": "front", "to": "tech", "pattern": "peer"}, {"from": "tech", "to": "front", "pattern": "peer"}]}
    """#,
    #"""
    {"handoffSystem": 1, "name": "flow", "entry": "start",
     "agents": {"start": {"task": "Begin."}, "end": {"finishes": true}, "start route": {"finishes": true}, "boss": {"kind": "human"}},
     "handoffs": [{"from": "start", "to": "end", "x-guard": {"opaque": true, "by": "start route_", "label": "yes"}},
                  {"from": "start", "to": "boss", "x-guard": {"default": true}}, {"from": "boss", "to": "start route"}]}
    """#,
  ]

  @Test(arguments: systems)
  func `what both can say is the same after writing and reading`(_ text: String) throws {
    let system = try system(text)
    #expect(try said(again(system)) == said(system))
  }

  @Test func `random systems keep their agents and their handoffs, and a second time nothing changes`() throws
  {
    for seed in 0..<(Laws.areWhole ? 400 : 40) {
      var generator = RandomSystem(seed: UInt64(seed))
      let system = generator.system()
      let once = try again(system)
      let (first, second) = (said(once), said(try again(once)))
      #expect(second.difference(from: first).isEmpty, "seed \(seed): \(second.difference(from: first))")
      let exported = try #require(Exporters.named("agent-spec")).write(system)
      let lost = Set(exported.losses.filter { $0.topic == .agents || $0.topic == .people }.flatMap(\.agents))
      let kept = Set(once.agents.map(\.name)).union(lost)
      #expect(Set(system.agents.map(\.name)).isSubset(of: kept), "seed \(seed)")
      // A component names only handoffs that the system has.
      let known = Set(system.handoffs.map { "\($0.from)->\($0.to)" })
      #expect(once.handoffs.allSatisfy { known.contains("\($0.from)->\($0.to)") }, "seed \(seed)")
    }
  }

  @Test func `what cannot be said is listed by topic`() throws {
    let system = try system(
      #"""
      {"handoffSystem": 1, "name": "x", "entry": ["a", "b"], "limits": {"handoffs": 9},
       "contracts": {"c": {"output": {"type": "string"}, "failures": {"f": {}}}},
       "agents": {"a": {"produces": "c"}, "b": {"finishes": true, "join": "all", "accepts": {"type": "string"}}},
       "handoffs": [{"from": "a", "to": "b", "when": {"type": "string"}, "limit": 2}, {"from": "a", "to": "b", "on": "failure"}]}
      """#)
    let losses = try #require(Exporters.named("agent-spec")).write(system).losses
    #expect(
      Set(losses.map(\.topic)) == [.failures, .entry, .agents, .contracts, .limits, .joins, .guards])
  }

  @Test func `a branching node whose values nobody takes is told by the audit's facts`() throws {
    let importer = try #require(Importers.named("agent-spec"))
    let text = #"""
      {"component_type": "Flow", "name": "help", "agentspec_version": "25.4.1",
       "nodes": [{"component_type": "StartNode", "name": "s"}, {"component_type": "LlmNode", "name": "a"},
                 {"component_type": "BranchingNode", "name": "r", "mapping": {"bill": "bills", "rest": "others"}},
                 {"component_type": "LlmNode", "name": "b"}, {"component_type": "EndNode", "name": "e"}],
       "control_flow_connections": [
         {"from_node": {"name": "s"}, "to_node": {"name": "a"}}, {"from_node": {"name": "a"}, "to_node": {"name": "r"}},
         {"from_node": {"name": "r"}, "from_branch": "bills", "to_node": {"name": "b"}},
         {"from_node": {"name": "b"}, "to_node": {"name": "e"}}]}
      """#
    let system = try importer.read([ImportSource(name: "flow.json", bytes: Array(text.utf8))]).system
    #expect(system.agents.map(\.name) == ["a", "b"])
    #expect(system.agents[0].extensions["x-routes"]?.text() == #"{"r":["bill","rest"]}"#)
    #expect(
      system.handoffs.map { $0.extensions["x-guard"]?.text() } == [
        #"{"opaque":true,"by":"r","label":"bill"}"#
      ])
  }

  @Test func `the names are those of the command line, in order`() {
    #expect(Exporters.all.map(\.name) == Exporters.all.map(\.name).sorted())
    #expect(Exporters.named("nothing") == nil)
  }
}
