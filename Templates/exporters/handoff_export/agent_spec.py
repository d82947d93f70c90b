"""Open Agent Spec: a Swarm, ManagerWorkers, Flow or Agent of pyagentspec."""

from .draft import Unreadable, is_kind

FRAMEWORK = "agent-spec"
OBJECTS = "Swarm, ManagerWorkers, Flow, Agent"


def recognizes(value):
    return is_kind(value, "pyagentspec", "Component")


def export(component, draft, **_):
    draft.name = component.name
    draft.entry, ends = _read(component, "", draft)
    for name in dict.fromkeys(name for name, *_how in ends):
        if "finishes" not in draft.agents[name]:
            draft.agent(name, finishes=True)
    if is_kind(component, "pyagentspec", "Flow"):
        taken = _properties(component.inputs)
        draft.input = None if taken is None else draft.hoisted(taken)
    draft.lose("limits", "the specification has no limits")
    draft.lose("contracts", "only declared outputs are typed; without them an output is a conversation")


def _read(component, prefix, draft):
    """The agents that receive the first payload, and what ends it: agent, branch of the flow, and the guard that leads out."""
    if is_kind(component, "pyagentspec", "Swarm"):
        return _swarm(component, prefix, draft)
    if is_kind(component, "pyagentspec", "ManagerWorkers"):
        lead = _member(component.group_manager, prefix, draft)[0]
        for worker in component.workers:
            entries, ends = _member(worker, prefix, draft)
            for start in lead:
                for entry in entries:
                    draft.handoff(start, entry, pattern="supervisor")
            for name, *_how in ends:
                if name not in entries:
                    draft.agent(name, finishes="implied")  # It answers the manager.
        return lead, [(name, None, None, None) for name in lead]
    if is_kind(component, "pyagentspec", "Flow"):
        return _flow(component, prefix, draft)
    if hasattr(component, "system_prompt"):
        return _member(component, prefix, draft)
    raise Unreadable("a component of type %s; known: %s" % (type(component).__name__, OBJECTS))


def _member(agent, prefix, draft):
    """One agent of a team, the first time or again; a team or flow inside it is entered."""
    name = prefix + agent.name
    key = (prefix, agent.id)
    if key not in draft.trees:
        if not hasattr(agent, "system_prompt") and is_kind(agent, "pyagentspec", "Swarm", "ManagerWorkers", "Flow"):
            draft.trees[key] = _read(agent, name + "/", draft)
        else:
            if name in draft.agents:
                draft.lose("agents", "two agents have the same name; they stand as one", name)
            draft.agent(
                name, output=_properties(agent.outputs), task=getattr(agent, "system_prompt", None) or agent.description,
                tools=[t.name for t in getattr(agent, "tools", None) or []])
            draft.trees[key] = [name], [(name, None, None, None)]
    return draft.trees[key]


def _swarm(swarm, prefix, draft):
    mode = getattr(swarm.handoff, "value", swarm.handoff)
    mode = {True: "optional", False: "never"}.get(mode, mode)
    entries, _ends = _member(swarm.first_agent, prefix, draft)
    for source, target in swarm.relationships:
        for start, *_how in _member(source, prefix, draft)[1]:
            for end in _member(target, prefix, draft)[0]:
                draft.handoff(start, end, pattern="supervisor" if mode == "never" else "peer", x_handoffMode=mode)
    members = [n for n in draft.agents if n.startswith(prefix)]
    for name in members:
        draft.agent(name, finishes="implied")
    draft.lose("ends", "a swarm does not say who ends it; every agent may finish")
    if mode == "optional":
        draft.lose("handoffs", "`handoff` is optional: control may move or come back; it is taken to move")
    return entries, [(name, None, None, None) for name in members]


