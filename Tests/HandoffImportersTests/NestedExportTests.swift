import HandoffContracts
import HandoffImporters
import HandoffRouting
import HandoffSchema
import Testing

/// Teams, workflows and flows inside others: entered, and left where they end.
@Suite struct NestedExportTests {
  private func read(_ name: String, _ text: String) throws -> ImportedSystem {
    try #require(Importers.named(name)).read([ImportSource(name: "nested.json", bytes: Array(text.utf8))])
  }

  /// The handoffs, one line each.
  private func handoffs(_ imported: ImportedSystem) -> [String] {
    imported.system.handoffs.map { handoff in
      let pattern = handoff.pattern.map { " \($0.rawValue)" } ?? ""
      return "\(handoff.from)>\(handoff.to)\(pattern)" + (handoff.limit.map { " \($0)" } ?? "")
    }
  }

  private func errors(_ imported: ImportedSystem) -> [String] {
    RoutingAudit().audit(imported.system).findings.filter { $0.severity == .error }.map(\.rule)
  }

  // MARK: - AutoGen

  private static func agent(_ name: String, _ more: String = "") -> String {
    #"{"provider": "x.AssistantAgent", "config": {"name": "\#(name)"\#(more)}}"#
  }

  private static func team(_ kind: String, _ name: String, _ participants: [String], _ more: String = "")
    -> String
  {
    """
    {"provider": "x.\(kind)", "component_type": "team",
     "config": {"name": "\(name)", "participants": [\(participants.joined(separator: ", "))]\(more)}}
    """
  }

  @Test func `a team inside another is entered, and bounds its own handoffs`() throws {
    let inner = Self.team(
      "RoundRobinGroupChat", "pair", [Self.agent("writer"), Self.agent("critic")], #", "max_turns": 4"#)
    let imported = try read(
      "autogen", Self.team("RoundRobinGroupChat", "press", [inner, Self.agent("printer")]))
    #expect(imported.system.entry == ["pair/writer"])
    #expect(
      handoffs(imported) == [
        "pair/writer>pair/critic 4", "pair/critic>pair/writer 4", "pair/writer>printer",
        "pair/critic>printer", "printer>pair/writer",
      ])
  }

