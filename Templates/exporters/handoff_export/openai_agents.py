"""OpenAI's Agents SDK: the agent that a run starts with, plain or realtime."""

import functools

from .draft import EMPTY, TEXT, imported, is_kind
from .functions import called, closure, name_of

FRAMEWORK = "openai-agents"
OBJECTS = "Agent, RealtimeAgent, a list of them (the first receives the work)"


def recognizes(value):
    if isinstance(value, (list, tuple)):
        return bool(value) and all(_is_agent(v) for v in value)
    return _is_agent(value)


def _is_agent(value):
    return is_kind(value, "agents", "AgentBase", "Agent", "RealtimeAgent")


def export(value, draft, **_):
    roots = list(value) if isinstance(value, (list, tuple)) else [value]
    root = roots[0]
    draft.entry = root.name
    realtime = is_kind(root, "agents", "RealtimeAgent")
    if not realtime:
        # `max_turns` is an argument of the run; a turn makes at most one handoff.
        draft.limits = {"handoffs": imported("agents.run", "DEFAULT_MAX_TURNS") or 10, "implied": True}
        draft.lose("limits", "`max_turns` is an argument of the run; its default stands as an implied limit")
    known, open_agents = {id(r) for r in roots}, [(r, True) for r in roots]
    names = {r.name: r for r in reversed(roots)}
    draft.reserved.update(names)
    while open_agents:
        agent, ends = open_agents.pop(0)
        for found, is_tool in _declare(agent, ends, draft, names):
            if id(found) not in known:
                known.add(id(found))
                open_agents.append((found, not is_tool))
            elif not is_tool:
                draft.agent(found.name, finishes="implied")


def _declare(agent, ends, draft, names):
    """Declares an agent and its handoffs; answers the agents that it names."""
    names.setdefault(agent.name, agent)
    twin = names[agent.name] is not agent
    if twin:
        draft.lose("agents", "two agents have the same name; they stand as one", agent.name)
    instructions = getattr(agent, "instructions", None)
    if callable(instructions):
        draft.lose("agents", "instructions are code; there is no task", agent.name)
    tools = [
        t for t in getattr(agent, "tools", [])
        if not getattr(t, "_is_agent_tool", False) and not _run_by(t) and getattr(t, "is_enabled", True) is not False]
    if getattr(agent, "input_guardrails", None) or getattr(agent, "output_guardrails", None):
        draft.lose("failures", "a guardrail that trips ends the run with an exception; nothing takes it", agent.name)
    if getattr(agent, "mcp_servers", None):
        draft.lose("tools", "the tools of MCP servers are known only while they are connected", agent.name)
    output = _output(agent)
    if twin and draft.is_typed(agent.name) != (output is not None):
        output = [TEXT] if output is None else [TEXT, output]  # One of them is typed, the other answers a text.
    draft.agent(
        agent.name,
        output=output,
        task=instructions if isinstance(instructions, str) else None,
        finishes="implied" if ends else None,
        tools=[getattr(t, "name", name_of(t)) for t in tools],
    )
    found = []
    for tool in getattr(agent, "tools", []):
        approval = getattr(tool, "needs_approval", False)
        if getattr(tool, "is_enabled", True) is False:
            draft.lose("handoffs", "a tool with `is_enabled=False` is never offered; it is left out", agent.name)
            continue
        if approval:
            draft.handoff(
                agent.name, draft.person("a tool call waits for approval"), pattern="supervisor", x_tool=tool.name,
                guard=name_of(approval) if callable(approval) else None)
        worker = getattr(tool, "_agent_instance", None) if getattr(tool, "_is_agent_tool", False) else None
        for worker in _run_by(tool) if worker is None else [worker]:
            draft.handoff(
                agent.name, worker.name, payload=tool.params_json_schema, pattern="supervisor", x_tool=tool.name,
                guard=name_of(tool.is_enabled) if callable(tool.is_enabled) else None)
            found.append((worker, True))
    for item in getattr(agent, "handoffs", []):
        if _is_agent(item):
            draft.handoff(agent.name, item.name, payload=EMPTY, pattern="peer")
            found.append((item, False))
            continue
        if item.is_enabled is False:
            draft.lose("handoffs", "a handoff with `is_enabled=False` is never offered; it is left out", agent.name)
            continue
        payload = item.input_json_schema if (item.input_json_schema or {}).get("properties") else EMPTY
        draft.handoff(
            agent.name, item.agent_name, payload=payload, pattern="peer",
            x_tool=item.tool_name if item.tool_name != _default_tool(item.agent_name) else None,
            guard=_guard(item.is_enabled))
        target = _target(item) or names.get(item.agent_name)
        if target is not None:
            found.append((target, False))
        else:
            draft.agent(item.agent_name, finishes="implied")
            draft.unknown(item.agent_name, "only the name of this agent is known")
    return found


def _run_by(tool):
    """The agents that the function of a tool runs, as its variables show."""
    open_values, seen = [getattr(tool, "on_invoke_tool", None)], set()
    while open_values:
        value = open_values.pop(0)
        if value is None or id(value) in seen:
            continue
        seen.add(id(value))
        function = closure(value).get("the_func") or (value.__dict__ if hasattr(value, "__dict__") else {}).get("the_func")
        if function is not None:
            return called(function, _is_agent)
        inner = value.__dict__.values() if hasattr(value, "__dict__") else ()
        open_values += [v for v in [*closure(value).values(), *inner] if callable(v) and not isinstance(v, type)]
    return []


def _default_tool(name):
    return "transfer_to_" + "".join(c if c.isascii() and (c.isalnum() or c == "_") else "_" for c in name).lower()


def _guard(enabled):
    if not callable(enabled):
        return None
    inner = closure(enabled).get("is_enabled")
    return name_of(inner if callable(inner) else enabled)


def _target(item):
    """The agent of a handoff: its weak reference, or what the function that invokes it holds."""
    reference = getattr(item, "_agent_ref", None)
    if callable(reference) and reference() is not None:
        return reference()
    open_values = [item.on_invoke_handoff]
    seen = set()
    while open_values:
        value = open_values.pop(0)
        if id(value) in seen:
            continue
        seen.add(id(value))
        if _is_agent(value) and value.name == item.agent_name:
            return value
        if isinstance(value, functools.partial):
            open_values += [value.func, *value.args, *(value.keywords or {}).values()]
        elif callable(value):
            open_values += [v for v in closure(value).values() if callable(v) or _is_agent(v)]
    return None


def _output(agent):
    """The schema of the final output; None where it is a text."""
    kind = getattr(agent, "output_type", None)
    if kind is None or kind is str:
        return None
    if hasattr(kind, "json_schema") and not isinstance(kind, type):
        schema, wrapped = kind.json_schema(), getattr(kind, "_is_wrapped", False)
    else:
        from agents import AgentOutputSchema

        try:
            output = AgentOutputSchema(kind)
        except Exception:  # A type that the strict form refuses.
            output = AgentOutputSchema(kind, strict_json_schema=False)
        schema, wrapped = output.json_schema(), output._is_wrapped
    if wrapped and "response" in schema.get("properties", {}):
        inner = dict(schema["properties"]["response"])
        if "$defs" in schema:
            inner["$defs"] = schema["$defs"]
        return inner
    return schema
