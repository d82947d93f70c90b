"""LangGraph: a compiled graph; agents of LangChain, swarms and supervisors inside it."""

import typing

from .draft import EMPTY, Unreadable, closure, imported, is_kind, name_of, schema_of, union

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
    if limit is None or _is_agent(graph):
        limit = imported("langgraph._internal._config", "DEFAULT_RECURSION_LIMIT") or limit or 25
        draft.limits = {"handoffs": limit, "implied": True}
    else:
        draft.limits = {"handoffs": limit}
    draft.lose("limits", "`recursion_limit` counts super-steps, of which each handoff is at least one")
    if _is_agent(graph):
        draft.entry = [_agent(graph, draft.name, draft)]
        draft.agent(draft.entry[0], finishes="implied")
        return
    state = _state(getattr(graph, "builder", graph).input_schema, draft)
    draft.entry, _ends = Graph(getattr(graph, "builder", graph), "", draft).read()
    if state is not None:
        draft.input = draft.hoisted(state)
    for node in getattr(graph, "interrupt_before_nodes", None) or []:
        _person(node, draft, "the graph stops before this node")
    for node in getattr(graph, "interrupt_after_nodes", None) or []:
        _person(node, draft, "the graph stops after this node")


class Graph:
    """One graph; the names of what is inside begin with `prefix`."""

    def __init__(self, builder, prefix, draft):
        self.builder, self.prefix, self.draft = builder, prefix, draft
        self.order = list(builder.nodes)
        self.inner = {}  # node -> (entries, ends) of the graph inside it
        self.agents = {}  # node -> the agent that it is
        self.workers = {}  # worker of a supervisor -> the agent that calls it

    def read(self):
        """The agents that receive the first payload, and those after which the graph ends."""
        draft, builder = self.draft, self.builder
        self._find_workers()
        for name, node in builder.nodes.items():
            self._declare(name, node)
        for name, node in builder.nodes.items():
            if name in self.agents:
                self._transfers(name, node, self.agents[name])
            else:
                self._commands(name, node)
        edges = sorted(builder.edges, key=lambda e: (self._rank(e[0]), self._rank(e[1])))
        entries, ends = [], []
        targets = {}
        for source, target in edges:
            targets.setdefault(source, []).append(target)
        for source, branches in builder.branches.items():
            for label, branch in branches.items():
                self._branch(source, label, branch, entries, ends)
        for source, found in targets.items():
            if source == START:
                entries += [e for t in found for e in self._entries(t)]
                continue
            if source in self.workers:
                continue  # The way back to the supervisor.
            forward = [t for t in found if t != END]
            for target in found:
                if target == END:
                    ends += self._ends(source)
                else:
                    self._link(source, target, parallel=self.prefix + source if len(forward) > 1 else None)
        for sources, target in sorted(builder.waiting_edges):
            for source in sorted(sources, key=self._rank):
                self._link(source, target)
            for entry in self._entries(target):
                draft.agent(entry, join="all")
        for name, node in builder.nodes.items():
            self._failures(name, node)
            if node.defer:
                for entry in self._entries(name):
                    draft.agent(entry, join="all")
        self._finish(ends)
        return list(dict.fromkeys(entries)), list(dict.fromkeys(ends))

    def _rank(self, name):
        return self.order.index(name) if name in self.order else -1 if name == START else len(self.order)

    def _entries(self, node):
        return self.inner[node][0] if node in self.inner else [self.prefix + node]

    def _ends(self, node):
        return self.inner[node][1] if node in self.inner else [self.prefix + node]

    def _link(self, source, target, **members):
        for start in self._ends(source):
            for end in self._entries(target):
                self.draft.handoff(start, end, **members)

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
        if recognizes(runnable) and _is_agent(runnable):
            _agent(runnable, full, draft)
            self.agents[name] = runnable
            return
        if recognizes(runnable) and hasattr(runnable, "builder"):
            self.inner[name] = Graph(runnable.builder, full + "/", draft).read()
            if any(isinstance(e, str) for e in node.ends or ()):
                for end in self.inner[name][1]:
                    draft.unknown(end, "a graph inside hands off by a command; which of its nodes does is not told")
            return
        accepts = _state(node.input_schema, draft)
        if node.is_error_handler and accepts is not None:
            accepts = union([draft.hoisted(accepts), FAILED])
        draft.agent(
            full,
            output=_state(self.builder.state_schema, draft),
            accepts=None if accepts is None else draft.hoisted(accepts),
        )

    def _commands(self, name, node):
        """The targets that a node's own code names by a command."""
        if name in self.inner or name in self.workers:
            return
        labels = node.ends if isinstance(node.ends, dict) else {}
        function = getattr(node.runnable, "func", None) or getattr(node.runnable, "afunc", None)
        for target in sorted(node.ends or (), key=self._rank):
            if target == END:
                self.draft.agent(self.prefix + name, finishes=True)
            elif target in self.builder.nodes:
                self._link(name, target, guard=name_of(function) if function else name, label=labels.get(target))
                self.draft.lose("guards", "which target a command names is code", self.prefix + name)

    def _transfers(self, name, node, graph):
        """The handoffs of an agent: its transfer tools, each with what it carries."""
        full, told = self.prefix + name, set()
        supervises = name in self.workers.values()
        tools = sorted(_tools(graph), key=lambda t: self._rank((t.metadata or {}).get("__handoff_destination")))
        for tool in tools:
            target = (tool.metadata or {}).get("__handoff_destination")
            if target is None:
                continue
            told.add(target)
            for entry in self._entries(target):
                self.draft.handoff(
                    full, entry, payload=_arguments(tool),
                    pattern="supervisor" if self.workers.get(target) == name else "peer",
                    x_tool=tool.name if tool.name != "transfer_to_" + target.replace(" ", "_").lower() else None)
        for target in sorted(node.ends or (), key=self._rank):
            if target != END and target in self.builder.nodes and target not in told:
                for entry in self._entries(target):
                    self.draft.handoff(full, entry, pattern="peer")
        if supervises and END in (node.ends or ()):
            self.draft.agent(full, finishes=True)
        elif node.ends and name not in self.workers:
            self.draft.agent(full, finishes="implied")  # No transfer: the agent answers.

    def _branch(self, source, label, branch, entries, ends):
        function = getattr(branch.path, "func", None) or getattr(branch.path, "afunc", None)
        first = closure(function).get("default_active_agent") if function else None
        if source == START:
            # A swarm begins with its default agent; another conditional start may be any of its targets.
            found = [first] if first else list(dict.fromkeys((branch.ends or {}).values()))
            entries += [e for t in found if t != END for e in self._entries(t)]
            return
        if branch.ends is None:
            for agent in self._ends(source):
                self.draft.unknown(agent, "a branch names its targets only in code (no path map, no Literal)")
            return
        sends = "Send" in str(getattr(function, "__annotations__", {}).get("return", ""))
        for value, target in branch.ends.items():
            if target == END:
                ends += self._ends(source)
                continue
            # Each element sent is a visit; which array they come from only the code knows.
            self._link(source, target, guard=None if sends else name_of(function or label), label=value, x_map=sends)
        answers = [a for a in _answers(function) if branch.ends.get(a) != END and a != END]
        for agent in self._ends(source) if answers and not sends else []:
            self.draft.routes(agent, name_of(function), answers)
        if sends:
            self.draft.lose("handoffs", "`Send` visits a node once for each element; of which array is code", source)
        else:
            self.draft.lose("guards", "what a branch tests is code; each of its targets may be taken", source)

    def _failures(self, name, node):
        policies = node.retry_policy
        for policy in [policies] if hasattr(policies, "max_attempts") else policies or []:
            on = policy.retry_on
            on = on if isinstance(on, (list, tuple)) else [on]
            note = "The node raised; at most %d attempts, on %s." % (
                policy.max_attempts, ", ".join(name_of(o) for o in on))
            for agent in self._ends(name):
                self.draft.retry(agent, "error", policy.max_attempts, note)
        if node.error_handler_node:
            for agent in self._ends(name):
                self.draft.agent(agent, failures={} if policies else {"error": {"description": "The node raised."}})
                self.draft.handoff(agent, self.prefix + node.error_handler_node, on={"failure": "error"})

    def _finish(self, ends):
        draft = self.draft
        for name in self.builder.nodes:
            full = self.prefix + name
            if name in self.inner or name in self.workers:
                continue
            # A node that leads nowhere ends the graph, whether or not an edge says so.
            leads = any(h.get("on") is None for h in draft.outgoing(full))
            if not leads and not self.prefix and full not in ends and "finishes" not in draft.agents[full]:
                draft.agent(full, finishes="implied")
            if self.prefix and (not leads or draft.agents[full].get("finishes")):
                draft.agents[full].pop("finishes", None)
                ends.append(full)
        if not self.prefix:
            for full in ends:
                draft.agent(full, finishes=True)