  @Test func `agents and teams that are tools are workers`() throws {
    let tools = """
      , "workbench": [{"provider": "x.StaticWorkbench", "config": {"tools": [
        {"provider": "x.FunctionTool", "config": {"name": "look"}},
        {"provider": "x.AgentTool", "config": {"agent": \(Self.agent("helper"))}},
        {"provider": "x.TeamTool", "config": {"name": "panel", "team": \(Self.team("Swarm", "p", [Self.agent("a")]))}}]}}]
      """
    let imported = try read(
      "autogen", Self.team("RoundRobinGroupChat", "t", [Self.agent("lead", tools)], #", "max_turns": 3"#))
    #expect(imported.system.agents.first { $0.name == "lead" }?.tools == ["look"])
    #expect(handoffs(imported).contains("lead>helper supervisor"))
    #expect(handoffs(imported).contains("lead>lead/panel/a supervisor"))
    #expect(imported.losses.contains { $0.topic == .contracts && $0.agents == ["lead"] })
  }

  @Test func `whose word ends a swarm does not speak again`() throws {
    let ending = """
      , "termination_condition": {"provider": "x.SourceMatchTermination", "config": {"sources": ["back"]}}
      """
    let front = Self.agent("front", #", "handoffs": ["back"]"#)
    let imported = try read("autogen", Self.team("Swarm", "desk", [front, Self.agent("back")], ending))
    #expect(handoffs(imported) == ["front>back peer", "front>front"])
    #expect(imported.system.agents.first { $0.name == "back" }?.finishes == .yes)
  }

  @Test func `edges that begin a node on their own are no join, those of one group are`() throws {
    func graph(_ group: String) -> String {
      """
      {"default_start_node": "a", "nodes": {
        "a": {"name": "a", "edges": [{"target": "b", "activation_group": "b", "activation_condition": "all"}]},
        "b": {"name": "b", "edges": [{"target": "c"}]},
        "c": {"name": "c", "edges": [{"target": "b", "condition": "AGAIN", "activation_group": "\(group)"}]}}}
      """
    }
    let apart = try read("autogen", graph("back"))
    #expect(apart.system.agents.first { $0.name == "b" }?.join == nil)
    #expect(errors(apart).isEmpty)
    #expect(apart.system.limits?.isImplied == true)
    let together = try read("autogen", graph("b"))
    #expect(together.system.agents.first { $0.name == "b" }?.join != nil)
  }

  @Test func `a text that is looked for in a typed message is a test in code`() throws {
    let typed = #", "structured_message_factory": {"config": {"json_schema": {"type": "object"}}}"#
    let graph = """
      , "graph": {"default_start_node": "a", "nodes": {
        "a": {"name": "a", "edges": [{"target": "b", "condition": "yes"}]}, "b": {"name": "b", "edges": []}}}
      """
    let imported = try read(
      "autogen", Self.team("GraphFlow", "g", [Self.agent("a", typed), Self.agent("b")], graph))
    #expect(errors(imported).isEmpty)
    #expect(imported.system.handoffs[0].when == nil)
    #expect(imported.losses.contains { $0.topic == .guards && $0.agents == ["a"] })
  }

  @Test func `what code may take at once and what meets again is taken together`() throws {
    let imported = try read(
      "autogen",
      """
      {"default_start_node": "a", "nodes": {
        "a": {"name": "a", "edges": [{"target": "b", "condition": "X"}, {"target": "c", "condition": "Y"}, {"target": "e", "condition": "Z"}]},
        "b": {"name": "b", "edges": [{"target": "d"}]}, "c": {"name": "c", "edges": [{"target": "d"}]},
        "d": {"name": "d", "edges": []}, "e": {"name": "e", "edges": []}}}
      """)
    #expect(imported.system.handoffs.map(\.parallel) == ["a: several", "a: several", nil, nil, nil])
    #expect(errors(imported).isEmpty)
    #expect(imported.losses.contains { $0.topic == .joins && $0.agents == ["a"] })
  }

  // MARK: - Agent Framework, ADK, LlamaIndex

  @Test func `a workflow inside another is entered, and the machinery of orchestrations is folded`() throws {
    let inner = """
      {"start_executor_id": "in", "executors": {"in": {"type": "In"}, "out": {"type": "Out"}},
       "edge_groups": [{"type": "SingleEdgeGroup", "edges": [{"source_id": "in", "target_id": "out"}]}],
       "output_executors": ["out"]}
      """
    let imported = try read(
      "agent-framework",
      """
      {"name": "w", "start_executor_id": "d", "executors": {"d": {"type": "_Dispatch"},
        "sub": {"type": "WorkflowExecutor", "workflow": \(inner)}, "m": {"type": "GroupChatOrchestrator"},
        "r": {"type": "AgentApprovalExecutor", "workflow": \(inner)}},
       "edge_groups": [{"type": "FanOutEdgeGroup", "edges": [{"source_id": "d", "target_id": "sub"}, {"source_id": "d", "target_id": "m"}]},
        {"type": "SingleEdgeGroup", "edges": [{"source_id": "sub", "target_id": "r"}]},
        {"type": "SingleEdgeGroup", "edges": [{"source_id": "m", "target_id": "r"}]},
        {"type": "SingleEdgeGroup", "edges": [{"source_id": "r", "target_id": "m"}]}],
       "output_executors": ["r"]}
      """)
    #expect(imported.system.entry == ["sub/in", "m"])
    #expect(
      handoffs(imported) == ["sub/in>sub/out", "r>human supervisor", "sub/out>r", "m>r supervisor"])
    #expect(imported.system.agents.first { $0.name == "r" }?.finishes == .yes)
  }

  @Test func `a workflow inside a workflow of ADK is entered, and an edge with two labels is two handoffs`()
    throws
  {
    let inner = """
      {"nodes": [{"name": "__START__", "type": "start"}, {"name": "x"}, {"name": "y"}],
       "edges": [{"from_node": {"name": "__START__"}, "to_node": {"name": "x"}}, {"from_node": {"name": "x"}, "to_node": {"name": "y"}}]}
      """
    let imported = try read(
      "adk",
      """
      {"name": "w", "graph": {"nodes": [{"name": "__START__", "type": "start"}, {"name": "sub", "type": "workflow", "graph": \(inner)}, {"name": "z"}],
       "edges": [{"from_node": {"name": "__START__"}, "to_node": {"name": "sub"}},
        {"from_node": {"name": "sub"}, "to_node": {"name": "z"}, "route": ["a", "b"]}]}}
      """)
    #expect(imported.system.entry == ["sub/x"])
    #expect(handoffs(imported) == ["sub/x>sub/y", "sub/y>z", "sub/y>z"])
    #expect(imported.system.agents.first { $0.name == "z" }?.finishes == .yes)
  }

  @Test func `the steps of a team of agents are no agents`() throws {
    let steps = ["setup_agent", "run_agent_step", "parse_agent_output"].map {
      #"{"id": "\#($0)", "node_type": "step"}"#
    }
    let imported = try read(
      "llama-index", #"{"name": "Team", "nodes": [\#(steps.joined(separator: ", "))], "edges": []}"#)
    #expect(imported.system.agents.map(\.name) == ["Team"])
    #expect(imported.system.handoffs.map(\.evidence) == [.unknown])
    #expect(imported.losses.contains { $0.topic == .agents })
  }

  @Test func `a tool that stands twice is named once`() throws {
    let imported = try read(
      "adk",
      """
      {"name": "a", "model": "m", "rerun_on_resume": false, "sub_agents": [],
       "tools": [{"name": "look"}, {"name": "look"}, {"name": "see"}]}
      """)
    #expect(imported.system.agents[0].tools == ["look", "see"])
  }

  // MARK: - Agent Spec

  @Test func `a swarm inside a swarm is entered once, and any of its agents hands back`() throws {
    let imported = try read(
      "agent-spec",
      """
      {"component_type": "Swarm", "name": "town", "agentspec_version": "25.4.2", "handoff": "always",
       "first_agent": {"$component_ref": "f"},
       "relationships": [[{"$component_ref": "f"}, {"$component_ref": "s"}], [{"$component_ref": "s"}, {"$component_ref": "f"}]],
       "$referenced_components": {"f": {"component_type": "Agent", "name": "front"},
        "s": {"component_type": "Swarm", "name": "shop", "handoff": "never", "first_agent": {"$component_ref": "a"},
         "relationships": [[{"$component_ref": "a"}, {"$component_ref": "b"}]],
         "$referenced_components": {"a": {"component_type": "Agent", "name": "a"}, "b": {"component_type": "Agent", "name": "b"}}}}}
      """)
    #expect(
      handoffs(imported) == [
        "shop/a>shop/b supervisor", "front>shop/a peer", "shop/a>front peer", "shop/b>front peer",
      ])
  }

  @Test func `a flow inside is left by the branch that its ends name, and what it catches is a failure`()
    throws
  {
    func edge(_ from: String, _ to: String, _ branch: String? = nil) -> String {
      let branch = branch.map { #""\#($0)""# } ?? "null"
      return """
        {"component_type": "ControlFlowEdge", "name": "e", "from_node": {"$component_ref": "\(from)"}, "from_branch": \(branch), "to_node": {"$component_ref": "\(to)"}}
        """
    }
    func node(_ kind: String, _ name: String, _ more: String = "") -> String {
      #""\#(name)": {"component_type": "\#(kind)", "name": "\#(name)"\#(more)}"#
    }
    func flow(_ name: String, _ nodes: [(String, String, String)], _ edges: [String]) -> String {
      let references = nodes.map { #"{"$component_ref": "\#($0.1)"}"# }.joined(separator: ", ")
      return """
        {"component_type": "Flow", "name": "\(name)", "agentspec_version": "25.4.2", "nodes": [\(references)],
         "control_flow_connections": [\(edges.joined(separator: ", "))],
         "$referenced_components": {\(nodes.map { node($0.0, $0.1, $0.2) }.joined(separator: ", "))}}
        """
    }
    let court = flow(
      "court",
      [
        ("StartNode", "begin", ""), ("LlmNode", "judge", ""),
        ("BranchingNode", "test", #", "mapping": {"no": "refused"}"#), ("EndNode", "good", ""),
        ("EndNode", "bad", #", "branch_name": "refused""#),
      ],
      [
        edge("begin", "judge"), edge("judge", "test"), edge("test", "bad", "refused"),
        edge("test", "good", "default"),
      ])
    let imported = try read(
      "agent-spec",
      flow(
        "case",
        [
          ("StartNode", "start", ""), ("FlowNode", "hear", #", "subflow": \#(court)"#),
          ("CatchExceptionNode", "safe", #", "subflow": \#(court)"#), ("LlmNode", "appeal", ""),
          ("LlmNode", "sorry", ""), ("EndNode", "out", ""),
        ],
        [
          edge("start", "hear"), edge("hear", "safe"), edge("hear", "appeal", "refused"),
          edge("safe", "out"), edge("safe", "sorry", "caught_exception_branch"), edge("sorry", "out"),
          edge("appeal", "out"),
        ]))
    #expect(imported.system.entry == ["hear/judge"])
    #expect(
      handoffs(imported) == ["hear/judge>safe/judge", "hear/judge>appeal", "safe/judge>sorry"])
    #expect(imported.system.handoffs[1].extensions["x-guard"]?["label"] == "no")
    #expect(imported.system.handoffs[2].trigger == .failures(["error"]))
    let ends = imported.system.agents.filter { $0.finishes == .yes }.map(\.name)
    #expect(ends == ["safe/judge", "appeal", "sorry"])
  }

  @Test func `a component that is inside itself is refused`() throws {
    let error = #expect(throws: ImportError.self) {
      try read(
        "agent-spec",
        """
        {"component_type": "Swarm", "name": "s", "agentspec_version": "25.4.2", "first_agent": {"$component_ref": "s"}, "relationships": [],
         "$referenced_components": {"s": {"component_type": "Swarm", "name": "s", "first_agent": {"$component_ref": "s"}, "relationships": []}}}
        """)
    }
    #expect(error?.message == "expected at most 64 teams or graphs inside each other, found more")
  }

  @Test func `a specification that refers to the same teams twice at each level is refused in time`() throws {
    let agent = #""component_type": "Agent", "name": "#
    var components: [String] = []
    for level in 0...40 {
      for (own, other) in [("a", "b"), ("b", "a")] {
        let workers = [own, other].map { #"{"$component_ref": "\#($0)\#(level + 1)"}"# }.joined(
          separator: ", ")
        components.append(
          level == 40
            ? #""\#(own)40": {\#(agent)"\#(own)"}"#
            : #"""
            "\#(own)\#(level)": {"component_type": "ManagerWorkers", "name": "\#(own)\#(level)",
             "group_manager": {\#(agent)"m"}, "workers": [\#(workers)]}
            """#)
      }
    }
    let text = #"""
      {"agentspec_version": "25.4.1", "component_type": "ManagerWorkers", "name": "top", "group_manager": {\#(agent)"m"},
       "workers": [{"$component_ref": "a0"}, {"$component_ref": "b0"}],
       "$referenced_components": {\#(components.joined(separator: ", "))}}
      """#
    let error = #expect(throws: ImportError.self) { try read("agent-spec", text) }
    #expect("\(try #require(error))".contains("expected at most 10,000 teams and flows"))
  }
}
