// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/autogen.py; change that file instead.
extension Template {
  static let exportersHandoffExportAutogenPy = Template(
    path: "exporters/handoff_export/autogen.py",
    text: ##"""
      """AutoGen: a team (Swarm, GraphFlow, SelectorGroupChat, RoundRobinGroupChat, MagenticOneGroupChat)."""

      import re

      from .draft import EMPTY, Unreadable, is_kind, schema_of
      from .functions import called, name_of

      FRAMEWORK = "autogen"
      OBJECTS = "a team"


      def recognizes(value):
          return is_kind(value, "autogen_agentchat", "BaseGroupChat")


      def export(team, draft, **_):
          if team._name not in (type(team).__name__, "", None):
              draft.name = team._name
          draft.entry = Team(team, "", draft).read()


      def _works(value):
          return recognizes(value) or is_kind(value, "autogen_agentchat", "BaseChatAgent")


      class Team:
          """One team; the names of a team inside another begin with its name."""

          def __init__(self, team, prefix, draft):
              self.team, self.prefix, self.draft = team, prefix, draft
              self.people, self.bounds, self.other = [], [], False
              self.last = set()  # Agents whose word ends the team.
              self.own = []  # The handoffs that the team itself makes.
              self.inner = {}  # name of a team inside -> its entries and its ends
              self._ending(team._termination_condition, True)
              if team._max_turns is not None:
                  self.bounds.append(team._max_turns)
              self.names = [self._declare(p) for p in team._participants]

          def read(self):
              """The agents that the team begins with."""
              entry = self._read()
              for handoff in self.own if self.prefix and self.bounds else []:
                  # A team inside counts its own turns: each of its handoffs is taken at most so often while it runs.
                  handoff["limit"] = handoff["x-teamLimit"] = min(self.bounds)
              return entry

          def ends(self):
              """The agents after which the team may end."""
              found = [n for n in self.names if n in self.inner or self.draft.agents[n].get("finishes") or n in self.last]
              return [e for n in found for e in (self.inner[n][1] if n in self.inner else [n])]

          def _read(self):
              readers = {
                  "Swarm": self._swarm, "GraphFlow": self._graph, "RoundRobinGroupChat": self._round_robin,
                  "SelectorGroupChat": self._selector, "MagenticOneGroupChat": self._magentic,
              }
              kinds = [k.__name__ for k in type(self.team).__mro__ if k.__name__ in readers]
              if not kinds:
                  raise Unreadable("a team of type %s; known: %s" % (type(self.team).__name__, ", ".join(readers)))
              entry = readers[kinds[0]]()
              if self.bounds and not self.prefix:
                  bound = min(self.bounds)
                  implied = kinds[0] == "MagenticOneGroupChat" and bound == 20  # The default of `max_turns`.
                  self.draft.limits = {"handoffs": bound, "implied": True} if implied else {"handoffs": bound}
                  self.draft.lose("limits", "the limit counts messages or turns, of which each handoff is one: an upper bound")
              if not self.bounds and not self.prefix:
                  self.draft.lose("limits", "nothing bounds the number of messages")
              self.draft.lose("contracts", "what travels is the conversation; only typed messages have a schema")
              if self.other:
                  self.draft.lose("ends", "what ends the team otherwise (a text, tokens, time, a function) is no part of a manifest")
              return entry

          def _ending(self, condition, alone):
              """`alone`: reaching this condition ends the team, whatever else holds."""
              if condition is None:
                  return
              kind = type(condition).__name__
              if kind in ("OrTerminationCondition", "AndTerminationCondition"):
                  for inner in condition._conditions:
                      self._ending(inner, alone and kind.startswith("Or"))
              elif kind == "MaxMessageTermination" and alone:
                  self.bounds.append(condition._max_messages)
              elif kind == "HandoffTermination":
                  self.people.append(condition._target)
              elif kind == "SourceMatchTermination" and alone:
                  self.last.update(self.prefix + source for source in condition._sources)
              else:
                  self.other = True

          def _declare(self, participant):
              draft = self.draft
              name = self.prefix + (getattr(participant, "name", None) or participant._name)
              if recognizes(participant):  # A team has no voice of its own: it is entered, and goes on where it ends.
                  team = Team(participant, name + "/", draft)
                  entries = team.read()
                  self.inner[name] = entries, team.ends()
                  return name
              inner = getattr(participant, "_team", None)
              if inner is not None:
                  draft.agent(name, task=getattr(participant, "_description", None))
                  for entry in Team(inner, name + "/", draft).read():
                      draft.handoff(name, entry, pattern="supervisor")
                  return name
              if is_kind(participant, "autogen_agentchat", "UserProxyAgent"):
                  return draft.agent(name, kind="human")
              system = getattr(participant, "_system_messages", None)
              kind = getattr(participant, "_output_content_type", None)
              tools = []
              for tool in getattr(participant, "_tools", None) or []:
                  worker = getattr(tool, "_agent", None) or getattr(tool, "_team", None)
                  function = getattr(tool, "_func", None)
                  workers = [worker] if worker is not None else called(function, _works) if function else []
                  if not workers:
                      tools.append(tool.name)
                      continue
                  draft.agent(name)
                  for worker in workers:
                      inside = recognizes(worker)
                      for target in Team(worker, name + "/" + tool.name + "/", draft).read() if inside else [self._declare(worker)]:
                          draft.handoff(name, target, payload=tool.schema.get("parameters"), pattern="supervisor", x_tool=tool.name)
              return draft.agent(
                  name, output=schema_of(kind), tools=tools, task=system[0].content if system else None)

          def _entries(self, name):
              return self.inner[name][0] if name in self.inner else [name]

          def _link(self, source, target, **members):
              for start in self.inner[source][1] if source in self.inner else [source]:
                  for end in self._entries(target):
                      self.own.append(self.draft.handoff(start, end, **members))

          def _swarm(self):
              for participant, name in zip(self.team._participants, self.names):
                  self.draft.agent(name, finishes="implied")
                  for handoff in getattr(participant, "_handoffs", {}).values():
                      target = self.prefix + handoff.target
                      if target not in self.names and handoff.target in self.people:
                          self.draft.agent(target, kind="human")
                      default = "transfer_to_" + handoff.target.lower()
                      self.own.append(self.draft.handoff(
                          name, target, payload=EMPTY, pattern="peer", x_tool=handoff.name if handoff.name != default else None))
              for name in self.names:  # An agent that names no target speaks again.
                  if name in self.last:
                      self.draft.agent(name, finishes=True)
                  else:
                      self.draft.handoff(name, name, on="none")
              return self.names[:1]

          def _round_robin(self):
              for source, target in zip(self.names, self.names[1:] + self.names[:1]):
                  if source not in self.last:  # One alone speaks again and again.
                      self._link(source, target)
              self._everybody_may_end()
              return self._entries(self.names[0])

          def _selector(self):
              team = self.team
              function = getattr(team, "_selector_func", None) or getattr(team, "_candidate_func", None)
              repeated = getattr(team, "_allow_repeated_speaker", False) or function is not None  # Code may name anybody.
              for source in self.names:
                  for target in self.names:
                      if (source != target or repeated) and source not in self.last:
                          self._link(source, target, guard=name_of(function) if function else None)
              self.draft.lose("guards", "who speaks next is decided by %s" % ("code" if function else "a model"))
              self._everybody_may_end()
              return [e for name in self.names for e in self._entries(name)]

          def _magentic(self):
              lead = self.draft.agent(self.prefix + "MagenticOneOrchestrator", finishes=True)
              for name in self.names:
                  for entry in self._entries(name):
                      self.draft.handoff(lead, entry, pattern="supervisor")
              return [lead]

          def _everybody_may_end(self):
              for name in self.names:
                  if name not in self.inner and self.draft.agents[name].get("kind") != "human":
                      self.draft.agent(name, finishes=True if name in self.last else "implied")

          def _graph(self):
              draft, nodes = self.draft, self.team._graph.nodes
              arriving = {}  # node -> group of edges -> sender -> whether it is awaited
              for source, node in nodes.items():
                  for edge in node.edges:
                      groups = arriving.setdefault(edge.target, {})
                      groups.setdefault(edge.activation_group, {})[source] = edge.activation_condition != "any"
              for name, node in nodes.items():
                  full = self.prefix + name
                  groups = arriving.get(name, {})
                  waits = node.activation != "any" and any(len(g) > 1 and all(g.values()) for g in groups.values())
                  if waits and len(groups) == 1:
                      draft.agent(full, join="all")
                  elif waits:
                      draft.lose("joins", "one group of edges is awaited, another begins on its own: it is no join", full)
                  typed = full in self.inner or draft.is_typed(full)
                  conditional, before = any(e.condition or e.condition_function for e in node.edges), len(draft.handoffs)
                  for edge in node.edges:
                      text = edge.condition if isinstance(edge.condition, str) else None
                      code = edge.condition_function or (edge.condition if callable(edge.condition) else None)
                      when = guard = None
                      if text is not None and not typed:
                          when = {"type": "string", "pattern": re.sub(r"([\\^$.|?*+()\[\]{}/-])", r"\\\1", text)}
                          if not draft.is_typed(full):
                              draft.agent(full, output={"type": "string"})
                      elif text is not None:
                          guard = "contains %r" % text  # Of a typed message the text is its JSON.
                      elif code is not None:
                          guard = name_of(code)
                          draft.lose("guards", "a condition is code", full)
                      group = edge.activation_group if edge.activation_group != edge.target else None
                      self._link(
                          full, self.prefix + edge.target, when=when, guard=guard, x_activationGroup=group,
                          parallel=full if not conditional and len(node.edges) > 1 else None)
                  if conditional:  # Each edge whose condition holds is followed.
                      draft.several(full, draft.handoffs[before:])
                  if full in self.inner:
                      continue
                  if not node.edges:
                      draft.agent(full, finishes=True)
                  elif conditional:  # Where no condition holds, the run ends as if it were done.
                      draft.agent(full, finishes="implied")
              start = self.team._graph.default_start_node
              first = [start] if start else [n for n in nodes if n not in arriving]
              return [e for n in first for e in self._entries(self.prefix + n)]

      """##)
}