def _answers(function):
    """The labels that a branch may answer, where its return type lists them."""
    try:
        found = typing.get_type_hints(function).get("return")
    except (NameError, TypeError):
        return []
    found = found if typing.get_origin(found) is typing.Literal else None
    return [a for a in typing.get_args(found) if isinstance(a, str)]


def _is_agent(graph):
    """Whether a graph is one agent: a model node that `create_agent` or `create_react_agent` made."""
    nodes = getattr(getattr(graph, "builder", None), "nodes", {})
    return _model(nodes) is not None


def _model(nodes):
    for name in ("model", "agent"):
        free = closure(getattr(nodes[name].runnable, "func", None)) if name in nodes else {}
        if "initial_response_format" in free or "static_model" in free or "is_dynamic_model" in free:
            return free
    return None


def _agent(graph, name, draft):
    """Declares one agent: its prompt, its tools and its typed answer."""
    nodes = graph.builder.nodes
    free = _model(nodes)
    system = free.get("system_message")
    static = getattr(free.get("static_model"), "first", None)
    system = system or closure(getattr(static, "func", None)).get("_system_message")
    answer = free.get("initial_response_format")
    if "generate_structured_response" in nodes:
        answer = closure(nodes["generate_structured_response"].runnable.func).get("response_format")
    answer = getattr(answer, "schema", answer)
    tools = [t.name for t in _tools(graph) if not (t.metadata or {}).get("__handoff_destination")]
    content = getattr(system, "content", None)
    draft.agent(
        name, output=None if answer is None else schema_of(answer),
        task=content if isinstance(content, str) else None, tools=tools)
    for node in nodes:
        if node.startswith("HumanInTheLoopMiddleware"):
            _person(name, draft, "a tool call waits for a person's decision")
    return name


def _person(node, draft, why):
    draft.agent("human", kind="human", x_implied=why)
    if node in draft.agents and not any(h["to"] == "human" for h in draft.outgoing(node)):
        draft.handoff(node, "human", pattern="supervisor")


def _tools(graph):
    tools = graph.builder.nodes.get("tools")
    return list(getattr(getattr(tools, "runnable", None), "_tools_by_name", {}).values())


def _arguments(tool):
    """What the model says in a transfer call: the tool's arguments without the injected ones."""
    kind = tool.tool_call_schema
    schema = dict(kind if isinstance(kind, dict) else kind.model_json_schema())
    if not schema.get("properties"):
        return EMPTY
    schema.pop("title", None)
    schema.pop("description", None)
    return schema


def _state(kind, draft):
    """The schema of a state; None for a conversation (messages have no shape of their own)."""
    fields = getattr(kind, "model_fields", None) or getattr(kind, "__annotations__", {})
    if any("Message" in str(getattr(f, "annotation", f)) for f in fields.values()):
        draft.lose("contracts", "the state is a conversation; only typed answers and transfer calls are typed")
        return None
    return schema_of(kind)
