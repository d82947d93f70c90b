"""One remote agent."""

from a2a.types import AgentCapabilities, AgentCard, AgentInterface, AgentSkill

card = AgentCard(
    name="printer", description="Prints a page", version="2.1.0", capabilities=AgentCapabilities(streaming=False),
    supported_interfaces=[AgentInterface(url="http://localhost:9/", protocol_binding="JSONRPC", protocol_version="1.0")],
    default_input_modes=["text/plain"], default_output_modes=["text/plain"],
    skills=[AgentSkill(id="print", name="Print", description="Print it", tags=["paper"])])

SYSTEMS = {"a2a": card}
