// Written by EmbeddedTemplateTests from Templates/exporters/handoff_export/llama_index.py; change that file instead.
extension Template {
  static let exportersHandoffExportLlamaIndexPy = Template(
    path: "exporters/handoff_export/llama_index.py",
    text: ##"""
      """LlamaIndex: a Workflow (its agents are the steps) or an AgentWorkflow."""

      import sys

      from .draft import is_kind, schema_of, union
      from .functions import called

      FRAMEWORK = "llama-index"
      OBJECTS = "Workflow, AgentWorkflow, an agent"


      def recognizes(value):
          return is_kind(value, "workflows", "Workflow") or is_kind(value, "llama_index.core", "Workflow")


      def export(workflow, draft, **_):
          if hasattr(workflow, "agents") and hasattr(workflow, "root_agent"):
              _team(workflow, draft)
          elif hasattr(workflow, "can_handoff_to"):
              draft.entry = [_agent(workflow, draft)]
          else:
              Steps(workflow, draft).read()


      # MARK: Agents


      def _team(workflow, draft):
          agents = workflow.agents
          draft.reserved.update(agents)
          for agent in agents.values():  # Whoever ends the team answers what the team answers.
              _agent(agent, draft, getattr(workflow, "output_cls", None))
          for name, agent in agents.items():
              for target in agents if agent.can_handoff_to is None else agent.can_handoff_to:
                  if target != name:
                      draft.handoff(name, target, pattern="peer")
          draft.entry = workflow.root_agent
          module = sys.modules.get("llama_index.core.agent.workflow.multi_agent_workflow")
          draft.limits = {"handoffs": getattr(module, "DEFAULT_MAX_ITERATIONS", 20), "implied": True}
          draft.lose("limits", "`max_iterations` is an argument of the run; its default stands as an implied limit")
          draft.lose("contracts", "a handoff carries a reason; what travels is the conversation")


      def _agent(agent, draft, answer=None):
          tools, workers = [], []
          for tool in agent.tools or []:
              name = getattr(getattr(tool, "metadata", None), "name", None) or tool.__name__
              function = getattr(tool, "_real_fn", None) or getattr(tool, "_fn", None) or tool
              run = [w for w in called(function, _is_agent) if w is not agent]
              workers += [(name, tool, worker) for worker in run]
              tools += [] if run else [name]
          if agent.name in draft.agents and draft.trees.get(agent.name) is agent:
              return agent.name
          draft.trees[agent.name] = agent
          draft.agent(
              agent.name, output=schema_of(agent.output_cls or answer), task=agent.system_prompt, finishes="implied", tools=tools)
          for name, tool, worker in workers:
              kind = getattr(getattr(tool, "metadata", None), "fn_schema", None)
              _agent(worker, draft)
              draft.handoff(agent.name, worker.name, payload=schema_of(kind), pattern="supervisor", x_tool=name)
          return agent.name


      def _is_agent(value):
          return recognizes(value) and hasattr(value, "can_handoff_to")


      # MARK: Steps


      class Steps:
          """Steps and the events between them: a handoff for each step that takes an event which another answers."""

          def __init__(self, workflow, draft):
              self.workflow, self.draft = workflow, draft
              self.steps = {n: f._step_config for n, f in workflow._get_steps().items() if n != "_done"}
              draft.reserved.update(self.steps)
              self.human = None

          def read(self):
              draft, entries = self.draft, []
              asked, answers = [], []
              for name, step in self.steps.items():
                  accepted = list(step.accepted_events)
                  schemas = [_event(e) for e in accepted]
                  made = [e for e in step.return_types if e is not type(None)]
                  draft.agent(
                      name, output=[s for s in map(_event, made) if s is not None] or None,
                      accepts=union([draft.hoisted(s) for s in schemas]) if schemas and None not in schemas else None,
                      join="all" if getattr(step, "collection_param", None) else None)
                  if any(_is(e, "StartEvent") for e in accepted):
                      entries.append(name)
                  asked += [(name, e) for e in made if _is(e, "InputRequiredEvent")]
                  answers += [(name, e) for e in accepted if _is(e, "HumanResponseEvent")]
                  if any(_is(e, "StopEvent") for e in made):
                      draft.agent(name, finishes=True)
              draft.entry = entries
              start = _event(self.workflow._start_event_class)
              draft.input = None if start is None else draft.hoisted(start)
              if asked or answers:
                  self.human = draft.person(None)
              for name, step in self.steps.items():
                  self._link(name, step, asked)
              if asked or answers:
                  self._people(asked, answers)
              for name, step in self.steps.items():
                  self._failures(name, step)
              draft.lose("handoffs", "events sent by `ctx.send_event`, events collected, and answers of None are code")

          def _link(self, name, step, asked):
              made = [e for e in step.return_types if e is not type(None)]
              for event in made:
                  payload = _event(event) if len(made) > 1 else None
                  for target, other in self.steps.items():
                      if any(event is e or getattr(other, "accept_event_subclasses", False) and issubclass(event, e)
                             for e in other.accepted_events):
                          self.draft.handoff(name, target, payload=payload, x_map=getattr(step, "is_fan_out", False))
                  if _is(event, "InputRequiredEvent"):
                      self.draft.handoff(name, self.human, payload=payload)

          def _people(self, asked, answers):
              draft = self.draft
              questions = [_event(e) for _, e in asked]
              said = [_event(e) for e in dict.fromkeys(e for _, e in answers)]
              draft.agent(
                  self.human, output=[s for s in said if s is not None] or None,
                  accepts=union([draft.hoisted(q) for q in questions]) if questions and None not in questions else None)
              several = len(said) > 1
              for target, event in answers:
                  draft.handoff(self.human, target, payload=_event(event) if several else None)
              if several:
                  draft.lose("people", "which answer follows which question is not told")

          def _failures(self, name, step):
              draft = self.draft
              attempts = _attempts(step.retry_policy)
              if step.retry_policy is not None:
                  if attempts is None:
                      draft.agent(name, failures={"error": {"description": "The step raised; its retry policy is code."}})
                      draft.handoff(name, name, on={"failure": "error"})
                      draft.lose("failures", "how often a retry policy tries again is code", name)
                  else:
                      draft.retry(name, "error", attempts, "The step raised; a retry policy of %d attempts." % attempts)
              if getattr(step, "role", "step") == "catch_error":
                  caught = getattr(step, "catch_error_for_steps", None)
                  for source in self.steps if caught is None else caught:
                      if source != name:
                          draft.agent(source, failures={"error": {"description": "The step raised."}})
                          draft.handoff(source, name, on={"failure": "error"})


      def _attempts(policy):
          """How often a retry policy runs a step, where one of its parts says so."""
          for part in [policy, getattr(policy, "stop", None)]:
              for member in ("maximum_attempts", "max_attempt_number", "max_attempts"):
                  if isinstance(getattr(part, member, None), int):
                      return getattr(part, member)
          return None


      def _is(event, name):
          return any(k.__name__ == name for k in event.__mro__)


      def _event(event):
          """The schema of an event; None for the framework's own, which carry anything."""
          own = event.__module__.split(".")[0] in ("workflows", "llama_index")
          return None if own else schema_of(event)

      """##)
}
