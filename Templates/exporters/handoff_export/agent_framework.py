"""Microsoft's Agent Framework: a built Workflow, also one that an orchestration builder made."""

from .draft import EMPTY, is_kind, schema_of
from .functions import called, closure, name_of

FRAMEWORK = "agent-framework"
OBJECTS = "Workflow, Agent"
DEFAULT_ITERATIONS = 100
DEFAULT_TURNS = 50


def recognizes(value):
    return is_kind(value, "agent_framework", "Workflow") or _is_agent(value)


def _is_agent(value):
    return is_kind(value, "agent_framework", "BaseAgent", "RawAgent", "Agent", "ChatAgent")


def export(workflow, draft, **_):
    if _is_agent(workflow):
        draft.entry = workflow.name or draft.name
        _declare_agent(draft, draft.entry, workflow, {})
        draft.agent(draft.entry, finishes=True)
        return
    if getattr(workflow, "name", None):
        draft.name = workflow.name
    limit = workflow.max_iterations
    draft.limits = {"handoffs": limit, "implied": True} if limit == DEFAULT_ITERATIONS else {"handoffs": limit}
    draft.lose("limits", "`max_iterations` counts super-steps, of which each handoff is one; the default stands as implied")
    reader = Reader(workflow, "", draft)
    draft.reserved.update(workflow.executors)
    draft.entry, ends = reader.read()
    for name in ends:
        draft.agent(name, finishes=True)
    draft.input = reader.input()


