// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/strands.py; change that file instead.
extension Template {
  static let exportersHandoffExportStrandsPy = Template(
    path: "exporters/handoff_export/strands.py",
    text: ##"""
      """Strands: a Graph, a Swarm, or an agent that has agents as tools."""

      from .draft import is_kind, schema_of
      from .functions import called, closure, name_of

      FRAMEWORK = "strands"
      OBJECTS = "Graph, Swarm, Agent"
      DEFAULT_HANDOFFS = 20


      def recognizes(value):
          return is_kind(value, "strands.multiagent", "Graph", "Swarm") or is_kind(value, "strands.agent", "Agent")


      def export(value, draft, **_):
          identity = getattr(value, "id", None)
          if identity and not str(identity).startswith("default_"):
              draft.name = identity
          reader = Reader(draft)
          draft.entry, ends = reader.read(value, "", True)
          for name in ends:
              if "finishes" not in draft.agents[name]:
                  draft.agent(name, finishes=True)


      class Reader:
          def __init__(self, draft):
              self.draft, self.known = draft, {}

          def read(self, value, prefix, top=False):
              """The agents that receive the first payload, and those that may end it."""
              if is_kind(value, "strands.multiagent", "Graph"):
                  return self._graph(value, prefix, top)
              if is_kind(value, "strands.multiagent", "Swarm"):
                  return self._swarm(value, prefix, top)
              name = self._agent(value, value.name)
              return [name], [name]

          def _agent(self, agent, name, **members):
              if self.known.get(name) is agent:
                  return name
              self.known[name] = agent
              tools, workers, run_by_code = [], [], []
              for tool_name, tool in agent.tool_registry.registry.items():
                  if is_kind(tool, "strands.agent", "_AgentAsTool"):
                      workers.append((tool_name, tool))
                  elif tool_name != "handoff_to_agent":
                      function = getattr(tool, "_tool_func", None)
                      run = called(function, lambda v: is_kind(v, "strands.agent", "Agent")) if function else []
                      run_by_code += [(tool_name, tool, a) for a in run]
                      tools += [] if run else [tool_name]
              kind = getattr(agent, "_default_structured_output_model", None)
              prompt = agent.system_prompt
              self.draft.agent(
                  name, output=schema_of(kind), task=prompt if isinstance(prompt, str) else None, tools=tools, **members)
              if workers or run_by_code:
                  self.draft.lose("limits", "how often an agent asks another as a tool is bounded by nothing in the agent", name)
              for tool_name, tool, agent in [*((n, t, t._agent) for n, t in workers), *run_by_code]:
                  worker = self._agent(agent, agent.name)
                  schema = tool.tool_spec.get("inputSchema", {}).get("json")
                  self.draft.handoff(
                      name, worker, payload=schema, pattern="supervisor", x_tool=tool_name if tool_name != worker else None)
              return name

          def _graph(self, graph, prefix, top):
              draft, order, ends = self.draft, list(graph.nodes), {}
              entries, inner = {}, {}
              for identity, node in graph.nodes.items():
                  full = prefix + identity
                  if is_kind(node.executor, "strands.agent", "Agent"):
                      self._agent(node.executor, full, **({"x_subgraph": prefix[:-1]} if prefix else {}))
                      entries[identity], ends[identity] = [full], [full]
                  elif is_kind(node.executor, "strands.multiagent", "Graph", "Swarm"):
                      entries[identity], ends[identity] = self.read(node.executor, full + "/")
                      inner[identity] = True
                  else:
                      draft.agent(full)
                      entries[identity], ends[identity] = [full], [full]
              edges = sorted(graph.edges, key=lambda e: (order.index(e.from_node.node_id), order.index(e.to_node.node_id)))
              waits = {n for n in order if _waits([e for e in edges if e.to_node.node_id == n])}
              last = []
              for identity in order:
                  leaving = [e for e in edges if e.from_node.node_id == identity]
                  plain, before = [e for e in leaving if e.condition is None], len(draft.handoffs)
                  for edge in leaving:
                      guard = None if edge.condition is None else name_of(edge.condition)
                      joins = edge.to_node.node_id in waits
                      for start in ends[identity]:
                          for end in entries[edge.to_node.node_id]:
                              draft.handoff(
                                  start, end, guard=None if joins else guard,
                                  x_guard={"opaque": True, "by": guard} if joins else None,
                                  parallel=prefix + identity if guard is None and len(plain) > 1 else None)
                              draft.agent(end, join="all" if joins else None)
                  for start in ends[identity]:  # Each condition that holds is followed.
                      draft.several(start, [h for h in draft.handoffs[before:] if h["from"] == start])
                  if not leaving:
                      last += ends[identity]
                  elif not plain and not all(e.to_node.node_id in waits for e in leaving):
                      for start in ends[identity]:  # Where no condition holds, the run ends as completed.
                          draft.agent(start, finishes="implied")
              if any(e.condition is not None for e in edges):
                  draft.lose("guards", "conditions are code; a node with several edges takes any of them, unless its condition names them all")
              if top:
                  if graph.max_node_executions:
                      draft.limits = {"handoffs": graph.max_node_executions}
                      draft.lose("limits", "`max_node_executions` counts nodes, of which each handoff is one: an upper bound")
                  limits = {k: getattr(graph, k) for k in ("max_node_executions", "execution_timeout") if getattr(graph, k)}
                  if limits:
                      draft.extra["x-limits"] = limits
              starts = sorted(graph.entry_points, key=lambda n: order.index(n.node_id))
              return [e for n in starts for e in entries[n.node_id]], last

          def _swarm(self, swarm, prefix, top):
              draft = self.draft
              names = [
                  self._agent(node.executor, prefix + name, finishes="implied", **({"x_subgraph": prefix[:-1]} if prefix else {}))
                  for name, node in swarm.nodes.items()
              ]
              implied = swarm.max_handoffs == DEFAULT_HANDOFFS
              bound = {} if top else {
                  "limit": swarm.max_handoffs, "x_swarmMaxHandoffs": swarm.max_handoffs, "limitImplied": implied or None}
              for source in names:
                  for target in names:
                      if source != target:
                          draft.handoff(source, target, pattern="peer", **bound)
              if top:
                  draft.limits = {"handoffs": swarm.max_handoffs, "implied": True} if implied else {"handoffs": swarm.max_handoffs}
              draft.lose("contracts", "a handoff carries a message and a context; neither has a type")
              start = getattr(swarm.entry_point, "name", None)
              return [prefix + start if start else names[0]], names


      def _waits(edges):
          """Whether a node waits for all its edges: one test guards them all, and what it closes over names just their senders."""
          if len(edges) < 2 or any(e.condition is None for e in edges):
              return False
          senders = {e.from_node.node_id for e in edges}
          if len({id(getattr(e.condition, "__code__", e)) for e in edges}) > 1:
              return False
          return all(
              any(isinstance(v, (tuple, list, set, frozenset)) and set(map(str, v)) == senders for v in closure(e.condition).values())
              for e in edges)

      """##)
}
