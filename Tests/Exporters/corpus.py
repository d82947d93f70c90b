"""The systems of the corpus, built as their sources say: which objects a framework's exporter is run on."""

import importlib.util
import sys


def source(folder, system):
    """The module that builds a system."""
    for path in (folder, folder.parent, folder / system):
        sys.path.insert(0, str(path))
    spec = importlib.util.spec_from_file_location("source_" + system.replace("-", "_"), folder / system / "source.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def silent(framework, folder):
    """A model of the framework that is never asked."""
    if framework == "autogen":
        from autogen_ext.models.replay import ReplayChatCompletionClient

        info = {"vision": False, "function_calling": True, "json_output": True, "structured_output": True, "family": "unknown"}
        return lambda name: ReplayChatCompletionClient([], model_info=info)
    if framework == "crewai":
        from crewai import BaseLLM

        return lambda role: type("Silent", (BaseLLM,), {"call": lambda self, *a, **k: ""})(model="none")
    if framework == "strands":
        sys.path.insert(0, str(folder))
        from systems.strands_system import Silent

        return lambda name: Silent()
    if framework == "google_adk":
        return lambda name: "none"
    sys.path.insert(0, str(folder))
    from _scripted import Scripted

    return Scripted


def objects(framework, root):
    """(folder of the truth, object, what else the exporter is told) for each system of a framework."""
    folder = root / framework.replace("_", "-").replace("agent-spec", "agentspec")
    load = lambda system: source(folder, system)
    if framework == "openai_agents":
        for system in ("insurance-claims", "phone-hotline"):
            yield folder / system, load(system).ENTRY, {}
    elif framework == "langgraph":
        yield folder / "loan-review", load("loan-review").GRAPH, {}
        gym = load("gym-swarm")
        yield folder / "gym-swarm", gym.build(silent(framework, folder)(script=[])), {}
    elif framework == "autogen":
        client = silent(framework, folder)
        yield folder / "clinic-swarm", load("clinic-swarm").build(client), {}
        patents = load("patent-graph")
        yield folder / "patent-graph", patents.build(client), {}
        yield folder / "patent-graph" / "fan", patents.fan(client), {}
    elif framework == "agent_framework":
        clients = type("Clients", (dict,), {"__missing__": lambda self, name: silent(framework, folder)()})()
        yield folder / "helpdesk-handoff", load("helpdesk-handoff").build(clients), {}
        yield folder / "parcel-workflow", load("parcel-workflow").build(), {}
    elif framework == "strands":
        yield folder / "audit-graph", load("audit-graph").build(silent(framework, folder)), {}
    elif framework == "google_adk":
        yield folder / "essay-pipeline", load("essay-pipeline").build(silent(framework, folder)), {}
        yield folder / "refund-workflow", load("refund-workflow").build(), {}
    elif framework == "crewai":
        yield folder / "book-crew", load("book-crew").build(silent(framework, folder)), {}
    elif framework == "pydantic_ai":
        yield folder / "bank-desk", load("bank-desk").AGENTS, {}
    elif framework == "llama_index":
        yield folder / "harvest-workflow", load("harvest-workflow").build(), {}
    elif framework == "a2a":
        module = load("logistics")
        yield folder / "logistics", module.CARDS, {"client": module.CLIENT}
    elif framework == "mcp":
        yield folder / "library", load("library").SERVER, {}
    elif framework == "agent_spec":
        module = load("desk-swarm")
        yield folder / "desk-swarm", module.SWARM, {}
        yield folder / "desk-swarm" / "manager", module.MANAGER, {}