def _flow(flow, prefix, draft):
    """Nodes are agents; a branching node only says where the work of the node before it goes."""
    inner, starts, ends = {}, [], []
    for node in flow.nodes:
        name = prefix + node.name
        if is_kind(node, "pyagentspec", "StartNode", "EndNode", "BranchingNode"):
            continue
        flows = [f for f in [getattr(node, "subflow", None), *(getattr(node, "subflows", None) or [])] if f is not None]
        agent = getattr(node, "agent", None)
        if flows:
            read = [_flow(f, name + "/" + (f.name + "/" if len(flows) > 1 else ""), draft) for f in flows]
            inner[node.name] = [e for entries, _ in read for e in entries], [e for _, last in read for e in last]
            continue
        if agent is not None and not hasattr(agent, "system_prompt") and is_kind(agent, "pyagentspec", "Swarm", "ManagerWorkers"):
            inner[node.name] = _read(agent, name + "/", draft)
            continue
        human = is_kind(node, "pyagentspec", "InputMessageNode")
        draft.agent(
            name, output=_properties(node.outputs), kind="human" if human else None,
            task=getattr(agent, "system_prompt", None) or getattr(node, "prompt_template", None) or node.description,
            tools=[t.name for t in getattr(agent, "tools", None) or []])
    first = lambda n: inner[n.name][0] if n.name in inner else [prefix + n.name]
    for edge in flow.control_flow_connections:
        source = edge.from_node
        if is_kind(source, "pyagentspec", "BranchingNode"):
            continue
        caught = is_kind(source, "pyagentspec", "CatchExceptionNode") and edge.from_branch == source.CAUGHT_EXCEPTION_BRANCH
        for target, router, label in _ways(flow, edge.to_node, None, edge.from_branch, set()):
            guard = (router or source).name if label not in (None, "next", "default") else None
            if is_kind(source, "pyagentspec", "StartNode"):
                starts += first(target) if not is_kind(target, "pyagentspec", "EndNode") else []
                continue
            for start, inner_guard, inner_label in _leaving(source, edge.from_branch, inner, prefix, caught, draft):
                own = guard if router is not None or source.name not in inner else None
                by, value = (own, label) if own else (inner_guard, inner_label)
                if is_kind(target, "pyagentspec", "EndNode"):
                    ends.append((start, target.branch_name, by, value if by else None))
                    continue
                members = {"on": {"failure": "error"}} if caught else {
                    "default": label == "default" and router is not None, "guard": by, "label": value if by else None,
                    "x_map": is_kind(target, "pyagentspec", "MapNode", "ParallelMapNode")}
                entries = first(target)
                together = prefix + source.name if is_kind(target, "pyagentspec", "ParallelFlowNode") and len(entries) > 1 else None
                for end in entries:
                    draft.handoff(start, end, parallel=together, **members)
                if is_kind(source, "pyagentspec", "ParallelFlowNode") and len(source.subflows) > 1:
                    for end in entries:
                        draft.agent(end, join="all")
        if is_kind(edge.to_node, "pyagentspec", "BranchingNode"):
            _routes(flow, edge.to_node, [s for s, *_ in _leaving(source, edge.from_branch, inner, prefix, caught, draft)], draft)
    return list(dict.fromkeys(starts)), list(dict.fromkeys(ends))


def _leaving(node, branch, inner, prefix, caught, draft):
    """Who leaves a node by one of its branches, and by which guard: of a flow inside, those that end it so."""
    if node.name not in inner:
        return [(prefix + node.name, None, None)]
    entries, ends = inner[node.name]
    if caught:  # Any of the agents inside may fail.
        inside = [n for n in draft.agents if n.startswith(prefix + node.name + "/")]
        for name in inside:
            draft.agent(name, failures={"error": {"description": "The node raised; the flow around it catches that."}})
        return [(name, None, None) for name in inside]
    found = [(n, g, v) for n, b, g, v in ends if b == branch or branch in (None, "next") and b in (None, "next")]
    if is_kind(node, "pyagentspec", "MapNode", "ParallelMapNode", "ParallelFlowNode") or not any(b for _, b, *_ in ends):
        found = [(n, g, v) for n, _, g, v in ends]
    return list(dict.fromkeys(found))


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
