// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/pydantic_ai.py; change that file instead.
extension Template {
  static let exportersHandoffExportPydanticAiPy = Template(
    path: "exporters/handoff_export/pydantic_ai.py",
    text: ##"""
      """Pydantic AI: an agent or a list of agents (the first receives the work), or a graph of pydantic_graph."""

      import inspect

      from .draft import Unreadable, is_kind, schema_of, union
      from .functions import called, name_of

      FRAMEWORK = "pydantic-ai"
      OBJECTS = "Agent, a list of agents, Graph"
      FAILURE = "The output did not validate; the model was asked again until its retries were spent (UnexpectedModelBehavior)."
      REQUESTS = 50  # The default of `UsageLimits.request_limit`, which is an argument of the run.


      def recognizes(value):
          if isinstance(value, (list, tuple)):
              return bool(value) and all(_is_agent(v) for v in value)
          return _is_agent(value) or is_kind(value, "pydantic_graph", "Graph")


      def _is_agent(value):
          return is_kind(value, "pydantic_ai", "AbstractAgent", "Agent")


      def export(value, draft, **_):
          if is_kind(value, "pydantic_graph", "Graph"):
              Graph(value, draft).read()
              return
          agents = list(value) if isinstance(value, (list, tuple)) else [value]
          draft.limits = {"handoffs": REQUESTS, "implied": True}
          draft.lose("limits", "`UsageLimits` is an argument of the run; its default stands as an implied limit")
          draft.entry = _name(agents[0])
          known, ends = {id(a) for a in agents}, [agents[0]]
          draft.reserved.update(_name(a) for a in agents)
          while agents:
              for found, is_worker in _declare(agents.pop(0), draft):
                  if id(found) not in known:
                      known.add(id(found))
                      agents.append(found)
                  if not is_worker and not any(found is e for e in ends):
                      ends.append(found)
          for agent in ends:
              draft.agent(_name(agent), finishes=True)
          for agent in draft.agents:
              if not any(h["to"] == agent for h in draft.handoffs):
                  draft.agent(agent, finishes=True)  # Code outside of the agents runs it.


      def _name(agent):
          if agent.name is None:
              raise Unreadable("an agent without a name; give it one: Agent(name=…)")
          return agent.name


      def _declare(agent, draft):
          """Declares an agent and its handoffs; answers the agents that it names and whether they are workers."""
          agent = getattr(agent, "wrapped", agent)
          name, found, finals = _name(agent), [], []
          texts = [i for i in (getattr(s, "instruction", s) for s in agent._instructions or []) if isinstance(i, str)]
          texts += [s for s in agent._system_prompts or () if isinstance(s, str)]
          draft.agent(name, task="\n".join(texts))
          toolset = agent._output_toolset
          for definition in toolset._tool_defs if toolset else []:
              schema = definition.parameters_json_schema
              call = getattr(toolset.processors.get(definition.name), "_function_schema", None)
              if call is None:
                  finals.append(schema)
                  continue
              targets = called(call.function, _is_agent)
              for target in targets:
                  draft.handoff(name, _name(target), payload=schema, pattern="peer", x_outputFunction=name_of(call.function))
                  found.append((target, False))
              if not targets:
                  finals.append(schema)
                  draft.unknown(name, "an output function calls no agent that can be seen from its variables")
          declared = getattr(agent._output_schema, "object_def", None)
          if not toolset and declared is not None:
              finals.append(declared.json_schema)
          typed = bool(finals or toolset)
          if typed and getattr(agent._output_schema, "text_processor", None) and _allows_text(agent):
              finals.append({"type": "string"})
          draft.agent(name, output=finals if typed else None)
          tools = []
          for tool_name, tool in _function_tools(agent, draft).items():
              if getattr(tool, "requires_approval", False):
                  draft.handoff(name, draft.person("a tool call waits for approval"), pattern="supervisor", x_tool=tool_name)
              workers = called(tool.function, _is_agent)
              for worker in workers:
                  draft.handoff(
                      name, _name(worker), payload=tool.tool_def.parameters_json_schema, pattern="supervisor", x_tool=tool_name)
                  found.append((worker, True))
              if not workers:
                  tools.append(tool_name)
          draft.agent(name, tools=tools)
          if typed or agent._output_validators:
              draft.retry(name, "invalid_output", agent._max_output_retries + 1, FAILURE)
          return found


      def _function_tools(agent, draft):
          """The tools that are functions: the agent's own and those of its toolsets."""
          found, seen = {}, set()
          open_sets = [agent._function_toolset, *(getattr(agent, "_user_toolsets", None) or [])]
          while open_sets:
              toolset = open_sets.pop(0)
              inner = [*(getattr(toolset, "toolsets", None) or []), getattr(toolset, "wrapped", None)]
              if id(toolset) in seen or toolset is None:
                  continue
              seen.add(id(toolset))
              if isinstance(getattr(toolset, "tools", None), dict):
                  found.update(toolset.tools)
              elif any(i is not None for i in inner):
                  open_sets += inner
              else:
                  draft.lose("tools", "the tools of a toolset outside are known only while it is connected", _name(agent))
          return found


      def _allows_text(agent):
          kinds = agent.output_type if isinstance(agent.output_type, (list, tuple)) else [agent.output_type]
          return str in kinds


      class Graph:
          """A graph: its steps are the agents; decisions and forks are how handoffs are taken."""

          def __init__(self, graph, draft):
              self.graph, self.draft = graph, draft

          def read(self):
              draft, graph = self.draft, self.graph
              draft.name = graph.name or draft.name
              self.types = {n: self._types(node) for n, node in graph.nodes.items()}
              for name, node in graph.nodes.items():
                  if self._is_agent(node):
                      taken, made = self.types[name]
                      schemas = [schema_of(t) for t in taken]
                      accepts = union([draft.hoisted(s) for s in schemas]) if schemas and None not in schemas else None
                      joins = type(node).__name__ == "Join"
                      draft.agent(
                          name, output=[s for s in map(schema_of, made) if s is not None] or None, accepts=accepts,
                          join="all" if joins else None, x_join={"wait": "all", "by": name_of(node._reducer)} if joins else None)
              draft.entry = []
              for name, node in graph.nodes.items():
                  for target, how in self._targets(name, {}, set()):
                      if type(node).__name__ == "StartNode":
                          draft.entry.append(target)
                      elif not self._is_agent(node):
                          continue
                      elif target is None:
                          draft.agent(name, finishes=True)
                      else:
                          draft.handoff(name, target, **how)
              draft.lose("limits", "a graph has no limit on its steps")
              draft.lose("failures", "what a step raises is code")
              kind = schema_of(graph.input_type) if graph.input_type is not type(None) else None
              draft.input = None if kind is None else draft.hoisted(kind)

          def _is_agent(self, node):
              return type(node).__name__ not in ("StartNode", "EndNode", "Decision", "Fork")

          def _targets(self, name, how, seen):
              """Where the paths of a node lead, through decisions and forks; None is the end."""
              if name in seen:
                  return
              node = self.graph.nodes[name]
              if type(node).__name__ == "Decision":
                  for branch in node.branches:
                      members = dict(how, payload=schema_of(branch.source))
                      if branch.matches is not None:
                          members["guard"] = name_of(branch.matches)
                          self.draft.lose("guards", "what a branch tests beside the type is code", name)
                      yield from self._path(branch.path, members, {*seen, name})
                  return
              paths = self.graph.edges_by_source.get(name, [])
              if type(node).__name__ == "Fork":
                  how = dict(how, each="") if node.is_map else dict(how, parallel=name)
              elif len(paths) > 1:
                  how = dict(how, parallel=name)
              for path in paths:
                  yield from self._path(path, how, {*seen, name})

          def _path(self, path, how, seen):
              for item in path.items:
                  target = getattr(item, "destination_id", None)
                  if target is None:
                      continue
                  node = self.graph.nodes[target]
                  if type(node).__name__ == "EndNode":
                      yield None, how
                  elif self._is_agent(node):
                      yield target, how
                  else:
                      yield from self._targets(target, how, seen)

          def _types(self, node):
              """What a step takes and what it makes, from its annotations."""
              kind = getattr(node, "node_type", None)
              if kind is not None:
                  return [kind], []
              call = getattr(node, "_call", None)
              try:
                  found = inspect.get_annotations(call, eval_str=True) if call else {}
              except (NameError, AttributeError, TypeError):
                  return [], []
              made = _members(found.get("return"))
              arguments = next((getattr(v, "__args__", ()) for k, v in found.items() if k != "return"), ())
              return _members(arguments[2]) if len(arguments) > 2 else [], made


      def _members(kind):
          if kind in (None, type(None), inspect.Parameter.empty):
              return []
          parts = getattr(kind, "__args__", ()) if "Union" in type(kind).__name__ or "Union" in str(getattr(kind, "__origin__", "")) else ()
          return [p for p in parts if p is not type(None)] or [kind]

      """##)
}
