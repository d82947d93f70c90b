// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/google_adk.py; change that file instead.
extension Template {
  static let exportersHandoffExportGoogleAdkPy = Template(
    path: "exporters/handoff_export/google_adk.py",
    text: ##"""
      """Google's ADK: a tree of agents, or a Workflow."""

      import importlib
      import inspect

      from .draft import is_kind, schema_of, union
      from .functions import mentions, name_of

      FRAMEWORK = "google-adk"
      OBJECTS = "an agent (LlmAgent, SequentialAgent, ParallelAgent, LoopAgent), Workflow"
      REQUEST = {"type": "object", "properties": {"request": {"type": "string"}}, "required": ["request"]}
      START, DEFAULT = "__START__", "__DEFAULT__"
      #: Ending a loop is the only thing that these do.
      EXITS = ("exit_loop",)


      def recognizes(value):
          return is_kind(value, "google.adk", "BaseAgent", "Workflow") or is_kind(value, "google.adk.apps", "App")


      def export(value, draft, **_):
          value = getattr(value, "root_agent", value)
          draft.name = value.name
          draft.reserved.update(_names(value))
          if is_kind(value, "google.adk", "Workflow"):
              draft.entry, ends = _workflow(value, "", draft)
              if value.input_schema is not None:
                  draft.input = draft.hoisted(schema_of(value.input_schema))
              for name in ends:
                  draft.agent(name, finishes=True)
              return
          tree = Tree(draft)
          draft.entry, ends = tree.read(value)
          for end in ends:
              draft.agent(end[0], finishes="implied" if end[0] in tree.transfers else True)
          tree.link_transfers()
          draft.lose("limits", "`max_llm_calls` is an argument of the run")


      class Tree:
          """A tree of agents. An end is an agent and what a handoff from there to the next step says."""

          def __init__(self, draft):
              self.draft, self.models, self.transfers = draft, [], set()
              self.entries = {}  # name of an agent or a container -> the agents that are first when it runs

          def read(self, agent):
              """The agents that are first when an agent runs, and its ends."""
              entries, ends = self._read(agent)
              self.entries[agent.name] = entries
              return entries, ends

          def _read(self, agent):
              children = list(agent.sub_agents or [])
              kinds = {k.__name__ for k in type(agent).__mro__}
              if "SequentialAgent" in kinds and children:
                  return self._sequence(children)
              if "ParallelAgent" in kinds and children:
                  return self._parallel(agent, children)
              if "LoopAgent" in kinds and children:
                  return self._loop(agent, children)
              return self._model(agent, children, "LlmAgent" in kinds)

          def _sequence(self, children):
              entries, ends = self.read(children[0])
              for child in children[1:]:
                  following, later = self.read(child)
                  self._link(ends, following, isinstance(later, Loop))
                  ends = later
              return entries, list(ends)

          def _parallel(self, agent, children):
              entries, ends = [], Parallel(agent.name)
              for child in children:
                  first, last = self.read(child)
                  entries += first
                  ends += last
              return entries, ends

          def _loop(self, agent, children):
              exits_before, first = len(self.models), len(self.draft.handoffs)
              entries, ends = self._sequence(children)
              turns = agent.max_iterations
              for handoff in self.draft.handoffs[first:]:
                  if turns and "x-loop" in handoff and "limit" in handoff:
                      handoff["limit"] *= turns  # A loop inside runs anew in each turn of this one.
              members = {"limit": turns - 1} if turns and turns > 1 else {}
              # What leaves a loop inside by escalating leaves this one too: the event goes on upwards.
              ends = list({name: (name, how) for name, how in ends if "guard" not in how}.values())
              for name, how in ends:
                  if turns != 1:
                      for entry in entries:
                          self.draft.handoff(name, entry, x_loop=agent.name, on=how.get("on"), **members)
              found = Loop()
              for model in self.models[exits_before:]:
                  exits = [name_of(t) for t in getattr(model, "tools", []) if _leaves(t)]
                  if not exits and _escalates(model):
                      exits = [type(model).__name__]
                  if exits:
                      found.append((model.name, {"x_loop": agent.name, "guard": exits[0]}))
              if turns:  # Reaching the limit is silent: what follows goes on.
                  found += [(name, {"on": "limit"} if turns > 1 else {"pattern": "pipeline"}) for name, _how in ends]
                  if turns > 1:
                      self.draft.lose("ends", "reaching `max_iterations` is silent; whether the loop agreed is not told", agent.name)
              elif not found:
                  self.draft.lose("ends", "what leaves the loop is code (an event that escalates)", agent.name)
                  for name, _how in ends:
                      self.draft.unknown(name, "what follows a loop without a limit and an exit tool is not told")
              return entries, found

          def _model(self, agent, children, is_model):
              draft = self.draft
              _declare(agent, draft)
              self.models.append(agent)
              if not is_model and children:
                  draft.lose("handoffs", "an agent of the user's own runs its sub-agents in code: in which order is not told", agent.name)
              ends = [(agent.name, {"pattern": "pipeline"})]
              for child in children:
                  first, last = self.read(child)
                  ends += last if is_model else []
                  for name in [] if is_model else first:
                      draft.handoff(agent.name, name, pattern="supervisor")
                  _answer(draft, first, [] if is_model else last)
              if is_model and children:
                  self.transfers.update(name for name, _how in ends)
              return [agent.name], ends

          def link_transfers(self):
              """The handoffs that a model decides on: to its sub-agents, its parent and its peers."""
              targets = _transfer_targets()
              if targets is None:
                  self.draft.lose("handoffs", "this version of ADK does not tell the transfer targets")
                  return
              for model in self.models:
                  for target in targets(model) if hasattr(model, "disallow_transfer_to_parent") else []:
                      for entry in self.entries.get(target.name, []):  # A container is entered at its first agents.
                          self.draft.handoff(model.name, entry, pattern="peer")

          def _link(self, ends, entries, is_loop):
              draft = self.draft
              if isinstance(ends, Parallel) and len(ends) > 1:
                  if len(entries) > 1 or is_loop:
                      # A join on the head of a loop would wait for the way back: the end of the parallel agent is one itself.
                      draft.agent(ends.name, join="all", x_implied="the end of the ParallelAgent")
                      for name, how in ends:
                          draft.handoff(name, ends.name, **how)
                      ends = [(ends.name, {"pattern": "pipeline"})]
                  else:
                      draft.agent(entries[0], join="all")
              for name, how in ends:
                  for entry in entries:
                      draft.handoff(name, entry, parallel=name if len(entries) > 1 else None, **how)


      def _answer(draft, entries, ends):
          """Who is last in what another agent called answers that agent."""
          for name, _how in ends:
              if name not in entries:
                  draft.agent(name, finishes="implied")


      def _names(value):
          """The names of all agents of a tree or a workflow, or none where there is neither."""
          found, open_values = [], [value]
          while open_values:
              value = open_values.pop(0)
              found.append(value.name)
              open_values += getattr(value, "sub_agents", None) or []
          return found


      def _leaves(tool):
          """Whether a tool ends the loop around it: ADK's own, or code that sets `escalate`."""
          function = getattr(tool, "func", tool)
          return name_of(tool) in EXITS or getattr(tool, "name", None) in EXITS or mentions(function, "escalate")


      def _escalates(agent):
          """Whether an agent of the user's own ends the loop around it."""
          own = type(agent)
          return not own.__module__.startswith("google.adk") and mentions(getattr(own, "_run_async_impl", None), "escalate")


      class Parallel(list):
          """The ends of a parallel agent: they all end together."""

          def __init__(self, name):
              super().__init__()
              self.name = name


      class Loop(list):
          """The ends of a loop."""


      def _declare(agent, draft, prefix="", accepts=None, output=None):
          """One agent: task, types, tools, and the agents that it has as tools."""
          instruction = getattr(agent, "instruction", None)
          full = prefix + agent.name
          tools, workers, confirmed = [], [], []
          for tool in getattr(agent, "tools", None) or []:
              worker = getattr(tool, "agent", None)
              if is_kind(tool, "google.adk", "AgentTool") and worker is not None:
                  workers.append(worker)
                  continue
              name = getattr(tool, "name", None) or name_of(tool)
              if is_kind(tool, "google.adk", "BaseToolset"):
                  draft.lose("tools", "the tools of a toolset are known only while it is connected", full)
                  continue
              tools.append(name)
              confirmed += [name] if getattr(tool, "_require_confirmation", False) else []
          accepts = schema_of(getattr(agent, "input_schema", None)) or accepts
          draft.agent(
              full, output=schema_of(getattr(agent, "output_schema", None)) or output, tools=tools,
              task=instruction if isinstance(instruction, str) and instruction else None,
              accepts=None if accepts is None else draft.hoisted(accepts))
          for name in confirmed:
              draft.handoff(full, draft.person("a tool call waits for confirmation"), pattern="supervisor", x_tool=name)
          for worker in workers:
              payload = schema_of(getattr(worker, "input_schema", None)) or REQUEST
              if not worker.sub_agents:
                  draft.handoff(full, prefix + worker.name, payload=payload, pattern="supervisor")
                  if prefix + worker.name not in draft.agents:
                      _declare(worker, draft, prefix)
                  continue
              tree = draft.trees.get(id(worker))
              if tree is None:  # A tree of its own: it is entered at its first agents, and answers where it ends.
                  tree = draft.trees[id(worker)] = Tree(draft)
                  _answer(draft, *tree.read(worker))
                  tree.link_transfers()
              for entry in tree.entries.get(worker.name, []):
                  draft.handoff(full, entry, payload=payload, pattern="supervisor")
          return full


      def _transfer_targets():
          for module in ("google.adk.flows.llm_flows.extensions._agent_transfer", "google.adk.flows.llm_flows.agent_transfer"):
              try:
                  return importlib.import_module(module)._get_transfer_targets
              except (ImportError, AttributeError):
                  continue
          return None


      # MARK: Workflows


      def _workflow(workflow, prefix, draft):
          """The agents that receive the first payload of a workflow, and those that end it."""
          nodes = {n.name: n for n in workflow.graph.nodes if n.name != START}
          edges = list(workflow.graph.edges)
          inner, outputs = {}, {}
          for name, node in nodes.items():
              if is_kind(node, "google.adk", "Workflow"):
                  inner[name] = _workflow(node, prefix + name + "/", draft)
                  continue
              accepts, output = _types(node)
              outputs[name] = output
              if is_kind(node, "google.adk", "BaseAgent", "LlmAgent"):
                  _declare(node, draft, prefix, accepts, output)
              elif is_kind(node, "google.adk", "JoinNode"):
                  draft.agent(prefix + name, join="all", x_join={"wait": "all", "receives": "bySender"})
              else:
                  draft.agent(
                      prefix + name, output=output, accepts=None if accepts is None else draft.hoisted(accepts))
          entries, ends = [], []
          first = lambda n: inner[n][0] if n in inner else [prefix + n]
          last = lambda n: inner[n][1] if n in inner else [prefix + n]
          for edge in edges:
              source, target = edge.from_node.name, edge.to_node.name
              if source == START:
                  entries += first(target)
                  continue
              plain = [e for e in edges if e.from_node.name == source and e.route is None]
              routes = edge.route if isinstance(edge.route, (list, tuple)) else [edge.route]
              for route in routes:
                  for start in last(source):
                      for end in first(target):
                          draft.handoff(
                              start, end, default=route == DEFAULT, label=None if route is None else str(route),
                              guard=None if route in (None, DEFAULT) else "route",
                              parallel=prefix + source if route is None and len(plain) > 1 else None)
              if any(r is not None for r in routes):
                  draft.lose("guards", "a route is a value of the event, not of the payload", prefix + source)
          for name, node in nodes.items():
              if is_kind(node, "google.adk", "JoinNode"):
                  brought = [outputs.get(e.from_node.name) for e in edges if e.to_node.name == name]
                  if brought and all(b is not None for b in brought):
                      draft.agent(prefix + name, accepts=union([draft.hoisted(b) for b in brought]))
              retry = getattr(node, "retry_config", None)
              if retry is not None and name not in inner:
                  attempts = retry.max_attempts
                  draft.retry(
                      prefix + name, "error", attempts if attempts is not None else 5, "The node raised; it is tried %s times." % (
                          attempts if attempts is not None else "5 (the default)"),
                      limitImplied=attempts is None or None)
              if not any(e.from_node.name == name for e in edges):
                  ends += last(name)
          return entries, ends


      def _types(node):
          """What a node takes and what it answers: its schemas, else the annotations of its function."""
          accepts, output = schema_of(node.input_schema), schema_of(node.output_schema)
          function = getattr(node, "_unwrapped_func", None)
          if function is not None:
              kinds = _annotations(function)
              accepts = accepts or _payload(kinds.get("node_input"))
              output = output or _payload(kinds.get("return"))
          return accepts, output


      def _annotations(function):
          try:
              return inspect.get_annotations(function, eval_str=True)
          except (AttributeError, NameError, TypeError):
              return getattr(function, "__annotations__", {})


      def _payload(kind):
          """The schema of an annotation; a dictionary, an event or a stream of events says nothing of what travels."""
          plain = getattr(kind, "__origin__", kind)
          if kind is None or plain in (dict, object) or "google.adk" in str(kind) or "Generator" in str(kind) or "Iterator" in str(kind):
              return None
          return schema_of(kind)

      """##)
}
