"""Open Agent Spec: a Swarm, ManagerWorkers, Flow or Agent of pyagentspec."""

from .draft import Unreadable, is_kind

FRAMEWORK = "agent-spec"
OBJECTS = "Swarm, ManagerWorkers, Flow, Agent"


def recognizes(value):
    return is_kind(value, "pyagentspec", "Component")


def export(component, draft, **_):
    draft.name = component.name
    draft.entry, ends = _read(component, "", draft)
    for name in ends:
        draft.agent(name, finishes=True)
    draft.lose("limits", "the specification has no limits")
    draft.lose("contracts", "only declared outputs are typed; without them an output is a conversation")


def _read(component, prefix, draft):
    """The agents that receive the first payload, and those that end it."""
    if is_kind(component, "pyagentspec", "Swarm"):
        return _swarm(component, prefix, draft)
    if is_kind(component, "pyagentspec", "ManagerWorkers"):
        lead = _member(component.group_manager, prefix, draft)[0][0]
        for worker in component.workers:
            for entry in _member(worker, prefix, draft)[0]:
                draft.handoff(lead, entry, pattern="supervisor")
        return [lead], [lead]
    if is_kind(component, "pyagentspec", "Flow"):
        return _flow(component, prefix, draft)
    if hasattr(component, "system_prompt"):
        return _member(component, prefix, draft)
    raise Unreadable("a component of type %s; known: %s" % (type(component).__name__, OBJECTS))


def _member(agent, prefix, draft):
    """One agent of a team; a team or flow inside it is entered."""
    name = prefix + agent.name
    if not hasattr(agent, "system_prompt") and is_kind(agent, "pyagentspec", "Swarm", "ManagerWorkers", "Flow"):
        return _read(agent, name + "/", draft)
    if name not in draft.agents:
        draft.agent(
            name, output=_properties(agent.outputs), task=getattr(agent, "system_prompt", None) or agent.description,
            tools=[t.name for t in getattr(agent, "tools", None) or []])
    return [name], [name]


def _swarm(swarm, prefix, draft):
    mode = getattr(swarm.handoff, "value", swarm.handoff)
    mode = {True: "optional", False: "never"}.get(mode, mode)
    entries, _ends = _member(swarm.first_agent, prefix, draft)
    for source, target in swarm.relationships:
        for start in _member(source, prefix, draft)[1]:
            for end in _member(target, prefix, draft)[0]:
                draft.handoff(start, end, pattern="supervisor" if mode == "never" else "peer", x_handoffMode=mode)
    for name in draft.agents:
        if name.startswith(prefix):
            draft.agent(name, finishes="implied")
    draft.lose("ends", "a swarm does not say who ends it; every agent may finish")
    if mode == "optional":
        draft.lose("handoffs", "`handoff` is optional: control may move or come back; it is taken to move")
    return entries, []


def _flow(flow, prefix, draft):
    """Nodes are agents; a branching node only says where the work of the node before it goes."""
    inner, starts, ends = {}, [], []
    for node in flow.nodes:
        name = prefix + node.name
        if is_kind(node, "pyagentspec", "StartNode", "EndNode", "BranchingNode"):
            continue
        sub = getattr(node, "subflow", None)
        if sub is not None:
            inner[node.name] = _flow(sub, name + "/", draft)
            continue
        agent = getattr(node, "agent", None)
        human = is_kind(node, "pyagentspec", "InputMessageNode")
        draft.agent(
            name, output=_properties(node.outputs), kind="human" if human else None,
            task=getattr(agent, "system_prompt", None) or getattr(node, "prompt_template", None) or node.description,
            tools=[t.name for t in getattr(agent, "tools", None) or []])
    first = lambda n: inner[n.name][0] if n.name in inner else [prefix + n.name]
    last = lambda n: inner[n.name][1] if n.name in inner else [prefix + n.name]
    for edge in flow.control_flow_connections:
        source = edge.from_node
        if is_kind(source, "pyagentspec", "BranchingNode"):
            continue
        for target, router, label in _ways(flow, edge.to_node, None, edge.from_branch, set()):
            if is_kind(source, "pyagentspec", "StartNode"):
                starts += first(target) if not is_kind(target, "pyagentspec", "EndNode") else []
            elif is_kind(target, "pyagentspec", "EndNode"):
                ends += last(source)
            else:
                mapped = is_kind(target, "pyagentspec", "MapNode", "ParallelMapNode")
                guard = (router or source).name if label not in (None, "next", "default") else None
                for start in last(source):
                    for end in first(target):
                        draft.handoff(
                            start, end, default=label == "default", x_map=mapped, guard=guard, label=label if guard else None)
        if is_kind(edge.to_node, "pyagentspec", "BranchingNode"):
            _routes(flow, edge.to_node, last(source), draft)
    return list(dict.fromkeys(starts)), list(dict.fromkeys(ends))


def _ways(flow, node, router, label, seen):
    """Where an edge leads, through branching nodes: the node, the last branching node, and the value it maps."""
    if not is_kind(node, "pyagentspec", "BranchingNode"):
        yield node, router, label
        return
    if node.name in seen:
        return
    for edge in flow.control_flow_connections:
        if edge.from_node.name == node.name:
            values = [v for v, b in node.mapping.items() if b == edge.from_branch] or [edge.from_branch]
            for value in values:
                yield from _ways(flow, edge.to_node, node, value, {*seen, node.name})


def _routes(flow, node, agents, draft):
    """The values of a branching node that lead to a handoff: a closed set."""
    over = {
        e.from_branch for e in flow.control_flow_connections
        if e.from_node.name == node.name and is_kind(e.to_node, "pyagentspec", "EndNode")}
    for agent in agents:
        draft.routes(agent, node.name, [v for v, b in node.mapping.items() if b not in over])
        draft.lose("guards", "what a branching node compares is an input of its own, not the payload alone", agent)


def _properties(properties):
    """Declared outputs as one object."""
    if not properties:
        return None
    return {
        "type": "object",
        "properties": {p.title: p.json_schema for p in properties},
        "required": [p.title for p in properties],
    }
