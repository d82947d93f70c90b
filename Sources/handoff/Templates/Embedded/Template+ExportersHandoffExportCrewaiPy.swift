// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/crewai.py; change that file instead.
extension Template {
  static let exportersHandoffExportCrewaiPy = Template(
    path: "exporters/handoff_export/crewai.py",
    text: ##"""
      """CrewAI: a Crew (its agents are the tasks) or a Flow (its agents are the methods)."""

      from .draft import is_kind, schema_of
      from .functions import name_of

      FRAMEWORK = "crewai"
      OBJECTS = "Crew, Flow"
      TEXT = {"type": "string"}
      DEFAULT_CALLS = 100


      def recognizes(value):
          return is_kind(value, "crewai", "Crew", "Flow")


      def export(value, draft, **_):
          if is_kind(value, "crewai", "Flow"):
              _flow(value, draft)
              return
          if value.name and value.name != "crew":
              draft.name = value.name
          Crew(value, draft).read()


      class Crew:
          """Handoffs are between tasks: contract, guardrail and context belong to the task, not to its agent."""

          def __init__(self, crew, draft):
              self.crew, self.draft, self.names, self.skippable = crew, draft, {}, set()

          def read(self):
              for index, task in enumerate(self.crew.tasks):
                  name = task.name or (task.agent.role.strip() if task.agent else "task %d" % (index + 1))
                  number, free = 2, name
                  while free in self.names.values():
                      free, number = "%s#%d" % (name, number), number + 1
                  self.names[id(task)] = free
                  self.draft.reserved.add(free)
              done, pending, entries = [], [], []
              for task in self.crew.tasks:
                  name = self.names[id(task)]
                  self._declare(task, name)
                  if not task.async_execution:
                      done, pending = done + pending, []
                  sources = self._context(task, done)
                  condition = getattr(task, "condition", None)
                  for source in sources:
                      self.draft.handoff(source, name, pattern="pipeline", guard=name_of(condition) if condition else None)
                  if len(sources) > 1 and not self.skippable.intersection(sources):
                      self.draft.agent(name, join="all")
                  if condition:
                      self.skippable.add(name)
                      self.draft.lose("joins", "a conditional task may be skipped; what follows it takes what there is", name)
                  if not sources:
                      entries.append(name)
                  (pending if task.async_execution else done).append(name)
              self._parallel()
              self.draft.entry = entries
              last = [self.names[id(t)] for t in self.crew.tasks][-1:]
              for task in self.crew.tasks:
                  name = self.names[id(task)]
                  leads = any(h.get("pattern") == "pipeline" for h in self.draft.outgoing(name))
                  self.draft.agent(name, finishes=True if name in last else None if leads else "implied")
                  self._retries(task, name)
              self._coworkers()

          def _context(self, task, done):
              if isinstance(task.context, (list, tuple)):
                  return [self.names[id(t)] for t in task.context if id(t) in self.names]
              return [] if task.context is None else list(done)  # NOT_SPECIFIED: all that is finished before it.

          def _parallel(self):
              """A task whose output several others get gives it to all of them."""
              for name in self.names.values():
                  leaving = [h for h in self.draft.outgoing(name) if h.get("pattern") == "pipeline" and "condition" not in h]
                  for handoff in leaving if len(leaving) > 1 else []:
                      handoff["parallel"] = name

          def _declare(self, task, name):
              kinds = (task.output_pydantic, task.output_json, getattr(task, "response_model", None))
              kind = next((k for k in kinds if k is not None), None)
              agent = task.agent
              self.draft.agent(
                  name, output=schema_of(kind) or TEXT, task=task.description, x_agent=agent.role.strip() if agent else None,
                  x_async=task.async_execution,
                  tools=list(dict.fromkeys(t.name for t in [*(task.tools or []), *((agent.tools if agent else None) or [])])))
              if task.human_input:
                  person = self.draft.person("human_input: a person says whether the answer is good")
                  self.draft.handoff(name, person, pattern="supervisor")

          def _retries(self, task, name):
              guards = [g for g in [task.guardrail, *(self._list(getattr(task, "guardrails", None)))] if g is not None]
              if guards:
                  names = ", ".join(g if isinstance(g, str) else name_of(g) for g in guards)
                  self.draft.retry(
                      name, "guardrail", (task.guardrail_max_retries or 0) + 1, "The guardrail %s refused the output." % names)

          @staticmethod
          def _list(value):
              return value if isinstance(value, (list, tuple)) else [] if value is None else [value]

          def _coworkers(self):
              """Who may delegate gets tools towards every other agent of the crew."""
              draft, crew = self.draft, self.crew
              manager = crew.manager_agent
              hierarchical = getattr(crew.process, "value", crew.process) == "hierarchical"
              for task in crew.tasks:
                  agent = manager if hierarchical else task.agent
                  if not hierarchical and (agent is None or not agent.allow_delegation):
                      continue
                  name = self.names[id(task)]
                  if hierarchical:
                      draft.agents[name]["x-agent"] = manager.role.strip() if manager else "Crew Manager"
                  for other in crew.agents:
                      if other is agent:
                          continue
                      role = other.role.strip()
                      role = role + " (coworker)" if role in self.names.values() else role
                      draft.agent(role, x_coworker=True)
                      draft.handoff(
                          name, role, pattern="supervisor", x_tool="Delegate work to coworker",
                          x_maxIter=agent.max_iter if agent else None)


      def _flow(flow, draft):
          draft.name = draft.name if draft.name != "system" else type(flow).__name__
          definition = flow.flow_definition()
          methods = dict(definition.methods)
          state = getattr(flow, "_initial_state_t", None)
          state = schema_of(state) if hasattr(state, "model_fields") else None
          limit = getattr(flow, "max_method_calls", None)
          draft.reserved.update(methods)
          for name, method in methods.items():
              draft.agent(
                  name, output=state, accepts=None if state is None else draft.hoisted(state), limit=limit,
                  limitImplied=limit == DEFAULT_CALLS or None)
              if getattr(method, "human_feedback", None):
                  draft.handoff(name, draft.person("the flow waits for a person's feedback"), pattern="supervisor")
          draft.entry = [n for n, m in methods.items() if m.start]
          routers = {n: m for n, m in methods.items() if m.router}
          for name, method in methods.items():
              for condition in (method.listen, method.start if not isinstance(method.start, bool) else None):
                  triggers, waits = _triggers(condition)
                  for trigger in triggers:
                      _listen(trigger, name, methods, routers, draft)
                  if waits and len(triggers) > 1:
                      draft.agent(name, join="all")
          for name, router in routers.items():
              if router.emit:
                  draft.routes(name, name, router.emit)
                  heard = [h["x-guard"]["label"] for h in draft.outgoing(name) if h.get("x-guard", {}).get("label")]
                  if any(label not in heard for label in router.emit):
                      draft.agent(name, finishes="implied")  # A label that nobody listens to ends the flow.
              else:
                  draft.agent(name, finishes="implied")  # So may one that the router does not declare.
          for name in methods:
              together = {}  # All that listen to one method, or to one label of a router, run.
              for handoff in draft.outgoing(name):
                  if handoff.get("pattern") is None and handoff.get("evidence") is None:
                      together.setdefault(handoff.get("x-guard", {}).get("label"), []).append(handoff)
              for label, leaving in together.items():
                  for handoff in leaving if len(leaving) > 1 else []:
                      handoff["parallel"] = name if label is None else "%s: %s" % (name, label)
                      handoff.pop("condition", None)  # One answer decides on all of them: they are one choice.
              if not any(h.get("pattern") is None for h in draft.outgoing(name)):
                  draft.agent(name, finishes=True)


      def _triggers(condition):
          """The names in a listen condition, and whether all of them are awaited."""
          if condition is None:
              return [], False
          if isinstance(condition, str):
              return [condition], False
          found, waits = [], False
          for kind, parts in (condition if isinstance(condition, dict) else {"or": condition}).items():
              waits = waits or kind == "and"
              for part in parts:
                  found += _triggers(part)[0]
          return list(dict.fromkeys(found)), waits


      def _listen(trigger, name, methods, routers, draft):
          if trigger in methods:
              draft.handoff(trigger, name)
              return
          # A label: of the routers that say so, else of the only one that does not say what it emits.
          sources = [n for n, m in routers.items() if trigger in (m.emit or [])]
          silent = [n for n, m in routers.items() if not m.emit]
          if not sources and not silent and routers:
              sources = list(routers)[:1]  # A label that no router answers: the handoff is dead, which the audit tells.
          if not sources and len(silent) == 1:
              sources = silent
          for source in sources:
              draft.handoff(source, name, guard=source, label=trigger)
              draft.lose("guards", "which label a router answers is code", source)
          for source in [] if sources else silent:
              draft.unknown(source, "several routers do not say which labels they answer")

      """##)
}
