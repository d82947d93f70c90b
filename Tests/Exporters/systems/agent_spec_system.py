"""A flow with a branch."""

from pyagentspec.agent import Agent
from pyagentspec.flows.edges import ControlFlowEdge
from pyagentspec.flows.flow import Flow
from pyagentspec.flows.nodes import AgentNode, BranchingNode, EndNode, StartNode
from pyagentspec.llms import OpenAiCompatibleConfig
from pyagentspec.property import StringProperty

model = OpenAiCompatibleConfig(name="none", model_id="none", url="http://localhost:9")
kind = StringProperty(title="kind")


def node(name, prompt, outputs=None):
    return AgentNode(name=name, agent=Agent(name=name + "_agent", llm_config=model, system_prompt=prompt, outputs=outputs))


start, end = StartNode(name="start"), EndNode(name="end")
classify, bills, rest = node("classify", "Classify.", [kind]), node("bills", "Explain bills."), node("rest", "Help.")
branch = BranchingNode(name="branch", mapping={"bill": "bills"}, inputs=[kind])
edges = [
    (start, classify, None), (classify, branch, None), (branch, bills, "bills"), (branch, rest, "default"),
    (bills, end, None), (rest, end, None),
]
flow = Flow(
    name="help", start_node=start, nodes=[start, classify, branch, bills, rest, end],
    control_flow_connections=[
        ControlFlowEdge(name="edge%d" % i, from_node=a, to_node=b, from_branch=c) for i, (a, b, c) in enumerate(edges)],
    data_flow_connections=[])

SYSTEMS = {"agent-spec-flow": flow}