class Reader:
    """One workflow; the names of a workflow inside another begin with its name."""

    def __init__(self, workflow, prefix, draft, asked=None):
        self.workflow, self.prefix, self.draft = workflow, prefix, draft
        self.asked = {} if asked is None else asked  # Agents that others have as tools.
        self.ending = {}  # agent after which the workflow ends -> its executor
        self.executors = workflow.executors
        self.edges = [
            (group, edge) for group in workflow.edge_groups if type(group).__name__ != "InternalEdgeGroup" for edge in group.edges
        ]
        self.inner = {}
        self.folded = {n for n, e in self.executors.items() if self._is_machinery(e)}

    def _is_machinery(self, executor):
        """Dispatchers and aggregators that an orchestration builder adds: no agents of the system."""
        return type(executor).__module__.startswith("agent_framework") and type(executor).__name__.startswith("_")

    def read(self):
        """The agents that receive the first payload, and those that end the workflow."""
        if any(hasattr(e, "_handoff_targets") for e in self.executors.values()):
            return self._handoff_team()
        for name, executor in self.executors.items():
            if name not in self.folded:
                self._declare(name, executor)
        selected = {}
        for group, edge in self.edges:
            before = len(self.draft.handoffs)
            self._link(group, edge)
            if getattr(group, "_selection_func", None) is not None:
                selected.setdefault(id(group), (edge.source_id, []))[1].extend(self.draft.handoffs[before:])
        for source, handoffs in selected.values():
            self.draft.several(self.prefix + source, handoffs)
        start = self.workflow.start_executor_id
        entries = self._entries(start)
        leaving = {edge.source_id for _, edge in self.edges if edge.target_id not in self.folded}
        ends = []
        for name, executor in self.executors.items():
            if name in self.folded:
                continue
            if name in self.inner:
                ends += [] if name in leaving else self.inner[name][1]
            elif self._outputs(executor) or name not in leaving or _is_orchestrator(executor):
                if not _is_participant(name, self.edges, self.executors):
                    ends.append(self.prefix + name)
                    self.ending[self.prefix + name] = executor
        return entries, ends

    def input(self):
        """What the first executor takes from outside: its types that no edge brings."""
        executor = self.executors[self.workflow.start_executor_id]
        brought = [t for _, e in self.edges if e.target_id == executor.id for t in self.executors[e.source_id].output_types]
        types = [t for t in executor.input_types if t not in brought]
        schemas = _schemas(types)
        if schemas is None or not schemas:
            return None
        schemas = [self.draft.hoisted(s) for s in schemas]
        return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}

    # MARK: Executors

    def _entries(self, name):
        if name in self.folded:
            return [e for _, edge in self.edges if edge.source_id == name for e in self._entries(edge.target_id)]
        return self.inner[name][0] if name in self.inner else [self.prefix + name]

    def _ends(self, name):
        return self.inner[name][1] if name in self.inner else [self.prefix + name]

    def _outputs(self, executor):
        return [t for t in executor.workflow_output_types if not _is_framework(t)]

    def _sent(self, executor):
        return list(executor.output_types)

    def _requests(self, executor):
        """What the executor asks people, and what they answer."""
        specs = getattr(executor, "_response_handler_specs", None) or []
        return [(s["request_type"], s["response_type"]) for s in specs if not _is_framework(s["request_type"])]

    def _declare(self, name, executor):
        draft, full = self.draft, self.prefix + name
        if is_kind(executor, "agent_framework_orchestrations", "AgentApprovalExecutor"):
            # One agent whose answers a person reviews, dressed as a workflow.
            inside = next(e for e in executor.workflow.executors.values() if getattr(e, "_agent", None) is not None)
            self._declare_agent(full, inside, inside._agent)
            draft.handoff(full, draft.person("a person reviews what the agent answers"), pattern="supervisor")
            return
        if is_kind(executor, "agent_framework", "WorkflowExecutor"):
            reader = Reader(executor.workflow, full + "/", draft, self.asked)
            self.inner[name] = reader.read()
            self.ending.update(reader.ending)
            return
        agent = getattr(executor, "_agent", None)
        if agent is not None or _is_orchestrator(executor):
            self._declare_agent(full, executor, agent)
            return
        requests = self._requests(executor)
        joins = any(type(g).__name__ == "FanInEdgeGroup" and e.target_id == name for g, e in self.edges)
        taken = [_element(t) if joins else t for t in executor.input_types] + [answer for _, answer in requests]
        accepts = _schemas(taken)
        made = _schemas(self._sent(executor) + self._outputs(executor))
        cases = any(type(g).__name__ == "SwitchCaseEdgeGroup" and e.source_id == name for g, e in self.edges)
        draft.agent(
            full, output=made or None, join="all" if joins else None,
            x_join={"wait": "all", "receives": "list"} if joins else None, x_selection="firstMatch" if cases else None,
            accepts=_union([draft.hoisted(s) for s in accepts or []]))
        for question, _ in requests:
            person = draft.person("%s asks and waits for the answer" % name, "answerer")
            draft.handoff(full, person, payload=schema_of(question), pattern="supervisor")

    def _declare_agent(self, full, executor, agent):
        draft = self.draft
        _declare_agent(draft, full, agent, self.asked, getattr(executor, "_handoff_targets", ()))
        if _is_orchestrator(executor):
            manager = getattr(executor, "_manager", None)
            rounds = getattr(executor, "_max_rounds", None) or getattr(manager, "max_round_count", None)
            if rounds and not self.prefix:
                draft.limits = {"handoffs": rounds}
            if getattr(executor, "_require_plan_signoff", False) or getattr(executor, "_enable_plan_review", False):
                draft.handoff(full, draft.person("the plan waits for a person's review"), pattern="supervisor")

    # MARK: Edges

    def _link(self, group, edge):
        draft, source, target = self.draft, edge.source_id, edge.target_id
        if source in self.folded or target in self.folded or _is_orchestrator(self.executors[target]) and _calls(
                self.edges, target, source):
            return  # Machinery, or the way back to an orchestrator.
        executor, kind, members = self.executors[source], type(group).__name__, {}
        if kind == "SwitchCaseEdgeGroup":
            case = next((c for c in group.cases if c.target_id == target), None)
            if case is None or not getattr(case, "condition_name", None):
                members["default"] = True
            else:
                members["guard"] = case.condition_name
        elif kind == "FanOutEdgeGroup":
            selection = getattr(group, "_selection_func", None)
            members["guard" if selection else "parallel"] = name_of(selection) if selection else self.prefix + source
        elif getattr(edge, "_condition", None) is not None:
            members["guard"] = edge.condition_name or name_of(edge._condition)
        if _is_orchestrator(executor):
            selection = getattr(executor, "_selection_func", None)
            members = {"pattern": "supervisor", "guard": name_of(selection) if selection else None}
        if members.get("guard") == "<lambda>":
            members["guard"] = "lambda"
        if members.get("guard"):
            draft.lose("guards", "a condition is code; for every payload it may hold or not", self.prefix + source)
        for start in self._ends(source):
            last = self.ending.get(start) if source in self.inner else None
            payload = self._payload(last or executor, self.executors[target], self._outputs(last) if last is not None else None)
            for end in self._entries(target):
                draft.handoff(start, end, payload=payload, **members)

    def _payload(self, source, target, yielded=None):
        """What travels along an edge, where the sender makes several types and the receiver takes only some.

        What leaves a workflow inside is what its last executors yield.
        """
        sent = self._sent(source) if yielded is None else yielded
        made = [*self._sent(source), *self._outputs(source), *(q for q, _ in self._requests(source))]
        if len(made) < 2:
            return None
        taken = [t for t in sent if t in target.input_types or t in [_element(i) for i in target.input_types]]
        return _union(_schemas(taken) or [])

    # MARK: Handoff orchestration

    def _handoff_team(self):
        draft, names = self.draft, list(self.executors)
        for name, executor in self.executors.items():
            full = self.prefix + name
            self._declare_agent(full, executor, executor._agent)
            turns = executor._autonomous_mode_turn_limit if executor._autonomous_mode else None
            draft.agent(
                full, finishes="implied", limit=turns + 1 if turns is not None else None,
                limitResets=True if turns is not None else None, limitImplied=turns == DEFAULT_TURNS or None)
            for target in sorted(executor._handoff_targets, key=names.index):
                draft.handoff(full, self.prefix + target, payload=EMPTY, pattern="peer")
        user, number = "user", 2
        while self.prefix + user in draft.agents:
            user, number = "user#%d" % number, number + 1
        draft.agent(user, kind="human")
        for name, executor in self.executors.items():
            full = self.prefix + name
            if executor._autonomous_mode:
                draft.handoff(full, full, on="none")
                draft.handoff(full, user, on="limit")
            else:
                draft.handoff(full, user, on="none", pattern="supervisor")
        draft.lose("ends", "the termination condition is code; every agent may finish")
        return [self.prefix + self.workflow.start_executor_id], []


