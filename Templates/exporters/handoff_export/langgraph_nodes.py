"""What stands in the nodes of a LangGraph graph: functions, agents of LangChain with their tools, and states."""

from .draft import EMPTY, schema_of
from .functions import closure, mentions, name_of


def function_of(runnable):
    """The function of a node or branch; that of the class for an object which can be called."""
    function = getattr(runnable, "func", None) or getattr(runnable, "afunc", None)
    return function


def retries_of(node):
    """How often a node that raises is run, and on what; None where it is run once."""
    policies = node.retry_policy
    policies = [policies] if hasattr(policies, "max_attempts") else list(policies or [])
    notes = []
    for policy in policies:
        on = policy.retry_on
        on = on if isinstance(on, (list, tuple)) else [on]
        notes.append("at most %d attempts, on %s" % (policy.max_attempts, ", ".join(name_of(o) for o in on)))
    return (max(p.max_attempts for p in policies), "The node raised; %s." % "; ".join(notes)) if policies else None


def leads_out(tool):
    """Whether the function of a tool that declares no target names one in the graph around the agent."""
    function = getattr(tool, "func", None) or getattr(tool, "coroutine", None)
    declared = (tool.metadata or {}).get("__handoff_destination")
    return declared is None and function is not None and mentions(function, "PARENT")


def is_agent(graph):
    """Whether a graph is one agent: a model node that `create_agent` or `create_react_agent` made."""
    nodes = getattr(getattr(graph, "builder", None), "nodes", {})
    return _model(nodes) is not None


def _model(nodes):
    for name in ("model", "agent"):
        free = closure(getattr(nodes[name].runnable, "func", None)) if name in nodes else {}
        if "initial_response_format" in free or "static_model" in free or "is_dynamic_model" in free:
            return free
    return None


def declare_agent(graph, name, draft):
    """Declares one agent: its prompt, its tools and its typed answer."""
    nodes = graph.builder.nodes
    free = _model(nodes)
    system = free.get("system_message")
    static = getattr(free.get("static_model"), "first", None)
    system = system or closure(getattr(static, "func", None)).get("_system_message")
    answer = free.get("initial_response_format")
    if "generate_structured_response" in nodes:
        answer = closure(nodes["generate_structured_response"].runnable.func).get("response_format")
    answer = answer[1] if isinstance(answer, tuple) and len(answer) == 2 else answer  # A prompt and a type.
    answer = answer if isinstance(answer, (type, dict)) else getattr(answer, "schema", answer)
    tools = [t.name for t in tools_of(graph) if not (t.metadata or {}).get("__handoff_destination")]
    content = getattr(system, "content", None)
    draft.agent(
        name, output=None if answer is None else schema_of(answer),
        task=content if isinstance(content, str) else None, tools=tools)
    for node in nodes:
        if node.startswith("HumanInTheLoopMiddleware"):
            ask_person(name, draft, "a tool call waits for a person's decision")
    if getattr(graph, "interrupt_before_nodes", None) or getattr(graph, "interrupt_after_nodes", None):
        ask_person(name, draft, "the agent stops for a person")
    return name


def ask_person(agent, draft, why):
    if agent in draft.agents and not any(draft.agents.get(h["to"], {}).get("kind") == "human" for h in draft.outgoing(agent)):
        draft.handoff(agent, draft.person(why), pattern="supervisor")


def tools_of(graph):
    tools = graph.builder.nodes.get("tools")
    return list(getattr(getattr(tools, "runnable", None), "_tools_by_name", {}).values())


def arguments_of(tool):
    """What the model says in a transfer call: the tool's arguments without the injected ones."""
    kind = tool.tool_call_schema
    schema = dict(kind if isinstance(kind, dict) else kind.model_json_schema())
    if not schema.get("properties"):
        return EMPTY
    schema.pop("title", None)
    schema.pop("description", None)
    return schema


def partial_schema(kind, schema, given):
    """The schema of a state at the beginning: nobody looks whether a dictionary has what comes later."""
    if schema is None or given is kind or not _is_typed_dict(kind):
        return schema
    known = getattr(given, "model_fields", None) or getattr(given, "__annotations__", {})
    found = {**schema, "properties": {k: v for k, v in schema.get("properties", {}).items() if k in known}}
    return {**found, "required": [r for r in schema.get("required", []) if r in known]}


def _is_typed_dict(kind):
    return isinstance(kind, type) and issubclass(kind, dict) and hasattr(kind, "__total__")


def state_schema(kind, draft):
    """The schema of a state; None for a conversation (messages have no shape of their own)."""
    fields = getattr(kind, "model_fields", None) or getattr(kind, "__annotations__", {})
    if any("Message" in str(getattr(f, "annotation", f)) for f in fields.values()):
        draft.lose("contracts", "the state is a conversation; only typed answers and transfer calls are typed")
        return None
    return schema_of(kind)
