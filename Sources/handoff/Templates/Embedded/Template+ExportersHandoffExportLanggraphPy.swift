// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/langgraph.py; change that file instead.
extension Template {
  static let exportersHandoffExportLanggraphPy = Template(
    path: "exporters/handoff_export/langgraph.py",
    text: ##"""
      """LangGraph: a compiled graph; agents of LangChain, swarms and supervisors inside it."""

      from .draft import Unreadable, imported, is_kind, union
      from .functions import called, closure, interrupts, is_exclusive, labels_of, may_send, mentions, name_of
      from .langgraph_nodes import (
          arguments_of, ask_person, declare_agent, function_of, is_agent, leads_out, partial_schema, retries_of, state_schema,
          tools_of)

      FRAMEWORK = "langgraph"
      OBJECTS = "CompiledStateGraph, StateGraph"
      START, END = "__start__", "__end__"
      FAILED = {"type": "object", "properties": {"failure": {"const": "error"}}, "required": ["failure"]}


      def recognizes(value):
          return is_kind(value, "langgraph", "Pregel", "StateGraph")


      def export(graph, draft, **_):
          if not hasattr(graph, "builder") and not is_kind(graph, "langgraph", "StateGraph"):
              raise Unreadable("a graph of the functional API is code; only a StateGraph can be read")
          name = getattr(graph, "name", None)
          if name and name != "LangGraph":
              draft.name = name
          limit = (getattr(graph, "config", None) or {}).get("recursion_limit")
          if limit is None or is_agent(graph):
              limit = imported("langgraph._internal._config", "DEFAULT_RECURSION_LIMIT") or limit or 25
              draft.limits = {"handoffs": limit, "implied": True}
          else:
              draft.limits = {"handoffs": limit}
          draft.lose("limits", "`recursion_limit` counts super-steps, of which each handoff is at least one")
          if is_agent(graph):
              builder = getattr(graph, "builder", graph)
              draft.entry = Graph(type(builder)(builder.state_schema), "", draft).alone(graph, draft.name)
              draft.agent(draft.entry[0], finishes="implied")
              return
          builder = getattr(graph, "builder", graph)
          state = state_schema(builder.input_schema, draft)
          reader = Graph(builder, "", draft)
          draft.reserved.update(builder.nodes)
          draft.entry, _exits = reader.read()
          if state is not None and not reader.is_open:
              draft.input = draft.hoisted(state)
          reader.stops(graph)


      class Graph:
          """One graph; the names of what is inside begin with `prefix`. An exit is an agent, and the test that leads out there."""

          def __init__(self, builder, prefix, draft, asked=None, given=None):
              self.builder, self.prefix, self.draft = builder, prefix, draft
              self.given = given or builder.input_schema  # The state that comes from outside.
              self.order = list(builder.nodes)
              self.inner = {}  # node -> (entries, exits) of the graph inside it
              self.readers = {}  # node -> the reader of the graph inside it
              self.agents = {}  # node -> the agent that it is
              self.workers = {}  # worker of a supervisor -> the agent that calls it
              self.asked = {} if asked is None else asked  # identity of a graph that code runs -> its entries
              self.tools = {n: list(node.runnable._tools_by_name.values()) for n, node in builder.nodes.items()
                            if is_kind(node.runnable, "langgraph", "ToolNode")}
              self.is_open = False  # Whether what the graph begins with is not known.
              self.senders = set()  # Agents that send something else than the state.

          def read(self):
              """The agents that receive the first payload, and the exits after which the graph ends."""
              draft, builder = self.draft, self.builder
              self._find_workers()
              for name, node in builder.nodes.items():
                  if name not in self.tools:
                      self._declare(name, node)
              for name, node in builder.nodes.items():
                  if name in self.agents:
                      self._transfers(name, node, self.agents[name])
                  elif name not in self.tools:
                      self._commands(name, node)
              edges = sorted(builder.edges, key=lambda e: (self._rank(e[0]), self._rank(e[1])))
              entries, exits = [], []
              targets = {}
              for source, target in edges:
                  targets.setdefault(source, []).append(target)
              for source, branches in builder.branches.items():
                  for label, branch in branches.items():
                      self._branch(source, label, branch, entries, exits)
              for source, found in targets.items():
                  if source == START:
                      entries += [e for t in found for e in self._entries(t)]
                      continue
                  if source in self.workers or source in self.tools:
                      continue  # The way back to the supervisor; what follows a tool node is linked with what leads to it.
                  forward = [t for t in found if t != END]
                  for target in found:
                      if target == END:
                          exits += self._exits(source)
                      else:
                          self._link(source, target, exits, parallel=self.prefix + source if len(forward) > 1 else None)
              for sources, target in sorted(builder.waiting_edges):
                  for source in sorted(sources, key=self._rank):
                      self._link(source, target, exits)
                  for entry in self._entries(target):
                      draft.agent(entry, join="all")
              for name, node in builder.nodes.items():
                  if name in self.tools:
                      continue
                  self._failures(name, node)
                  if node.defer:
                      for entry in self._entries(name):
                          draft.agent(entry, join="all")
              self._type_the_rest()
              self._finish(exits)
              return list(dict.fromkeys(entries)), list(dict.fromkeys(exits))

          def stops(self, graph):
              """The people for whom a compiled graph, or one inside it, stops."""
              for when in ("before", "after"):
                  nodes = getattr(graph, "interrupt_%s_nodes" % when, None) or []
                  for node in self.order if nodes == "*" else nodes:
                      for agent in self._ends(node) if node in self.order and node not in self.tools else []:
                          ask_person(agent, self.draft, "the graph stops %s this node" % when)
              for name, reader in self.readers.items():
                  reader.stops(self.builder.nodes[name].runnable)

          def _first(self):
              """The nodes that may be first."""
              found = {t for s, t in self.builder.edges if s == START}
              for branch in self.builder.branches.get(START, {}).values():
                  found.update((branch.ends or {n: n for n in self.order}).values())
              return found

          def _rank(self, name):
              return self.order.index(name) if name in self.order else -1 if name == START else len(self.order)

          def _entries(self, node):
              return self.inner[node][0] if node in self.inner else [self.prefix + node]

          def _exits(self, node):
              return self.inner[node][1] if node in self.inner else [(self.prefix + node, None, None)]

          def _ends(self, node):
              return list(dict.fromkeys(agent for agent, _guard, _label in self._exits(node)))

          def _link(self, source, target, exits, seen=(), **members):
              """Handoffs along an edge. A tool node belongs to what leads to it: the edge goes on to what follows there."""
              if target in self.tools:
                  self._use_tools(source, target)
                  following = [t for s, t in self.builder.edges if s == target]
                  for branch in self.builder.branches.get(target, {}).values():
                      following += list((branch.ends or {}).values())
                  for after in sorted(dict.fromkeys(following), key=self._rank):
                      if after == END:
                          exits += [(a, members.get("guard"), members.get("label")) for a in self._ends(source)]
                      elif after != source and after not in seen:
                          self._link(source, after, exits, (*seen, target), **members)
                  return
              reader = self.readers.get(source)
              state = None
              if reader is not None and reader.builder.state_schema is not self.builder.state_schema:
                  state = state_schema(self.builder.state_schema, self.draft)  # What is done inside goes on as this graph's state.
              for start, guard, label in self._exits(source):
                  told = dict(members)
                  if state is not None and told.get("payload") is None:
                      told.update(payload=state, only=True)
                  if guard is not None and members.get("guard") is None:
                      told.update(guard=guard, label=label)
                  for end in self._entries(target):
                      self.draft.handoff(start, end, **told)

          def _use_tools(self, source, node):
              names = []
              for tool in self.tools[node]:
                  target = (tool.metadata or {}).get("__handoff_destination")
                  if target is not None:
                      for agent in self._ends(source) if target in self.builder.nodes else []:
                          for entry in self._entries(target):
                              self.draft.handoff(agent, entry, payload=arguments_of(tool), pattern="peer")
                      continue
                  names.append(tool.name)
              for agent in self._ends(source):
                  asked = self._ask(agent, self.tools[node])
                  known = self.draft.agents[agent].get("tools", [])
                  self.draft.agent(agent, tools=[*known, *(n for n in names if n not in asked)])

          def _ask(self, agent, tools):
              """The handoffs to agents that the functions of tools run; answers the names of those tools."""
              found = []
              for tool in tools:
                  function = getattr(tool, "func", None) or getattr(tool, "coroutine", None)
                  workers = called(function, recognizes) if function else []
                  for worker in workers:
                      found.append(tool.name)
                      for entry in self._worker(worker, tool.name):
                          self.draft.handoff(agent, entry, payload=arguments_of(tool), pattern="supervisor", x_tool=tool.name)
                  if function and interrupts(function):
                      ask_person(agent, self.draft, "a tool asks by `interrupt`")
              return found

          def alone(self, graph, name):
              """One agent and what it has as tools."""
              declare_agent(graph, name, self.draft)
              asked = self._ask(name, tools_of(graph))
              known = self.draft.agents[name].pop("tools", [])
              self.draft.agent(name, tools=[t for t in known if t not in asked])
              return [name]

          def _worker(self, graph, name):
              """The agents that a graph begins with which code runs."""
              if id(graph) not in self.asked:
                  own = getattr(graph, "name", None)
                  name = self.prefix + (own if own and own != "LangGraph" else name)
                  if is_agent(graph):
                      self.asked[id(graph)] = [name]
                      self.alone(graph, name)
                  elif hasattr(graph, "builder"):
                      reader = Graph(graph.builder, name + "/", self.draft, self.asked)
                      self.asked[id(graph)] = []  # A graph that runs itself.
                      self.asked[id(graph)], exits = reader.read()
                      self._answer(self.asked[id(graph)], exits)
                      reader.stops(graph)
                  else:
                      return []
              return self.asked[id(graph)]

          def _find_workers(self):
              for name, node in self.builder.nodes.items():
                  called = closure(getattr(node.runnable, "func", None)).get("agent")
                  if called is not None and recognizes(called):
                      for source, target in self.builder.edges:
                          if source == name and target in self.builder.nodes:
                              self.workers[name] = target

          def _declare(self, name, node):
              draft, full = self.draft, self.prefix + name
              runnable = node.runnable
              if name in self.workers:
                  runnable = closure(runnable.func)["agent"]
              if recognizes(runnable) and is_agent(runnable):
                  self.alone(runnable, full)
                  self.agents[name] = runnable
                  return
              if recognizes(runnable) and hasattr(runnable, "builder"):
                  self.readers[name] = Graph(runnable.builder, full + "/", draft, self.asked, self.builder.state_schema)
                  self.inner[name] = self.readers[name].read()
                  if name in self.workers:
                      self._answer(*self.inner[name])
                  return
              accepts = state_schema(node.input_schema, draft)
              if name in self._first() and node.input_schema is self.builder.state_schema:
                  accepts = partial_schema(node.input_schema, accepts, self.given)
              if node.is_error_handler and accepts is not None:
                  accepts = union([draft.hoisted(accepts), FAILED])
              draft.agent(
                  full,
                  output=state_schema(self.builder.state_schema, draft),
                  accepts=None if accepts is None else draft.hoisted(accepts),
              )
              function = function_of(node.runnable)
              if function is not None:
                  for worker in called(function, recognizes):
                      for entry in self._worker(worker, name):
                          draft.handoff(full, entry, pattern="supervisor")
                  if interrupts(function):
                      ask_person(full, draft, "the node asks by `interrupt`")

          def _commands(self, name, node):
              """The targets that a node's own code names by a command."""
              if name in self.workers:
                  return
              if name in self.inner:
                  targets = [t for t in sorted(node.ends or (), key=self._rank) if t in self.builder.nodes]
                  leaving = self.readers[name].leaving() if targets else []
                  for agent, guard in leaving:
                      for target in targets:
                          for entry in self._entries(target):
                              self.draft.handoff(agent, entry, guard=guard)
                  if targets and not leaving:
                      for end in self._ends(name) or self.readers[name].all_agents():
                          self.draft.unknown(end, "a graph inside hands off by a command; which of its nodes does is not told")
                  return
              labels = node.ends if isinstance(node.ends, dict) else {}
              function = function_of(node.runnable)
              sends = function is not None and may_send(function)
              before = len(self.draft.handoffs)
              for target in sorted(node.ends or (), key=self._rank):
                  if target == END:
                      self.draft.agent(self.prefix + name, finishes=True)
                  elif target in self.builder.nodes:
                      payload = self._sent(target) if sends else None
                      self._link(
                          name, target, [], guard=name_of(function) if function else name, label=labels.get(target),
                          payload=payload, x_map=sends and payload is not None)
                      self.senders.update(self._ends(name) if payload is not None else ())
                      self.draft.lose("guards", "which target a command names is code", self.prefix + name)

          def _answer(self, entries, exits):
              """Who is last in a graph that another agent called answers that agent."""
              for agent, _guard, _label in exits:
                  if agent not in entries:
                      self.draft.agent(agent, finishes="implied")

          def leaving(self):
              """The agents whose code names a target in the graph around this one, with the name of that code."""
              found = []
              for name, node in self.builder.nodes.items():
                  function = function_of(node.runnable)
                  if name not in self.inner and function is not None and mentions(function, "PARENT"):
                      found.append((self.prefix + name, name_of(function)))
              return found

          def all_agents(self):
              return [a for n in self.order if n not in self.tools for a in self._ends(n)]

          def _unreached(self):
              """The nodes to which nothing leads that is declared."""
              builder = self.builder
              reached = {t for _, t in builder.edges} | {t for _, t in builder.waiting_edges}
              for source, branches in builder.branches.items():
                  reached.update(t for b in branches.values() if source != START for t in (b.ends or {}).values())
              for node in builder.nodes.values():
                  reached.update(node.ends or ())
              return [n for n in self.order if n not in reached]

          def _sent(self, target):
              """What `Send` brings: the receiver's own type, where that is another than the state's."""
              kind = self.builder.nodes[target].input_schema
              if target in self.inner or kind is self.builder.state_schema:
                  return None
              schema = state_schema(kind, self.draft)
              if schema is not None:
                  self.draft.lose("contracts", "what `Send` carries is code; it is taken to be what the receiver declares", self.prefix + target)
              return schema

          def _type_the_rest(self):
              """Whoever also sends something else hands the state on along its other edges."""
              state = state_schema(self.builder.state_schema, self.draft) if self.senders else None
              if state is not None:
                  for agent in sorted(self.senders):
                      self.draft.type_rest(agent, state)

          def _transfers(self, name, node, graph):
              """The handoffs of an agent: its transfer tools, each with what it carries."""
              full, told = self.prefix + name, set()
              supervises = name in self.workers.values()
              tools = sorted(tools_of(graph), key=lambda t: self._rank((t.metadata or {}).get("__handoff_destination")))
              for tool in tools:
                  target = (tool.metadata or {}).get("__handoff_destination")
                  if target is None:
                      continue
                  if target not in self.builder.nodes:
                      self.draft.lose("handoffs", "a transfer tool names %r, which is no node of the graph; it is left out" % target, full)
                      continue
                  told.add(target)
                  for entry in self._entries(target):
                      self.draft.handoff(
                          full, entry, payload=arguments_of(tool),
                          pattern="supervisor" if self.workers.get(target) == name else "peer",
                          x_tool=tool.name if tool.name != "transfer_to_" + target.replace(" ", "_").lower() else None)
              if not node.ends and any(leads_out(t) for t in tools):
                  self.draft.unknown(full, "a tool hands off by a command; to whom is code")
              for target in sorted(node.ends or (), key=self._rank):
                  if target != END and target in self.builder.nodes and target not in told:
                      for entry in self._entries(target):
                          self.draft.handoff(full, entry, pattern="peer")
              if supervises and END in (node.ends or ()):
                  self.draft.agent(full, finishes=True)
              elif node.ends and name not in self.workers:
                  self.draft.agent(full, finishes="implied")  # No transfer: the agent answers.

          def _branch(self, source, label, branch, entries, exits):
              function = function_of(branch.path)
              first = closure(function).get("default_active_agent") if function else None
              answers = labels_of(function)
              found = branch.ends
              if found is None and all(a in self.builder.nodes or a == END for a in answers):
                  found = {a: a for a in answers} or None
              if source == START:
                  # A swarm begins with its default agent; another conditional start may be any of its targets.
                  if found is None and not first:
                      self.draft.lose("entry", "a branch at the start names its targets only in code; what nothing leads to is an entry")
                      found = {n: n for n in self._unreached() or self.order}
                      self.is_open = True
                  targets = [first] if first else list(dict.fromkeys(found.values()))
                  entries += [e for t in targets if t != END and t not in self.tools for e in self._entries(t)]
                  if not first:
                      self.draft.lose("entry", "which agent begins is code; each that may is an entry")
                  return
              if source in self.tools:
                  return
              if found is None:
                  for agent in self._ends(source):
                      self.draft.unknown(agent, "a branch names its targets only in code (no path map, no Literal)")
                  return
              name, sends = name_of(function or label), function is not None and may_send(function)
              plain = [t for v, t in found.items() if sends and v in answers]
              before = len(self.draft.handoffs)
              for value, target in found.items():
                  if target == END:
                      exits += [(agent, name, value) for agent in self._ends(source)]
                      continue
                  # Each element sent is a visit; which array they come from only the code knows.
                  sent = sends and target not in plain
                  alone = sent and (answers or len(found) == 1 or not function)
                  payload = self._sent(target) if sent and target not in self.tools else None
                  self._link(source, target, exits, guard=None if alone else name, label=value, x_map=sent, payload=payload, only=payload is not None)
                  self.senders.update(self._ends(source) if payload is not None else ())
              if not is_exclusive(function):
                  for agent in self._ends(source):
                      self.draft.several(agent, [h for h in self.draft.handoffs[before:] if h["from"] == agent and "on" not in h])
              heard = [a for a in answers if found.get(a) != END and a != END and found.get(a) not in self.tools]
              for agent in self._ends(source) if heard and not sends else []:
                  self.draft.routes(agent, name, heard)
              if sends:
                  self.draft.lose("handoffs", "`Send` visits a node once for each element; of which array is code", self.prefix + source)
              if not sends or plain or len(found) > 1:
                  self.draft.lose("guards", "what a branch tests is code; each of its targets may be taken", self.prefix + source)

          def _failures(self, name, node):
              retries = retries_of(node)
              for agent in self._ends(name) if retries else []:
                  self.draft.retry(agent, "error", *retries)
              if node.error_handler_node:
                  for agent in self._ends(name):
                      self.draft.agent(agent, failures={} if retries else {"error": {"description": "The node raised."}})
                      self.draft.handoff(agent, self.prefix + node.error_handler_node, on={"failure": "error"})

          def _finish(self, exits):
              draft = self.draft
              ends = [agent for agent, _guard, _label in exits]
              for name in self.builder.nodes:
                  full = self.prefix + name
                  if name in self.inner or name in self.workers or name in self.tools:
                      continue
                  # A node that leads nowhere ends the graph, whether or not an edge says so.
                  leads = any(h.get("on") is None and h.get("pattern") != "supervisor" for h in draft.outgoing(full))
                  if not leads and not self.prefix and full not in ends and "finishes" not in draft.agents[full]:
                      draft.agent(full, finishes="implied")
                  if self.prefix and (not leads or draft.agents[full].get("finishes")):
                      draft.agents[full].pop("finishes", None)
                      if full not in ends:
                          exits.append((full, None, None))
              if not self.prefix:
                  for full in ends:
                      draft.agent(full, finishes=True)

      """##)
}