def _declare_agent(draft, full, agent, asked, targets=()):
    """One agent, and the agents that it has as tools."""
    options = getattr(agent, "default_options", None) or {}
    workers, tools = [], []
    for tool in options.get("tools") or []:
        name = getattr(tool, "name", None) or name_of(tool)
        if name in ["handoff_to_" + target for target in targets]:
            continue
        function = getattr(tool, "func", None) or tool
        held = [v for v in closure(function).values() if _is_agent(v)] or called(function, _is_agent)
        workers += [(tool, name, worker) for worker in held]
        tools += [] if held else [name]
    draft.agent(
        full, output=schema_of(options.get("response_format")), task=options.get("instructions"), tools=tools)
    for tool in options.get("tools") or []:
        if getattr(tool, "approval_mode", None) == "always_require":
            draft.handoff(full, draft.person("a tool call waits for approval"), pattern="supervisor", x_tool=tool.name)
    for tool, name, worker in workers:
        known = worker.name or name
        parameters = getattr(tool, "parameters", None)
        payload = parameters() if callable(parameters) else None
        draft.handoff(full, known, payload=payload, pattern="supervisor", x_tool=name if name != known else None)
        if id(worker) not in asked:
            asked[id(worker)] = known
            _declare_agent(draft, known, worker, asked)


def _is_orchestrator(executor):
    return is_kind(executor, "agent_framework_orchestrations", "BaseGroupChatOrchestrator")


def _calls(edges, source, target):
    return any(e.source_id == source and e.target_id == target for _, e in edges)


def _is_participant(name, edges, executors):
    """Whether an orchestrator calls the executor: what it answers goes back and ends nothing."""
    return any(e.target_id == name and _is_orchestrator(executors[e.source_id]) for _, e in edges)


def _is_framework(kind):
    inner = [kind, *getattr(kind, "__args__", ())]
    return any(getattr(k, "__module__", "").startswith("agent_framework") for k in inner)


def _element(kind):
    """The element of a list type: what one branch brings to a fan-in."""
    return kind.__args__[0] if getattr(kind, "__origin__", None) is list and kind.__args__ else kind


def _schemas(types):
    """The schemas of message types; None where one of them is a conversation."""
    if any(_is_framework(t) for t in types):
        return None
    return [s for s in (schema_of(t) for t in types) if s is not None]


def _union(schemas):
    return None if not schemas else schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
